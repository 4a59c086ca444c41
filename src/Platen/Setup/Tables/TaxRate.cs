using System.ComponentModel;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>A tax by name, in percent from a day on (T-1). The one named standard is that of contracts which name none.</summary>
[Description("A tax in percent from a day on. The one named standard is for contracts that name none, in place of the company's (T-1).")]
sealed record TaxRate : ISetupRow
{
    public const string Standard = "standard";

    public required string Name { get; init; }
    public required DateOnly From { get; init; }

    [Description("0 to 100.")]
    public required decimal Percent { get; init; }

    string ISetupRow.Key => FormattableString.Invariant($"{Name} {From:yyyy-MM-dd}");

    IEnumerable<Fault> ISetupRow.Faults()
    {
        foreach (var fault in SetupRules.Named("name", Name))
            yield return fault;
        if (Percent is < 0 or > 100)
            yield return new Fault("percent", "The tax rate is 0 to 100 percent.");
    }

    /// <summary>The rates in force on a day, one of each name.</summary>
    public static IEnumerable<TaxRate> On(IEnumerable<TaxRate> rates, DateOnly day) =>
        rates.Where(rate => rate.From <= day).GroupBy(rate => rate.Name).Select(same => same.MaxBy(rate => rate.From)!);
}
