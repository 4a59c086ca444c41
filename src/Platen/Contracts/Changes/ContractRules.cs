using System.Globalization;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>What a contract may refer to, as whoever checks it knows it.</summary>
/// <param name="Nowhere">Said of what is not there, after its name.</param>
sealed record Referable(Func<string, bool> IsCustomer, Func<string, bool> IsMachine, string Nowhere = "");

/// <summary>
/// What a contract must obey, whoever writes it, a book or a person: the rules of terms, and everything that it names must be
/// there. Each fault names its place below the contract, or below the terms.
/// </summary>
sealed class ContractRules
{
    readonly List<TermsFault> _faults = [];
    readonly Referable _known;

    ContractRules(Referable known) => _known = known;

    public static IReadOnlyList<TermsFault> Header(ContractHeader header, Referable known)
    {
        var rules = new ContractRules(known);
        rules.Customer(header.Customer, "customer");
        rules.Filled(header.Type, "type");
        if (header.End < header.Start)
            rules._faults.Add(new("end", "The contract ends before it starts."));
        return rules._faults;
    }

    public static IReadOnlyList<TermsFault> Terms(ContractTerms terms, bool consolidated, bool prepaid, Referable known)
    {
        var rules = new ContractRules(known);
        rules._faults.AddRange(TermsRules.Check(terms, consolidated, prepaid));
        for (var i = 0; i < terms.AggregateFees.Length; i++)
            rules.Fee(At("aggregateFees", i), terms.AggregateFees[i]);
        for (var i = 0; i < terms.AggregateMeters.Length; i++)
            rules.Price(At("aggregateMeters", i), terms.AggregateMeters[i]);
        for (var i = 0; i < terms.Items.Length; i++)
            rules.Item(At("items", i), terms.Items[i]);
        return rules._faults;
    }

    /// <summary>The customer's addresses that terms name, by place: each must be one of theirs.</summary>
    public static IEnumerable<(string Path, string? Address)> Addresses(ContractTerms terms) =>
        terms.Items.SelectMany((item, i) => ((string, string?)[])[(At("items", i) + ".shippingAddress", item.ShippingAddress), (At("items", i) + ".billingAddress", item.BillingAddress)])
            .Prepend(("billingAddress", terms.BillingAddress)).Where(named => named.Item2 is not null);

    void Item(string path, ContractItem item)
    {
        for (var i = 0; i < item.Fees.Length; i++)
            Fee(At($"{path}.fees", i), item.Fees[i]);
        for (var i = 0; i < item.Meters.Length; i++)
            Price(At($"{path}.meters", i), item.Meters[i]);
        if (item.Machine is { } serial && !_known.IsMachine(serial))
            _faults.Add(new($"{path}.machine", $"There is no machine {serial}{_known.Nowhere}."));
    }

    void Fee(string path, Fee fee)
    {
        Filled(fee.Type, $"{path}.type");
        Customer(fee.BillTo, $"{path}.billTo");
        Customer(fee.Supplier, $"{path}.supplier");
    }

    void Price(string path, MeterPrice price)
    {
        Filled(price.Type, $"{path}.type");
        Customer(price.BillTo, $"{path}.billTo");
        for (var i = 0; i < price.Payers.Length; i++)
            Customer(price.Payers[i].BillTo, At($"{path}.payers", i) + ".billTo");
        Customer(price.Supplier, $"{path}.supplier");
    }

    void Filled(string text, string path)
    {
        if (string.IsNullOrWhiteSpace(text))
            _faults.Add(new(path, "May not be empty."));
    }

    void Customer(string? code, string path)
    {
        if (code is not null && !_known.IsCustomer(code))
            _faults.Add(new(path, $"There is no customer {code}{_known.Nowhere}."));
    }

    static string At(string path, int i) => string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
}
