using Platen.Rating.Tests.Support;

namespace Platen.Rating.Tests.PrepaidLives;

/// <summary>
/// A prepaid life as a clerk would keep it on a card: a tick for every free copy, month by month, until the ticks or the days
/// run out. Written from the rules alone (P-5, P-11, P-12), to be compared with Platen's own; slow on purpose.
/// </summary>
sealed class SlowLife(PrepaidMeter agreed, PoolMeter pool)
{
    long _ticks;
    bool _over;

    /// <summary>A month's copies: how many of them are free, and what the others cost.</summary>
    public (long Free, decimal Amount) Month(Period month, long copies)
    {
        if (_over || agreed.End < month.FirstDay)
            return (0, SlowPricing.Amount(pool, 1, copies));

        // Which copies were made by the last day: those of so many days of the month, half a copy is one.
        var inTime = copies;
        if (agreed.End < month.LastDay && agreed.Crossing != Crossing.FreeUntilNextPeriod)
            inTime = (2 * copies * agreed.End.Day + month.LastDay.Day) / (2 * month.LastDay.Day);

        var free = 0L;
        for (var copy = 1; copy <= inTime; copy++)
        {
            var isLeft = _ticks < agreed.IncludedUsage || agreed.Crossing == Crossing.FreeUntilNextPeriod;
            if (isLeft)
                (free, _ticks) = (free + 1, _ticks + 1);
        }

        _over = _ticks >= agreed.IncludedUsage || agreed.End <= month.LastDay;
        var billed = copies - free;
        return (free, billed == 0 ? 0 : agreed.Crossing switch
        {
            Crossing.SplitAtLimit => SlowPricing.Amount(pool with { MinBilling = 0, MinQuantity = 0 }, 1, billed),
            Crossing.SplitFullSchedule => SlowPricing.Amount(pool, 1, billed),
            Crossing.FreeUntilNextPeriod => 0,
        });
    }
}
