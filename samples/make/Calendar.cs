namespace Platen.Samples;

/// <summary>
/// The demo's year: contracts begin after the readings of 31 October 2025; twelve months are billed, the next is open.
/// </summary>
static class Calendar
{
    public static readonly DateOnly Start = new(2025, 10, 31);
    public static readonly DateOnly OpenMonthBegins = new(2026, 11, 1);

    /// <summary>The last days of the months of the history.</summary>
    public static readonly IReadOnlyList<DateOnly> MonthEnds =
        [.. Enumerable.Range(1, 12).Select(months => Start.AddDays(1).AddMonths(months).AddDays(-1))];

    public static DateOnly Day(int year, int month, int day) => new(year, month, day);
}
