using Platen.Rating;

namespace Platen.Readings;

/// <summary>What becomes of a reading that comes in.</summary>
enum Verdict
{
    /// <summary>May be billed.</summary>
    Accepted,

    /// <summary>Kept, for a person to look at first.</summary>
    Held,

    /// <summary>Known already, or decided against before: nothing to keep.</summary>
    Ignored,
}

/// <summary>A reading that is kept already.</summary>
readonly record struct KnownReading(long Id, MeterReading Reading, ReadingState State)
{
    /// <summary>May stand in the chain that is billed: accepted, and not a technician's (RD-9).</summary>
    public bool Counts => State == ReadingState.Accepted && Reading.Source != ReadingSource.Call;
}

/// <summary>What is known of a meter when readings come in.</summary>
/// <param name="BilledTo">The last closing date billed; null when nothing was.</param>
/// <param name="Readings">In any order. Those before the first new one may be left out up to the last actual one accepted.</param>
/// <param name="Resets">Set to 0 at each billing: it may go back (RD-1).</param>
readonly record struct MeterPast(long RollsOverAt, DateOnly? BilledTo, IReadOnlyList<KnownReading> Readings, bool Resets = false)
{
    /// <summary>Which readings may close a period (RD-7).</summary>
    public ReadingWindow Window { get; init; } = ReadingWindow.Usual;

    public long Step(long before, MeterReading reading) => Counting.Step(before, reading, RollsOverAt, Resets);

    /// <summary>What the counter showed after the last reading up to a day; null where there is none.</summary>
    public long? ShowedOn(DateOnly day)
    {
        var before = Readings.Where(known => known.Counts && known.Reading.Date <= day).ToList();
        return before.Count == 0 ? null : before.MaxBy(known => known.Reading.Date).Reading.After;
    }
}

/// <summary>The verdict on one reading.</summary>
/// <param name="Index">Its place among those that came in.</param>
/// <param name="Reason">Why it is held.</param>
/// <param name="Supersedes">Kept readings of the same day whose place it takes, by id.</param>
readonly record struct Judgement(int Index, MeterReading Reading, Verdict Verdict, string? Reason, IReadOnlyList<long> Supersedes);

/// <summary>
/// Decides which new readings of a meter may be billed and which a person must see first (RD-5, RD-6, RD-8). Pure. The
/// order in which they come makes no difference; only their dates do.
/// </summary>
static class HoldRules
{
    /// <param name="incoming">New readings of one meter, in any order.</param>
    /// <param name="byHand">A person decides: what was held or superseded before may come in again, and is then judged anew.</param>
    /// <returns>One judgement each, by date.</returns>
    public static IReadOnlyList<Judgement> Judge(MeterPast past, IReadOnlyList<MeterReading> incoming, bool byHand = false) =>
        new MeterJudge(past, incoming, byHand).Judge();

    /// <summary>
    /// Whether <paramref name="reading"/> may not follow <paramref name="before"/>: the counter went back unexplained. Only
    /// an estimate may have been too high (RD-8), and no further back than the last <paramref name="actual"/> reading.
    /// </summary>
    public static bool WentBack(MeterReading? before, MeterReading? actual, MeterReading reading, MeterPast past)
    {
        if (before is not { } last || past.Step(last.After, reading) >= 0)
            return false;
        return !last.IsEstimate || (actual is { } floor && past.Step(floor.After, reading) < 0);
    }
}
