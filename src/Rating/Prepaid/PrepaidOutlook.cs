namespace Platen.Rating;

/// <summary>Where a prepaid life stands (P-5). Derived, never kept.</summary>
public enum PrepaidState
{
    NotBegun,
    Running,

    /// <summary>Every included copy was made; told only, the life runs on to its last day.</summary>
    UsedUp,

    /// <summary>Its last day has passed.</summary>
    Ended,
}

/// <summary>The copies made in a life up to and including a day.</summary>
public readonly record struct PrepaidPoint(DateOnly Day, long Used);

/// <summary>
/// A prepaid life as it stands on a day: what was used, what is left, and when it will be used up at the pace of the last
/// months. Example: 4,500 of 10,000 copies used from January to June are 750 a month, so that the other 5,500 last into February.
/// </summary>
public sealed record PrepaidOutlook
{
    /// <summary>The pace is that of so many months; of the whole life while it is younger.</summary>
    const int Months = AverageUse.Months;
    const int Farthest = 36_500;

    public required PrepaidMeter Agreed { get; init; }

    /// <summary>By the last day of each period posted.</summary>
    public required IReadOnlyList<PrepaidPoint> Posted { get; init; }

    /// <summary>With what was read since; the last posted where nothing was.</summary>
    public required PrepaidPoint Latest { get; init; }
    public required PrepaidState State { get; init; }

    /// <summary>Copies a day, at the pace of the last months; 0 where nothing was made.</summary>
    public required decimal PerDay { get; init; }

    /// <summary>The day on which the last copy will be made at this pace; null where there is no pace, or nothing left.</summary>
    public DateOnly? UsedUpOn { get; init; }

    /// <summary>As posted: what counts (P-4).</summary>
    public long Used => Posted.Count == 0 ? 0 : Posted[^1].Used;
    public long Left => Math.Max(0, Agreed.IncludedUsage - Used);

    /// <summary>Copies in an average month.</summary>
    public long PerMonth => (long)decimal.Round(PerDay * 365 / 12, 0, MidpointRounding.AwayFromZero);

    /// <param name="posted">What was posted of the life, oldest first: the last day of the period, and its copies.</param>
    /// <param name="isOver">A posted charge has ended it.</param>
    /// <param name="read">What was read since, and up to which day; null where nothing was.</param>
    public static PrepaidOutlook Of(
        PrepaidMeter agreed, IReadOnlyList<PrepaidPoint> posted, bool isOver, PrepaidPoint? read, DateOnly today)
    {
        var points = new List<PrepaidPoint>(posted.Count);
        foreach (var (day, copies) in posted)
            points.Add(new PrepaidPoint(day, copies + (points.Count == 0 ? 0 : points[^1].Used)));

        var begin = new PrepaidPoint(agreed.Start.AddDays(-1), 0);
        var last = points.Count == 0 ? begin : points[^1];
        var latest = read is { } since && since.Day > last.Day ? new PrepaidPoint(since.Day, last.Used + since.Used) : last;
        var state = StateOf(agreed, last.Used, isOver, today);
        var pace = Pace([begin, .. points], latest);
        return new PrepaidOutlook
        {
            Agreed = agreed,
            Posted = points,
            Latest = latest,
            State = state,
            PerDay = pace,
            UsedUpOn = state is PrepaidState.Running or PrepaidState.NotBegun ? UsedUp(agreed, latest, pace) : null,
        };
    }

    static PrepaidState StateOf(PrepaidMeter agreed, long used, bool isOver, DateOnly today)
    {
        if (used >= agreed.IncludedUsage && !(agreed.NotifyOnly && agreed.End < today))
            return PrepaidState.UsedUp;
        if (isOver || agreed.End < today || !agreed.Marked)
            return PrepaidState.Ended;
        return agreed.Start > today ? PrepaidState.NotBegun : PrepaidState.Running;
    }

    /// <summary>Copies a day since the last point that lies so many months back.</summary>
    static decimal Pace(List<PrepaidPoint> points, PrepaidPoint latest)
    {
        var far = latest.Day.AddMonths(-Months);
        var from = points[Math.Max(0, points.FindLastIndex(point => point.Day <= far))];
        var days = latest.Day.DayNumber - from.Day.DayNumber;
        return days == 0 ? 0 : Math.Max(0m, (decimal)(latest.Used - from.Used) / days);
    }

    static DateOnly? UsedUp(PrepaidMeter agreed, PrepaidPoint latest, decimal pace)
    {
        if (pace == 0)
            return null;
        var days = decimal.Ceiling(Math.Max(0, agreed.IncludedUsage - latest.Used) / pace);
        return days > Farthest ? null : latest.Day.AddDays((int)days);
    }

    /// <summary>
    /// What the machines of a pool were read at since they were last billed: up to the day on which the last of them was, null
    /// where one was not read.
    /// </summary>
    public static PrepaidPoint? ReadSince(ContractToRate contract, ContractTerms terms, string meter)
    {
        var (day, copies) = (DateOnly.MaxValue, 0L);
        foreach (var item in terms.Items)
        {
            foreach (var its in item.Meters)
            {
                if (its.Type != meter || !its.Aggregate || item.Machine is null || Member.Of(contract, item, its) is not { History: { } history } member)
                    continue;
                var (openedOn, opening) = member.LastBilled is { } last ? (last.Date, last.Value) : (its.ReadingDate, its.StartReading);
                if (contract.EndOf(item) <= openedOn)
                    continue;
                if (Counting.Latest(history, openedOn, opening) is not { } since)
                    return null;
                day = since.Day < day ? since.Day : day;
                copies += since.Copies;
            }
        }

        return day == DateOnly.MaxValue ? null : new PrepaidPoint(day, copies);
    }
}
