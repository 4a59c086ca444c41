namespace Platen.Rating;

/// <summary>
/// What a missing reading may be set to when a person says so (RD-3): the copies of an average month. Example (T182): after
/// months of 300, 600 and 900 copies it is 600.
/// </summary>
public static class AverageUse
{
    /// <summary>How many months the average goes back; fewer where the machine is younger.</summary>
    public const int Months = 6;

    /// <summary>The mean of the last six months, to the nearest copy, halves up; null when nothing was counted yet.</summary>
    /// <param name="copies">Copies of one month each, oldest first.</param>
    public static long? Of(IReadOnlyList<long> copies)
    {
        var months = Math.Min(Months, copies.Count);
        if (months == 0)
            return null;

        var sum = 0m;
        for (var i = copies.Count - months; i < copies.Count; i++)
            sum += copies[i];
        return (long)decimal.Round(sum / months, 0, MidpointRounding.AwayFromZero);
    }
}
