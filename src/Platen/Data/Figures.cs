using System.Globalization;

namespace Platen.Data;

/// <summary>How figures are written for programs: the same whatever the database, 500.00 and 0.0085.</summary>
static class Figures
{
    public static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A price: two decimals, and up to six where it has them.</summary>
    public static string Price(decimal price) => price.ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>The amount with its two decimals: what a database gives has none, or six.</summary>
    public static decimal Cents(decimal amount) => Rating.Money.Round(amount) + 0.00m;

    /// <summary>The price with the decimals it needs, at least two.</summary>
    public static decimal Decimals(decimal price) => decimal.Parse(Price(price), CultureInfo.InvariantCulture);
}
