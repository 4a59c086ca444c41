namespace Platen.Rating;

/// <summary>Days from the first to the last, both included.</summary>
readonly record struct Days(DateOnly First, DateOnly Last)
{
    public int Count => Last.DayNumber - First.DayNumber + 1;

    public bool Meet(Days other) => First <= other.Last && other.First <= Last;
}

/// <summary>
/// Divides a pool's copies into those that were prepaid and the others (P-11, P-12, A-33). Example (T044): of 10,000 copies
/// 9,800 are used; of 700 more 200 are free and 500 are billed.
/// </summary>
/// <param name="row">What was agreed.</param>
/// <param name="soFar">What was used of it before.</param>
/// <param name="days">The days in which the copies were made.</param>
/// <param name="cycles">The cycles they are billed for, oldest first.</param>
sealed class PrepaidSplit(PrepaidMeter row, PrepaidSoFar soFar, Days days, Days[] cycles)
{
    /// <summary>Null where the life was over before these days, or begins after them.</summary>
    public PrepaidUse? Of(List<Member> members, MeterCount[] counts)
    {
        var life = new Days(row.Start, FreeUntil());
        if (soFar.IsOver || IsUsedUp(soFar.Used) || !life.Meet(days))
            return null;

        var copies = counts.Sum(count => count.Copies);
        var used = Through(life.Last, copies, members, counts) - Through(life.First.AddDays(-1), copies, members, counts);
        // An estimate trued up gives copies back to the life; what is billed is never below 0 (RD-8).
        used = copies < 0 ? copies : Math.Clamp(used, 0, copies);
        var free = row.NotifyOnly || row.Crossing == Crossing.FreeUntilNextPeriod ? used : Math.Min(used, row.IncludedUsage - soFar.Used);
        var outside = cycles.Count(cycle => !cycle.Meet(life));
        return new PrepaidUse(row.Start, row.End, row.IncludedUsage, soFar.Used, used, free, FullCycles(outside, copies - free),
            row.End <= days.Last || IsUsedUp(soFar.Used + used));
    }

    /// <summary>Used up as soon as the last of the included copies is made .</summary>
    bool IsUsedUp(long used) => !row.NotifyOnly && used >= row.IncludedUsage;

    /// <summary>The last day of free copies: that of the cycle where billing begins with the next.</summary>
    DateOnly FreeUntil()
    {
        if (row.Crossing != Crossing.FreeUntilNextPeriod)
            return row.End;
        foreach (var cycle in cycles)
        {
            if (cycle.First <= row.End && row.End < cycle.Last)
                return cycle.Last;
        }

        return row.End;
    }

    /// <summary>
    /// For how many cycles minimum and allowance are due. Those wholly outside of the life are billed as ever; the one that
    /// crosses its end is not, unless the contract says so (P-11).
    /// </summary>
    int FullCycles(int outside, long billed) => row.Crossing switch
    {
        Crossing.SplitAtLimit or Crossing.FreeUntilNextPeriod => outside,
        Crossing.SplitFullSchedule => billed > 0 ? Math.Min(outside + 1, cycles.Length) : outside,
    };

    /// <summary>
    /// The copies of all machines up to and including a day: as read on that day; those of the machines that were not are
    /// added up, divided by days, and rounded once, halves up (P-12).
    /// </summary>
    long Through(DateOnly day, long copies, List<Member> members, MeterCount[] counts)
    {
        if (day < days.First)
            return 0;
        if (day >= days.Last)
            return copies;

        var (read, unread) = (0L, 0L);
        for (var i = 0; i < counts.Length; i++)
        {
            if (Counting.Through(day, counts[i], members[i].History!) is { } exact)
                read += exact;
            else
                unread += counts[i].Copies;
        }

        var share = (decimal)unread * new Days(days.First, day).Count / days.Count;
        return read + (long)decimal.Floor(share + 0.5m);
    }
}
