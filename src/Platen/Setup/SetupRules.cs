using Platen.Rating;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>Rules that several tables share.</summary>
static class SetupRules
{
    const int Longest = 100;

    /// <summary>A name that others refer to by.</summary>
    public static IEnumerable<Fault> Named(string field, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            yield return new Fault(field, "May not be empty.");
        else if (value.Length > Longest || value.Trim() != value || value.Any(char.IsControl))
            yield return new Fault(field, "Up to 100 letters on one line, with no space before or after.");
    }

    public static IEnumerable<Fault> Accounts(string? account, string? cosAccount)
    {
        foreach (var fault in AccountOf("account", account).Concat(AccountOf("cosAccount", cosAccount)))
            yield return fault;
    }

    public static IEnumerable<Fault> AccountOf(string field, string? name)
    {
        if (name is not null && !Journal.IsAccount(name))
            yield return new Fault(field, $"'{name}' cannot name an account. Begin with a letter or digit; no semicolon, and no two spaces together.");
    }

    /// <summary>How a product costs, and how much.</summary>
    public static IEnumerable<Fault> Cost(Costing? costing, decimal? rate)
    {
        if (costing is (null or Costing.None) && rate is not null)
            yield return new Fault("costRate", "What is it? Choose percent or standard, or leave the rate out.");
        else if (costing is Costing.Percent && rate is not (>= 0 and <= 1000))
            yield return new Fault("costRate", "Percent of the sale, from 0 to 1,000.");
        else if (costing is Costing.Standard && rate is not (>= 0 and <= 1_000_000_000))
            yield return new Fault("costRate", "Money a piece, from 0 to 1,000,000,000.");
    }
}
