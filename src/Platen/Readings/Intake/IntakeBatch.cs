using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>The readings of some meters, whole meters at a time: looked up, judged and written together.</summary>
sealed class IntakeBatch(Database database, WriteTransaction transaction, MeterPasts before, long revision, Capture capture)
{
    const int MetersAtOnce = 2000, ReadingsAtOnce = 20_000;

    readonly List<StagedReading> _staged = [];
    readonly HashSet<MeterReading> _seen = [];
    readonly List<int> _meters = [];

    public IntakeResult Result { get; } = new();

    /// <summary>Enough to be looked up and written together.</summary>
    public bool IsFull => _meters.Count >= MetersAtOnce || _staged.Count >= ReadingsAtOnce;

    public bool Has(int meterId) => _meters.Count > 0 && _meters[^1] == meterId;

    /// <summary>Takes the next reading; they come in order of meter.</summary>
    public void Add(in StagedReading reading)
    {
        if (!Has(reading.MeterId))
        {
            _meters.Add(reading.MeterId);
            _seen.Clear();
        }
        else if (IsRepeated(reading))
        {
            Result.Repeated();
            return;
        }

        _staged.Add(reading);
    }

    public async Task Write(CancellationToken cancellation)
    {
        if (_staged.Count == 0)
            return;

        var since = _staged.Min(staged => staged.Reading.Date);
        var pasts = await before.Load(_meters, since, cancellation);
        var superseded = new List<long>();
        WriteRows(pasts, superseded);
        await Supersede(superseded, cancellation);
        _staged.Clear();
        _meters.Clear();
        _seen.Clear();
    }

    /// <summary>A row that stands in a file again and again must not pile up here.</summary>
    bool IsRepeated(in StagedReading reading)
    {
        var last = _staged[^1];
        if (last.Key != reading.Key)
        {
            _seen.Clear();
            return false;
        }

        if (_seen.Count == 0)
            _seen.Add(last.Reading);
        return !_seen.Add(reading.Reading);
    }

    void WriteRows(Dictionary<int, MeterPast> pasts, List<long> superseded)
    {
        using var rows = database.Rows(
            transaction.Connection, "readings", "meter_id", "read_on", "value", "source", "event", "new_start", "state", "hold_reason",
            "test_copies", "test_hundredths", "captured_at", "captured_by", "revision");
        var incoming = new List<MeterReading>();
        for (var first = 0; first < _staged.Count; first += incoming.Count)
        {
            var meter = _staged[first].MeterId;
            incoming.Clear();
            for (var i = first; i < _staged.Count && _staged[i].MeterId == meter; i++)
                incoming.Add(_staged[i].Reading);

            foreach (var judgement in HoldRules.Judge(pasts[meter], incoming, capture.IsByHand))
            {
                Result.Add(meter, _staged[first + judgement.Index].Row, judgement);
                superseded.AddRange(judgement.Supersedes);
                if (judgement.Verdict != Verdict.Ignored)
                    Write(rows, meter, judgement);
            }
        }

        rows.Complete();
    }

    void Write(RowWriter rows, int meter, in Judgement judgement)
    {
        var reading = judgement.Reading;
        var state = judgement.Verdict == Verdict.Held ? ReadingState.Held : ReadingState.Accepted;
        rows.Add(meter).Add(reading.Date).Add(reading.Value).Add((int)reading.Source).Add((int)reading.Event).Add(reading.NewStart)
            .Add((int)state).Add(judgement.Reason).Add(reading.Test.Quantity).Add((int)reading.Test.HundredthsOfPercent)
            .Add(capture.At.UtcTicks).Add(capture.By).Add(revision).EndRow();
    }

    async Task Supersede(List<long> ids, CancellationToken cancellation)
    {
        foreach (var some in ids.Chunk(MetersAtOnce))
        {
            await using var command = transaction.Connection.CreateCommand();
            command.CommandText =
                $"UPDATE readings SET state = {ReadingState.Superseded:D}, revision = @revision WHERE id IN ({MeterPasts.List(some)})";
            command.Add("@revision", revision);
            Result.Superseded += await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
