using System.Globalization;

namespace Platen.Readings;

/// <summary>
/// What makes a month's use worth a second look (RD-6): none at all, or far from the average. A warning; it holds nothing
/// back. Example: with an average of 1,000 copies, 1,601 and 399 are odd, 1,600 and 400 are not.
/// </summary>
static class OddRules
{
    /// <summary>Use may lie this far around the average, in percent.</summary>
    public const int Percent = 60;

    /// <summary>Below this average, anything happens and nothing is odd.</summary>
    public const long LeastAverage = 250;

    /// <summary>The use that surprises nobody; null where too little is known to say.</summary>
    public static (long Least, long Most)? Expected(long? average) =>
        average >= LeastAverage ? (average.Value * (100 - Percent) / 100, average.Value * (100 + Percent) / 100) : null;

    /// <summary>The sentence why the use is odd, or null.</summary>
    public static string? Why(long copies, long? average)
    {
        if (copies == 0)
            return "No copies since the last reading. Is the machine in use, and was it read?";
        if (average is not { } usual || usual < LeastAverage)
            return null;
        var isOdd = copies * 100 > usual * (100 + Percent) || copies * 100 < usual * (100 - Percent);
        return isOdd ? string.Create(CultureInfo.InvariantCulture, $"{copies:N0} copies, where {usual:N0} are usual.") : null;
    }
}
