using System.Globalization;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>The work of judging one meter's new readings, which lives as long as the call.</summary>
sealed class MeterJudge(MeterPast past, IReadOnlyList<MeterReading> incoming, bool byHand)
{
    readonly List<Judgement> _judgements = new(incoming.Count);
    readonly KnownReading[] _known = ByDay(past.Readings);
    readonly int[] _order = Order(incoming);
    HashSet<long>? _superseded;
    int _next; // the first that is kept of the day being judged, or later
    MeterReading? _before, _actual;

    public IReadOnlyList<Judgement> Judge()
    {
        for (var first = 0; first < _order.Length;)
        {
            var day = incoming[_order[first]].Date;
            var end = first + 1;
            while (end < _order.Length && incoming[_order[end]].Date == day)
                end++;
            Advance(day);
            JudgeDay(_order.AsSpan(first, end - first));
            first = end;
        }

        return _judgements;
    }

    static KnownReading[] ByDay(IReadOnlyList<KnownReading> readings)
    {
        if (readings.Count == 0)
            return [];
        var known = new KnownReading[readings.Count];
        for (var i = 0; i < known.Length; i++)
            known[i] = readings[i];
        Array.Sort(known, (a, b) => a.Reading.Date.CompareTo(b.Reading.Date));
        return known;
    }

