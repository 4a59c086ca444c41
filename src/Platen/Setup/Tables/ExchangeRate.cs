using System.ComponentModel;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>What a currency is worth from a day on: for contracts that name no rate of their own, by the invoice's date.</summary>
[Description("What a currency is worth from a day on, for contracts that name no rate (A-31).")]
sealed record ExchangeRate : ISetupRow
{
    [Description("ISO code.")]
    public required string Currency { get; init; }
    public required DateOnly From { get; init; }

    [Description("The company's currency for one unit of this one; above 0.")]
    public required decimal Rate { get; init; }

    string ISetupRow.Key => FormattableString.Invariant($"{Currency} {From:yyyy-MM-dd}");

    IEnumerable<Fault> ISetupRow.Faults()
    {
        if (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper))
            yield return new Fault("currency", $"'{Currency}' is no currency. Use an ISO code like \"USD\".");
        if (Rate is <= 0 or > 1_000_000_000)
            yield return new Fault("rate", "An exchange rate is above 0.");
        else if (Rate * 1_000_000 % 1 != 0)
            yield return new Fault("rate", "An exchange rate has up to 6 decimals.");
    }

    /// <summary>The rate in force on a day; null where the table has none.</summary>
    public static decimal? On(IEnumerable<ExchangeRate> rates, string currency, DateOnly day) =>
        rates.Where(rate => rate.Currency == currency && rate.From <= day).MaxBy(rate => rate.From)?.Rate;
}
