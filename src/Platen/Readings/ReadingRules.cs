using Platen.Rating;
using Platen.Settings;
using Platen.Shell;

namespace Platen.Readings;

/// <summary>What the dealer decides about readings: which may close a month, and what is worth a second look.</summary>
public sealed record ReadingRules : ISettings
{
    public static string Name => "readings";

    /// <summary>A reading so many days before a month's last day may close it (RD-7).</summary>
    public int DaysBefore { get; init; } = ReadingWindow.Usual.DaysBefore;

    /// <summary>Where there is none up to the last day, one so many days after.</summary>
    public int DaysAfter { get; init; } = ReadingWindow.Usual.DaysAfter;

    /// <summary>Use may lie this far around the average, in percent, before it is odd (RD-6).</summary>
    public int OddPercent { get; init; } = 60;

    internal ReadingWindow Window => new(DaysBefore, DaysAfter);

    IEnumerable<Fault> ISettings.Faults()
    {
        if (DaysBefore < 0)
            yield return new("daysBefore", "Days are 0 or more.");
        if (DaysAfter < 0)
            yield return new("daysAfter", "Days are 0 or more.");
        // The shortest month has 28 days: no day may close two of them.
        if (DaysBefore + DaysAfter > 27)
            yield return new("daysAfter", "Days before and after are 27 together at most, so that a reading closes one month.");
        if (OddPercent is < 1 or > 1000)
            yield return new("oddPercent", "1 to 1,000 percent.");
    }
}
