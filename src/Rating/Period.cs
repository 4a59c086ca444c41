using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Platen.Rating;

/// <summary>
/// A calendar month in which billing falls, written <c>2026-01</c>. Financial period numbers are labels of it (C-1, A-24);
/// arithmetic is always on the month itself.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    readonly int _months; // months since year 0, so that differences are subtraction

    public Period(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9998); // the last day of the period after must exist
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        _months = year * 12 + month - 1;
    }

    public int Year => _months / 12;
    public int Month => _months % 12 + 1;
    public DateOnly FirstDay => new(Year, Month, 1);
    public DateOnly LastDay => new(Year, Month, DateTime.DaysInMonth(Year, Month));

    /// <summary>The period as one sortable number, 202601: how it is stored.</summary>
    public int Number => Year * 100 + Month;

    public static Period Of(DateOnly day) => new(day.Year, day.Month);
    public static Period FromNumber(int number) => new(number / 100, number % 100);

    public Period AddMonths(int months)
    {
        var sum = _months + months;
        return new(sum / 12, sum % 12 + 1);
    }

    /// <summary>Months from <paramref name="earlier"/> to this period; negative when it is later.</summary>
    public int MonthsSince(Period earlier) => _months - earlier._months;

    /// <summary>
    /// The financial period number, 1 to 12: period 1 is the month after the financial year's last month (C-1).
    /// </summary>
    public int FinancialNumber(int financialYearEndMonth) => (Month - financialYearEndMonth - 1 + 24) % 12 + 1;

    /// <summary>A billing day in this period; past the month's end it is the last day (C-3).</summary>
    public DateOnly Day(int billingDay) => new(Year, Month, Math.Clamp(billingDay, 1, DateTime.DaysInMonth(Year, Month)));

    public static Period Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"'{text}' is not a period like 2026-01.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Period period)
    {
        period = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || year < PossibleDays.Earliest.Year || year > PossibleDays.Latest.Year || month is < 1 or > 12)
        {
            return false;
        }

        period = new Period(year, month);
        return true;
    }

    public int CompareTo(Period other) => _months.CompareTo(other._months);
    public static bool operator <(Period a, Period b) => a._months < b._months;
    public static bool operator >(Period a, Period b) => a._months > b._months;
    public static bool operator <=(Period a, Period b) => a._months <= b._months;
    public static bool operator >=(Period a, Period b) => a._months >= b._months;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}
