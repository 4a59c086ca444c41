using System.Globalization;

namespace Platen.Readings;

/// <summary>
/// What makes a month's use worth a second look (RD-6): none at all, or far from the average. A warning; it holds nothing
/// back. Example: with an average of 1,000 copies and 60 percent, 1,601 and 399 are odd, 1,600 and 400 are not.
/// </summary>
/// <param name="Percent">Use may lie this far around the average.</param>
readonly record struct OddRules(int Percent)
{
    /// <summary>Below this average, anything happens and nothing is odd.</summary>
    public const long LeastAverage = 250;

    int Least => Math.Max(0, 100 - Percent);

    int Most => 100 + Percent;

    /// <summary>The use that surprises nobody; null where too little is known to say.</summary>
    public (long Least, long Most)? Expected(long? average) =>
        average >= LeastAverage ? (average.Value * Least / 100, average.Value * Most / 100) : null;

    /// <summary>The sentence why the use is odd, or null.</summary>
    public string? Why(long copies, long? average)
    {
        if (copies == 0)
            return "No copies since the last reading. Is the machine in use, and was it read?";
        if (average is not { } usual || usual < LeastAverage)
            return null;
        var isOdd = copies * 100 > usual * Most || copies * 100 < usual * Least;
        return isOdd ? string.Create(CultureInfo.InvariantCulture, $"{copies:N0} copies, where {usual:N0} are usual.") : null;
    }

    /// <summary>SQL, of the same.</summary>
    public string Sql => string.Create(CultureInfo.InvariantCulture,
        $"(used.copies = 0 OR (used.average >= {LeastAverage} AND (used.copies * 100 > used.average * {Most} OR used.copies * 100 < used.average * {Least})))");
}
