using System.Buffers.Binary;
using System.Security.Cryptography;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>Judges batches of readings, writes them, and keeps a hash of what it wrote, for the audit trail.</summary>
sealed class IntakeWriter(Database database, WriteTransaction transaction, long revision, Capture capture) : IDisposable
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    const int SupersededAtOnce = 2000;

    public IntakeResult Result { get; } = new();

    public async Task Write(IntakeBatch batch, CancellationToken cancellation)
    {
        Result.Unchanged += batch.Repeated;
        await Supersede(WriteRows(batch), cancellation);
    }

    /// <returns>Ids of kept readings whose place is taken.</returns>
    List<long> WriteRows(IntakeBatch batch)
    {
        using var rows = database.Rows(
            transaction.Connection, "readings", "meter_id", "read_on", "value", "source", "event", "new_start", "state", "hold_reason",
            "test_copies", "test_hundredths", "captured_at", "captured_by", "revision");
        var superseded = new List<long>();
        var incoming = new List<MeterReading>();
        for (var first = 0; first < batch.Readings.Count; first += incoming.Count)
        {
            var meter = batch.Readings[first].MeterId;
            incoming.Clear();
            for (var i = first; i < batch.Readings.Count && batch.Readings[i].MeterId == meter; i++)
                incoming.Add(batch.Readings[i].Reading);

            foreach (var judgement in HoldRules.Judge(batch.Pasts[meter], incoming, capture.IsByHand))
            {
                Result.Add(meter, batch.Readings[first + judgement.Index].Row, judgement);
                superseded.AddRange(judgement.Supersedes);
                if (judgement.Verdict != Verdict.Ignored)
                    Write(rows, meter, judgement);
            }
        }

        rows.Complete();
        return superseded;
    }

    void Write(RowWriter rows, int meter, in Judgement judgement)
    {
        var reading = judgement.Reading;
        var state = judgement.Verdict == Verdict.Held ? ReadingState.Held : ReadingState.Accepted;
        rows.Add(meter).Add(reading.Date).Add(reading.Value).Add((int)reading.Source).Add((int)reading.Event).Add(reading.NewStart)
            .Add((int)state).Add(judgement.Reason).Add(reading.Test.Quantity).Add((int)reading.Test.HundredthsOfPercent)
            .Add(capture.At.UtcTicks).Add(capture.By).Add(revision).EndRow();
        Hash([meter, reading.Date.DayNumber, reading.Value, (int)reading.Source, (int)reading.Event, reading.NewStart, (int)state, reading.Test.Quantity, reading.Test.HundredthsOfPercent]);
    }

    void Hash(ReadOnlySpan<long> row)
    {
        Span<byte> bytes = stackalloc byte[row.Length * sizeof(long)];
        for (var i = 0; i < row.Length; i++)
            BinaryPrimitives.WriteInt64BigEndian(bytes[(i * sizeof(long))..], row[i]);
        _hash.AppendData(bytes);
    }

    /// <returns>What became of them all.</returns>
    public IntakeResult Done()
    {
        Result.Sha256 = Convert.ToHexStringLower(_hash.GetCurrentHash());
        return Result;
    }

    public void Dispose() => _hash.Dispose();

    async Task Supersede(List<long> ids, CancellationToken cancellation)
    {
        foreach (var some in ids.Chunk(SupersededAtOnce))
        {
            await using var command = transaction.Connection.CreateCommand();
            command.CommandText =
                $"UPDATE readings SET state = {ReadingState.Superseded:D}, revision = @revision WHERE id IN ({MeterPasts.List(some)})";
            command.Add("@revision", revision);
            Result.Superseded += await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
