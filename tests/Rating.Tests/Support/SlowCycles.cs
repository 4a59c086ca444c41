namespace Platen.Rating.Tests.Support;

/// <summary>
/// A year of one meter whose minimum and copies are billed in cycles of their own, done month by month as a clerk would with two
/// heaps of paper. Written from the rules alone (N-6, M-18).
/// </summary>
static class SlowCycles
{
    /// <param name="price">Minimum and quantity for one cycle of the minimum; levels for one bill of the copies.</param>
    /// <param name="copies">Made in each month.</param>
    /// <param name="runs">Whether a month is billed at all.</param>
    /// <returns>What each month's bill comes to.</returns>
    public static IEnumerable<decimal> Bills(MeterPrice price, (int First, int Every) minimum, (int First, int Every) variance, int[] copies, bool[] runs)
    {
        var (minimumsOwed, cyclesOwed, copiesOwed) = (0, 0, 0);
        var included = price.MinQuantity * (variance.Every / minimum.Every);
        for (var month = 1; month <= copies.Length; month++)
        {
            var bill = 0m;
            copiesOwed += copies[month - 1];
            if (Falls(month, minimum))
            {
                minimumsOwed++;
                if (runs[month - 1])
                    (bill, minimumsOwed) = (bill + minimumsOwed * price.MinBilling, 0);
            }

            if (Falls(month, variance))
            {
                cyclesOwed++;
                if (runs[month - 1])
                {
                    bill += SlowPricing.Amount(price with { MinBilling = 0, MinQuantity = included }, cyclesOwed, copiesOwed);
                    (cyclesOwed, copiesOwed) = (0, 0);
                }
            }

            yield return bill;
        }
    }

    static bool Falls(int month, (int First, int Every) cycle) => month >= cycle.First && (month - cycle.First) % cycle.Every == 0;
}
