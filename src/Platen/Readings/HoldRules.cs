using System.Globalization;
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
readonly record struct KnownReading(long Id, MeterReading Reading, ReadingState State);

/// <summary>What is known of a meter when readings come in.</summary>
/// <param name="BilledTo">The last closing date billed; null when nothing was.</param>
/// <param name="Readings">In any order. Those before the first new one may be left out up to the last actual one accepted.</param>
readonly record struct MeterPast(long RollsOverAt, DateOnly? BilledTo, IReadOnlyList<KnownReading> Readings);

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
    /// <returns>One judgement each, by date.</returns>
    public static IReadOnlyList<Judgement> Judge(MeterPast past, IReadOnlyList<MeterReading> incoming) =>
        new MeterJudge(past, incoming).Judge();

    /// <summary>
    /// Whether <paramref name="reading"/> may not follow <paramref name="before"/>: the counter went back unexplained. Only
    /// an estimate may have been too high (RD-8), and no further back than the last <paramref name="actual"/> reading.
    /// </summary>
    public static bool WentBack(MeterReading? before, MeterReading? actual, MeterReading reading, long rollsOverAt)
    {
        if (before is not { } last || Counting.Step(last.After, reading, rollsOverAt) >= 0)
            return false;
        return !last.IsEstimate || (actual is { } floor && Counting.Step(floor.After, reading, rollsOverAt) < 0);
    }
}

/// <summary>The work of judging one meter's new readings, which lives as long as the call.</summary>
sealed class MeterJudge(MeterPast past, IReadOnlyList<MeterReading> incoming)
{
    readonly List<Judgement> _judgements = new(incoming.Count);
    readonly List<KnownReading> _chain = Chain(past.Readings);
    int _next; // the first of the chain that is not before the day being judged
    MeterReading? _before, _actual;

    public IReadOnlyList<Judgement> Judge()
    {
        var order = Order(incoming);
        for (var first = 0; first < order.Length;)
        {
            var day = incoming[order[first]].Date;
            var end = first + 1;
            while (end < order.Length && incoming[order[end]].Date == day)
                end++;
            Advance(day);
            JudgeDay(order.AsSpan(first, end - first));
            first = end;
        }

        return _judgements;
    }

    static List<KnownReading> Chain(IReadOnlyList<KnownReading> readings)
    {
        var chain = new List<KnownReading>(readings.Count);
        foreach (var known in readings)
        {
            // A technician's reading stands apart (RD-9).
            if (known.State == ReadingState.Accepted && known.Reading.Source != ReadingSource.Call)
                chain.Add(known);
        }

        chain.Sort((a, b) => a.Reading.Date.CompareTo(b.Reading.Date));
        return chain;
    }