    /// <summary>By date; on one day equal ones side by side, so that file order makes no difference.</summary>
    static int[] Order(IReadOnlyList<MeterReading> incoming)
    {
        var order = new int[incoming.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        if (order.Length > 1)
            Array.Sort(order, (a, b) => Compare(incoming[a], incoming[b]) is var by && by != 0 ? by : a.CompareTo(b));
        return order;
    }

    static int Compare(MeterReading a, MeterReading b)
    {
        var by = a.Date.CompareTo(b.Date);
        if (by == 0)
            by = (a.Source == ReadingSource.Call).CompareTo(b.Source == ReadingSource.Call);
        if (by == 0)
            by = a.Value.CompareTo(b.Value);
        if (by == 0)
            by = a.Event.CompareTo(b.Event);
        if (by == 0)
            by = a.NewStart.CompareTo(b.NewStart);
        return by == 0 ? a.IsEstimate.CompareTo(b.IsEstimate) : by;
    }

    /// <summary>Walks the accepted readings up to, not including, a day.</summary>
    void Advance(DateOnly day)
    {
        for (; _next < _known.Length && _known[_next].Reading.Date < day; _next++)
        {
            if (_known[_next].Counts && _superseded?.Contains(_known[_next].Id) != true)
                Follow(_known[_next].Reading);
        }
    }

    void Follow(MeterReading reading)
    {
        if (_before is { } last && last.Date >= reading.Date)
            return;
        _before = reading;
        if (!reading.IsEstimate)
            _actual = reading;
    }

    ReadOnlySpan<KnownReading> SameDay(DateOnly day)
    {
        var end = _next;
        while (end < _known.Length && _known[end].Reading.Date == day)
            end++;
        return _known.AsSpan(_next, end - _next);
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
        _judgements.Add(new Judgement(index, reading, verdict, reason, supersedes ? Supersede(reading, verdict) : []));
        if (verdict == Verdict.Accepted && reading.Source != ReadingSource.Call)
            Follow(reading);
    }

    static readonly List<long> Nothing = [];

    /// <summary>An accepted reading takes the place of every other of its day; a held one only that of others held.</summary>
    List<long> Supersede(MeterReading reading, Verdict verdict)
    {
        // Most come where nothing stands in the way.
        if (_known.Length == 0)
            return Nothing;
        var ids = new List<long>();
        foreach (var known in SameDay(reading.Date))
        {
            if (known.Reading.Source != ReadingSource.Call
                && (known.State == ReadingState.Held || (known.State == ReadingState.Accepted && verdict == Verdict.Accepted)))
            {
                ids.Add(known.Id);
            }
        }

        if (verdict == Verdict.Accepted && !reading.IsEstimate)
        {
            foreach (var known in _known)
            {
                if (known.Reading.Date != reading.Date && GivesWay(known, reading))
                    ids.Add(known.Id);
            }
        }

        if (ids.Count > 0)
            (_superseded ??= []).UnionWith(ids);
        return ids;
    }

    /// <summary>What stood in for a missing reading, and is not billed yet, gives way to the actual one (RD-3, RD-7).</summary>
    bool GivesWay(KnownReading known, MeterReading reading) =>
        known.Counts && known.Reading.Source.StandsIn && !(past.BilledTo >= known.Reading.Date)
        && past.Window.Holds(reading.Date, known.Reading.Date);

    bool IsCall(int index) => incoming[index].Source == ReadingSource.Call;

    bool IsRepeated(ReadOnlySpan<int> day, int i) => i > 0 && IsSame(incoming[day[i - 1]], incoming[day[i]]);

    /// <summary>Kept, or superseded: somebody decided against it, and a file imported again does not undo that.</summary>
    bool IsKnown(MeterReading reading)
    {
        foreach (var known in SameDay(reading.Date))
        {
            if (IsSame(known.Reading, reading) && (!byHand || (known.State == ReadingState.Accepted && known.Reading.Source == reading.Source)))
                return true;
        }

        return false;
    }

    /// <summary>Nothing to tell them apart; an actual reading is more than an estimate of the same value.</summary>
    static bool IsSame(MeterReading a, MeterReading b) =>
        a.Date == b.Date && a.Value == b.Value && a.Event == b.Event && a.NewStart == b.NewStart && a.Test == b.Test
        && a.IsEstimate == b.IsEstimate && a.Source == ReadingSource.Call == (b.Source == ReadingSource.Call);

    static string Contradicted(DateOnly day, int different) =>
        Say($"{different} different readings for {day:d MMM yyyy}. Accept the right one; it takes the place of the others.");

    string? Beyond(MeterReading reading) =>
        reading.Value >= past.RollsOverAt || reading.NewStart >= past.RollsOverAt
            ? Say($"Beyond the counter, which begins again at {past.RollsOverAt:N0}. Correct it, or the counter's size on the machine.")
            : null;

    string? Billed(MeterReading reading) =>
        past.BilledTo >= reading.Date
            ? Say($"Billed up to {past.BilledTo:d MMM yyyy} already. To bill it otherwise, credit that bill first.")
            : null;

    string? Lower(MeterReading reading)
    {
        if (!HoldRules.WentBack(_before, _actual, reading, past))
            return null;
        var last = _before!.Value.IsEstimate ? _actual!.Value : _before.Value;
        return Say($"Lower than the {last.After:N0} of {last.Date:d MMM yyyy}. Correct it, or tell the reset or rollover behind it.");
    }

    string? Higher(MeterReading reading)
    {
        if (reading.IsEstimate)
            return null;
        for (var i = _next; i < _known.Length; i++)
        {
            var later = _known[i].Reading;
            // A later one that comes in anew with another value is judged by itself.
            if (!_known[i].Counts || later.Date == reading.Date || GivesWay(_known[i], reading) || ComesAnew(later))
                continue;
            return past.Step(reading.After, later) < 0
                ? Say($"Higher than the {later.Value:N0} of {later.Date:d MMM yyyy}, which came after. Correct one of the two.")
                : null;
        }

        return null;
    }

    bool ComesAnew(MeterReading kept)
    {
        var (first, end) = (0, _order.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (incoming[_order[middle]].Date < kept.Date)
                first = middle + 1;
            else
                end = middle;
        }

        for (; first < _order.Length && incoming[_order[first]].Date == kept.Date; first++)
        {
            if (incoming[_order[first]].Source != ReadingSource.Call && !IsSame(incoming[_order[first]], kept))
                return true;
        }

        return false;
    }

    static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
