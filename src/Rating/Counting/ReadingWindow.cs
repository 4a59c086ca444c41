namespace Platen.Rating;

/// <summary>
/// How many days from a period's last day its closing reading may lie (RD-7). Example (T153): with 10 and 6, a period that ends
/// on 14 September may close from the 4th to the 20th.
/// </summary>
/// <param name="DaysBefore">The latest reading in them and on the last day comes first.</param>
/// <param name="DaysAfter">Where there is none, the earliest in these.</param>
public readonly record struct ReadingWindow(int DaysBefore, int DaysAfter)
{
    public static readonly ReadingWindow Usual = new(10, 6);

    public DateOnly Earliest(DateOnly lastDay) => lastDay.AddDays(-DaysBefore);

    public DateOnly Latest(DateOnly lastDay) => lastDay.AddDays(DaysAfter);

    public bool Holds(DateOnly day, DateOnly lastDay) => day >= Earliest(lastDay) && day <= Latest(lastDay);

    /// <summary>The month whose end a reading of that day is at: in the days after it, it is the month before.</summary>
    public Period MonthOf(DateOnly day) => Period.Of(day.AddDays(-DaysAfter));
}
