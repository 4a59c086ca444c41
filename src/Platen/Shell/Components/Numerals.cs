using System.Globalization;

namespace Platen.Shell.Components;

/// <summary>How numbers are written on pages: thousands by commas, a true minus, amounts to the cent.</summary>
static class Numerals
{
    public static string Amount(decimal amount) => Signed(amount, "#,##0.00");

    public static string Count(decimal count) => Signed(count, "#,##0");

    /// <summary>A unit price with the decimals it has, at least two: 0.05, 0.0085.</summary>
    public static string UnitPrice(decimal price) => Signed(price, "#,##0.00####");

    /// <summary>A change, with its direction always said: +120.00, −8.50.</summary>
    public static string Change(decimal amount) => (amount > 0 ? "+" : "") + Amount(amount);

    public static string Percent(decimal part) => Signed(part * 100, "#,##0") + " %";

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Month(Rating.Period period) => period.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    public static string ShortMonth(Rating.Period period) => period.FirstDay.ToString("MMM", CultureInfo.InvariantCulture);

    /// <summary>What is shown as nothing has no sign.</summary>
    static string Signed(decimal value, string format)
    {
        var digits = decimal.Abs(value).ToString(format, CultureInfo.InvariantCulture);
        return value < 0 && digits.AsSpan().ContainsAnyInRange('1', '9') ? "\u2212" + digits : digits;
    }
}
