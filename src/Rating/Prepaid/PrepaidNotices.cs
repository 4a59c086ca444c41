namespace Platen.Rating;

/// <summary>What the account manager is told of a prepaid life (P-7).</summary>
public enum PrepaidNoticeKind
{
    /// <summary>One month to its last day.</summary>
    EndsSoon,

    /// <summary>At the pace of the last months it will be used up before its last day.</summary>
    Projected,

    /// <summary>So many percent are used.</summary>
    Threshold,

    /// <summary>Every included copy was made.</summary>
    Reached,

    /// <summary>Its last day has passed, with copies left.</summary>
    Ended,
}

/// <summary>A notice that is due, since a day. Of each there is one in a life.</summary>
/// <param name="Percent">Of a threshold.</param>
public readonly record struct PrepaidNotice(PrepaidNoticeKind Kind, DateOnly On, int Percent = 0)
{
    /// <summary>
    /// The name under which it is sent once: contract, meter type, first day of the life, and what it tells:
    /// <c>prepaid/PRE0000001/Mono/2026-01-01/90</c>.
    /// </summary>
    public string Key(string contract, PrepaidMeter meter) =>
        KeyOf(contract, meter) + Word;

    /// <summary>What the names of all notices of a life begin with.</summary>
    public static string KeyOf(string contract, PrepaidMeter meter) =>
        string.Create(Words.Plain, $"prepaid/{contract}/{meter.Type}/{meter.Start:yyyy-MM-dd}/");

    string Word => Kind switch
    {
        PrepaidNoticeKind.EndsSoon => "ends-soon",
        PrepaidNoticeKind.Projected => "projected",
        PrepaidNoticeKind.Threshold => Percent.ToString(Words.Plain),
        PrepaidNoticeKind.Reached => "reached",
        PrepaidNoticeKind.Ended => "ended",
    };
}

/// <summary>Which notices of a prepaid life are due (P-7). Pure: asked twice, it says the same (T055).</summary>
public static class PrepaidNotices
{
    /// <summary>What dealers ask for.</summary>
    public static readonly IReadOnlyList<int> Thresholds = [90, 95];

    /// <param name="thresholds">Percent of the included copies.</param>
    public static IReadOnlyList<PrepaidNotice> Due(PrepaidOutlook life, IReadOnlyList<int> thresholds, DateOnly today)
    {
        var agreed = life.Agreed;
        if (!agreed.Marked && life.Posted.Count == 0)
            return []; // over before Platen knew it

        var due = new List<PrepaidNotice>();
        var reached = Reached(life, agreed.IncludedUsage);
        foreach (var percent in thresholds.Order())
        {
            // Who is told that all is used need not be told of a part of it.
            if (Reached(life, decimal.Ceiling(agreed.IncludedUsage * percent / 100m)) is { } on && on != reached)
                due.Add(new PrepaidNotice(PrepaidNoticeKind.Threshold, on, percent));
        }

        if (reached is { } day)
            due.Add(new PrepaidNotice(PrepaidNoticeKind.Reached, day));
        else if (life is { State: PrepaidState.Running, Posted: [.., var last], UsedUpOn: { } usedUp } && usedUp <= agreed.End)
            due.Add(new PrepaidNotice(PrepaidNoticeKind.Projected, last.Day));

        var isRunning = life.State == PrepaidState.Running || (agreed.NotifyOnly && life.State == PrepaidState.UsedUp);
        if (isRunning && agreed.End.AddMonths(-1) <= today)
            due.Add(new PrepaidNotice(PrepaidNoticeKind.EndsSoon, agreed.End.AddMonths(-1)));
        if (life.State == PrepaidState.Ended && agreed.End < today)
            due.Add(new PrepaidNotice(PrepaidNoticeKind.Ended, agreed.End.AddDays(1)));
        return due;
    }

    /// <summary>The last day of the period by which so many copies were made; null: not yet.</summary>
    static DateOnly? Reached(PrepaidOutlook life, decimal copies)
    {
        foreach (var point in life.Posted)
        {
            if (point.Used >= copies)
                return point.Day;
        }

        return null;
    }
}
