using Platen.Rating;

namespace Platen.Contracts;

/// <summary>What the list of contracts looks for beside numbers, customers and machines: order numbers, places, contacts, and who else pays or supplies.</summary>
static class FoundBy
{
    /// <returns>A line each, in lower case; null: nothing.</returns>
    public static string? Of(IReadOnlyCollection<TermsVersion> versions) =>
        Of(TermsChain.Billing(versions).Select(version => TermsDocument.Read(version.Document)));

    public static string? Of(IEnumerable<ContractTerms> chain)
    {
        var said = chain.SelectMany(Words).OfType<string>().Where(word => word.Length > 0).Select(word => word.ToLowerInvariant()).Distinct().ToList();
        return said.Count == 0 ? null : Line(string.Join('\n', said));
    }

    /// <summary>A word as a line of its own, so that a code is found as a whole.</summary>
    public static string Line(string word) => $"\n{word}\n";

    static IEnumerable<string?> Words(ContractTerms terms) =>
    [
        terms.OrderNumber, terms.Location,
        .. terms.Items.SelectMany(item => (string?[])[item.Location, item.Place]),
        .. terms.Items.SelectMany(item => item.Meters).Concat<MeterPrice>(terms.AggregateMeters).Select(price => price.OrderNumber),
        .. terms.Contacts.Concat(terms.Items.SelectMany(item => item.Contacts)).SelectMany(contact => (string?[])[contact.Name, contact.Phone, contact.Email]),
        .. Parties(terms),
    ];

    /// <summary>The codes of all who pay or supply, beside the contract's customer (B-1, B-3).</summary>
    public static IEnumerable<string> Parties(ContractTerms terms)
    {
        var fees = terms.Items.SelectMany(item => item.Fees).Concat(terms.AggregateFees);
        var prices = terms.Items.SelectMany(item => item.Meters).Concat<MeterPrice>(terms.AggregateMeters);
        return fees.SelectMany(fee => (string?[])[fee.BillTo, fee.Supplier])
            .Concat(prices.SelectMany(price => (string?[])[price.BillTo, price.Supplier, .. price.Payers.Select(payer => payer.BillTo)])).OfType<string>();
    }
}
