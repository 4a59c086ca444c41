using Platen.Shell.Components;

namespace Platen.Billing;

/// <summary>
/// What invoices come to together, in the dealer's own currency: one in another counts by the rate that stands on it, as in the journal
/// (T-2). One without a rate cannot be added, and stands apart in its own.
/// </summary>
public sealed record Worth(decimal Own, IReadOnlyList<CurrencyAmount> Apart)
{
    public static Worth Nothing { get; } = new(0, []);

    public bool IsNothing => Own == 0 && Apart.All(sum => sum.Amount == 0);

    /// <summary>236,398.05; with what stands apart: 236,398.05 + 575.00 USD.</summary>
    public string Words
    {
        get
        {
            var apart = Apart.Where(sum => sum.Amount != 0).Select(sum => $"{Numerals.Amount(sum.Amount)} {sum.Currency}").ToList();
            return string.Join(" + ", Own == 0 && apart.Count > 0 ? apart : apart.Prepend(Numerals.Amount(Own)));
        }
    }

    internal static Worth Of(IEnumerable<InvoiceSum> sums, Func<InvoiceSum, decimal> amount)
    {
        var all = sums.ToList();
        return new Worth(
            all.Sum(sum => amount(sum) * (sum.Rate ?? 0)),
            [.. all.Where(sum => sum.Rate is null).GroupBy(sum => sum.Currency, sum => amount(sum)).OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => new CurrencyAmount(sum.Key, sum.Sum()))]);
    }
}

/// <summary>An amount in a currency that no rate brings into the dealer's own.</summary>
public sealed record CurrencyAmount(string Currency, decimal Amount);
