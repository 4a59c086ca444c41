using System.Data.Common;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>
/// The one way by which readings come in, from a file, a book or a page: judged by <see cref="HoldRules"/> against what
/// is kept, then written in bulk. Any number of them, in any order, in flat memory.
/// </summary>
sealed class ReadingIntake(Database database) : IDisposable
{
    readonly ReadingSort _sort = new();

    public long Count => _sort.Count;

    /// <param name="row">Where it stood in its file, to find it again when it is held.</param>
    public void Add(int meterId, MeterReading reading, int row = 0) => _sort.Add(new StagedReading(meterId, reading, row));

    /// <summary>
    /// Judges and writes all that were added. The transaction must have taken <paramref name="revision"/> already: what it
    /// sees then is what it writes after, also when two people enter the same meter.
    /// </summary>
    /// <param name="progress">Told now and then how many were done.</param>
    /// <param name="beside">A connection to look meters up by, ahead of the writing; null: the transaction's, which sees meters of its own.</param>
    public async Task<IntakeResult> Write(
        WriteTransaction transaction, long revision, Capture capture, Action<long>? progress, CancellationToken cancellation, DbConnection? beside = null)
    {
        var connection = beside ?? transaction.Connection;
        var pasts = new MeterPasts(database, connection, await IntakeRules.Read(connection, cancellation));
        // Each meter is met once: what is written of one is not looked up for another.
        var batches = IntakeBatch.Of(_sort.InOrder(), pasts, cancellation);
        using var writer = new IntakeWriter(database, transaction, revision, capture);
        await foreach (var batch in beside is null ? batches : batches.Ahead())
        {
            await writer.Write(batch, cancellation);
            progress?.Invoke(writer.Result.Count);
        }

        return writer.Done();
    }

    public void Dispose() => _sort.Dispose();
}

/// <summary>Who brought readings in, and when (RD-11).</summary>
/// <param name="IsByHand">A person decides on these here and now, also against what was decided before.</param>
readonly record struct Capture(DateTimeOffset At, string By, bool IsByHand = false);

/// <summary>What became of the readings that came in.</summary>
sealed class IntakeResult
{
    /// <summary>More held ones than this are counted but not listed here; the review list has them all.</summary>
    const int MostListed = 10_000;

    public long Taken { get; private set; }
    public long Held { get; private set; }
    public long Unchanged { get; set; }

    /// <summary>Readings kept before that gave way to one of the same day.</summary>
    public long Superseded { get; set; }

    /// <summary>Of what was written, reading by reading, by meter and day: the same on both databases.</summary>
    public string Sha256 { get; set; } = "";
    public List<HeldReading> HeldOnes { get; } = [];
    public long Count => Taken + Held + Unchanged;
    public bool ChangedNothing => Taken + Held == 0;

    public void Add(int meterId, int row, in Judgement judgement)
    {
        switch (judgement.Verdict)
        {
            case Verdict.Accepted:
                Taken++;
                break;
            case Verdict.Ignored:
                Unchanged++;
                break;
            case Verdict.Held:
                Held++;
                if (HeldOnes.Count < MostListed)
                    HeldOnes.Add(new HeldReading(meterId, row, judgement.Reading, judgement.Reason!));
                break;
        }
    }
}

/// <summary>A reading that a person must see first, and why.</summary>
readonly record struct HeldReading(int MeterId, int Row, MeterReading Reading, string Reason);