    /// <summary>By date; on one day by what they say, so that file order makes no difference.</summary>
    static int[] Order(IReadOnlyList<MeterReading> incoming)
    {
        var order = new int[incoming.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        if (order.Length > 1)
        {
            Array.Sort(order, (a, b) => (incoming[a].Date, incoming[a].Value, incoming[a].Event, incoming[a].NewStart, incoming[a].Source, a)
                .CompareTo((incoming[b].Date, incoming[b].Value, incoming[b].Event, incoming[b].NewStart, incoming[b].Source, b)));
        }

        return order;
    }

    /// <summary>Walks the accepted readings up to, not including, a day.</summary>
    void Advance(DateOnly day)
    {
        for (; _next < _chain.Count && _chain[_next].Reading.Date < day; _next++)
            Follow(_chain[_next].Reading);
    }

    void Follow(MeterReading reading)
    {
        if (_before is { } last && last.Date > reading.Date)
            return;
        _before = reading;
        if (!reading.IsEstimate)
            _actual = reading;
    }

    void JudgeDay(ReadOnlySpan<int> day)
    {
        var different = 0;
        for (var i = 0; i < day.Length; i++)
            different += IsCall(day[i]) || IsRepeated(day, i) ? 0 : 1;

        for (var i = 0; i < day.Length; i++)
        {
            var reading = incoming[day[i]];
            if (IsRepeated(day, i) || IsKnown(reading))
                _judgements.Add(new Judgement(day[i], reading, Verdict.Ignored, null, []));
            else if (IsCall(day[i]))
                Add(day[i], Beyond(reading), supersedes: false);
            else if (different > 1)
                Add(day[i], Contradicted(reading.Date, different), supersedes: false);
            else
                Add(day[i], Beyond(reading) ?? Billed(reading) ?? Lower(reading) ?? Higher(reading), supersedes: true);
        }
    }

    void Add(int index, string? reason, bool supersedes)
    {
        var reading = incoming[index];
        var verdict = reason is null ? Verdict.Accepted : Verdict.Held;
        _judgements.Add(new Judgement(index, reading, verdict, reason, supersedes ? OfSameDay(reading, verdict) : []));
        if (verdict == Verdict.Accepted && reading.Source != ReadingSource.Call)
        {
            // It takes the place of what the chain had for this day.
            while (_next < _chain.Count && _chain[_next].Reading.Date == reading.Date)
                _next++;
            Follow(reading);
        }
    }

    /// <summary>An accepted reading takes the place of every other of its day; a held one only that of others held.</summary>
    List<long> OfSameDay(MeterReading reading, Verdict verdict)
    {
        var ids = new List<long>();
        foreach (var known in past.Readings)
        {
            if (known.Reading.Date == reading.Date && known.Reading.Source != ReadingSource.Call
                && (known.State == ReadingState.Held || (known.State == ReadingState.Accepted && verdict == Verdict.Accepted)))
            {
                ids.Add(known.Id);
            }
        }

        return ids;
    }

    bool IsCall(int index) => incoming[index].Source == ReadingSource.Call;

    bool IsRepeated(ReadOnlySpan<int> day, int i)
    {
        for (var j = 0; j < i; j++)
        {
            if (IsSame(incoming[day[j]], incoming[day[i]]))
                return true;
        }

        return false;
    }

    /// <summary>Kept, or superseded: somebody decided against it, and a file imported again does not undo that.</summary>
    bool IsKnown(MeterReading reading)
    {
        foreach (var known in past.Readings)
        {
            if (IsSame(known.Reading, reading))
                return true;
        }

        return false;
    }

    /// <summary>Nothing to tell them apart; an actual reading is more than an estimate of the same value.</summary>
    static bool IsSame(MeterReading a, MeterReading b) =>
        a.Date == b.Date && a.Value == b.Value && a.Event == b.Event && a.NewStart == b.NewStart
        && a.IsEstimate == b.IsEstimate && a.Source == ReadingSource.Call == (b.Source == ReadingSource.Call);

    static string Contradicted(DateOnly day, int different) =>
        Say($"{different} different readings for {day:yyyy-MM-dd}. Accept the right one; it takes the place of the others.");

    string? Beyond(MeterReading reading) =>
        reading.Value >= past.RollsOverAt || reading.NewStart >= past.RollsOverAt
            ? Say($"Beyond the counter, which begins again at {past.RollsOverAt:N0}. Correct it, or the counter's size on the machine.")
            : null;

    string? Billed(MeterReading reading) =>
        past.BilledTo >= reading.Date
            ? Say($"Billed up to {past.BilledTo:yyyy-MM-dd} already. To bill it otherwise, credit that bill first.")
            : null;

    string? Lower(MeterReading reading)
    {
        if (!HoldRules.WentBack(_before, _actual, reading, past.RollsOverAt))
            return null;
        var last = _before!.Value.IsEstimate ? _actual!.Value : _before.Value;
        return Say($"Lower than the {last.After:N0} of {last.Date:yyyy-MM-dd}. Correct it, or tell the reset or rollover behind it.");
    }

    string? Higher(MeterReading reading)
    {
        for (var i = _next; i < _chain.Count; i++)
        {
            var later = _chain[i].Reading;
            // A later one that the same file corrects is judged by itself.
            if (later.Date == reading.Date || IsReplaced(later))
                continue;
            return !reading.IsEstimate && Counting.Step(reading.After, later, past.RollsOverAt) < 0
                ? Say($"Higher than the {later.Value:N0} of {later.Date:yyyy-MM-dd}, which came after. Correct one of the two.")
                : null;
        }

        return null;
    }

    bool IsReplaced(MeterReading kept)
    {
        foreach (var reading in incoming)
        {
            if (reading.Date == kept.Date && reading.Source != ReadingSource.Call && !IsSame(reading, kept))
                return true;
        }

        return false;
    }

    static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
