namespace Platen.Rating.Tests.Support;

/// <summary>
/// A meter priced the way a clerk would with a pencil: copy by copy. Written from the rules alone (M-3, M-4, M-8, M-18,
/// T-4), to be compared with Platen's own pricing; slow on purpose.
/// </summary>
static class SlowPricing
{
    public static decimal Amount(MeterPrice price, int cycles, long copies)
    {
        // How many copies were made at which level. A copy that the minimum pays for is at none.
        var copiesAt = new long[price.Levels.Length];
        for (var copy = 1L; copy <= copies; copy++)
        {
            if (copy > price.MinQuantity * cycles)
                copiesAt[LevelOf(copy, price, cycles)]++;
        }

        if (price.Method == PricingMethod.WholeVolume && copies > 0)
        {
            var all = copiesAt.Sum();
            Array.Clear(copiesAt);
            copiesAt[LevelOf(copies, price, cycles)] = all;
        }

        // The minimum is money for each cycle, then every level is a line of the invoice, in whole cents.
        var amount = Cents(price.MinBilling * cycles);
        for (var level = 0; level < copiesAt.Length; level++)
            amount += Cents(copiesAt[level] * price.Levels[level].UnitCharge);
        return amount;
    }

    /// <summary>
    /// A level typed from 2,001 begins after 2,000 copies a cycle: after 4,000 when two cycles are billed together. What is
    /// typed on the first level means nothing; it takes every copy before the second.
    /// </summary>
    static int LevelOf(long copy, MeterPrice price, int cycles)
    {
        for (var level = price.Levels.Length - 1; level > 0; level--)
        {
            var copiesBefore = (price.Levels[level].From - 1) * cycles;
            if (copy > copiesBefore)
                return level;
        }

        return 0;
    }

    /// <summary>To whole cents: half a cent and more is one more.</summary>
    static decimal Cents(decimal amount) => decimal.Floor(amount * 100 + 0.5m) / 100;
}
