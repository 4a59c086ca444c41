namespace Platen.Rating;

/// <summary>How a billing customer wants its charges on invoices.</summary>
/// <param name="Consolidated">One invoice for all its contracts.</param>
/// <param name="PerMachine">Meter charges priced per machine come one invoice a machine; a pool stays on the contract's own.</param>
public readonly record struct InvoicePreference(bool Consolidated, bool PerMachine);

/// <summary>What an invoice line is. Written in JSON in lower case.</summary>
public enum LineKind
{
    Minimum,
    Usage,
    Fee,

    /// <summary>Free copies: paid for ahead.</summary>
    Prepaid,

    /// <summary>What a finance company pays for a charge group (G-3).</summary>
    FinanceLimit,

    /// <summary>What a charge group's customer pays beyond it (G-4).</summary>
    Variance,

    /// <summary>Taken off again.</summary>
    Credit,

    /// <summary>Written by hand in place of what was credited; no charge of a contract (CR-1).</summary>
    Manual,
}

/// <summary>A line as the customer sees it; its amount is rounded and final (T-4).</summary>
/// <param name="Contract">Empty on a charge group's.</param>
/// <param name="Account">Where its sale is credited (GL-1); null: where its product's, or its kind's sales are.</param>
/// <param name="Sale">Its product, where it has one (GL-2).</param>
/// <param name="DaysOf">Of how many days its quantity is, on a fee that goes by days (F-7).</param>
public sealed record InvoiceLine(
    string Contract,
    string Charge,
    LineKind Kind,
    string? Meter,
    string? Machine,
    long Quantity,
    decimal? UnitCharge,
    decimal Amount,
    decimal TaxRate,
    string Explanation,
    string? Account = null,
    Sale? Sale = null,
    int? DaysOf = null)
{
    /// <summary>The same on a credit note: it takes back what was billed, to the cent, and computes nothing anew (CR-1).</summary>
    public InvoiceLine TakenBack => this with { Quantity = -Quantity, Amount = -Amount, Sale = Sale is null ? null : Sale with { Cost = -Sale.Cost } };

    /// <summary>A line by hand: so many at a price, rounded once (T-4).</summary>
    public static InvoiceLine ByHand(string contract, string text, long quantity, decimal unitCharge, decimal taxRate, string? account) => new(
        contract, ChargeKey.ByHand, LineKind.Manual, null, null, quantity, unitCharge, Money.Round(quantity * unitCharge), taxRate, text, account);
}

/// <summary>An invoice before it has a number: for one billing customer, of one contract unless it is consolidated (B-1), or of one charge group.</summary>
/// <param name="Address">The name of the customer's address that it goes to (N-9); null: the payer's usual one.</param>
public sealed record InvoiceDraft(
    string BillTo, string? Contract, string? Machine, string Currency, IReadOnlyList<InvoiceLine> Lines, string? ChargeGroup = null, string? Address = null)
{
    public decimal Net => Lines.Sum(line => line.Amount);

    /// <summary>Tax on the sum of the lines at each rate, rounded once a rate (T-4).</summary>
    public IReadOnlyList<(decimal Rate, decimal Net, decimal Tax)> TaxByRate =>
    [
        .. Lines.GroupBy(line => line.TaxRate).OrderBy(rate => rate.Key).Select(rate =>
        {
            var net = rate.Sum(line => line.Amount);
            return (rate.Key, net, Money.Round(net * rate.Key / 100));
        }),
    ];

    public decimal Tax => TaxByRate.Sum(rate => rate.Tax);
    public decimal Total => Net + Tax;
}

/// <summary>Puts the charges of contracts on invoices: who pays, on which document, in which order.</summary>
public static class Invoicing
{
    /// <summary>
    /// The invoices for contracts of one customer, by billing customer, then contract, then machine. None where nothing is
    /// to be paid. Held-back contracts are left out (RUN-8).
    /// </summary>
    /// <param name="groupOf">The charge group of a machine, which bears what its meters cost (G-2); null where it is in none.</param>
    public static IReadOnlyList<InvoiceDraft> Draft(
        IEnumerable<RatedContract> contracts, Func<string, InvoicePreference> preference, Func<string, string?>? groupOf = null)
    {
        var invoices = new SortedDictionary<Slot, List<InvoiceLine>>(Slot.Order);
        foreach (var contract in contracts.Where(contract => !contract.IsHeldBack))
        {
            var addresses = InvoiceAddresses.Of(contract.Terms);
            foreach (var charge in contract.Charges)
            {
                var grouped = groupOf is null ? [] : Grouping.Of(charge, groupOf);
                if (grouped.Count > 0 && grouped.Count == charge.Counts.Length)
                    continue;
                var wish = preference(charge.BillTo);
                var slot = new Slot(
                    charge.BillTo,
                    wish.Consolidated && charge.BillTo == contract.Customer ? null : contract.Contract,
                    wish.PerMachine && charge is { Kind: ChargeKind.Meter, Machine: not null } ? charge.Machine : null,
                    charge.BillTo == contract.Customer ? addresses.Of(charge.Key) : null,
                    contract.Currency);
                if (!invoices.TryGetValue(slot, out var lines))
                    invoices.Add(slot, lines = []);
                for (var i = 0; i < charge.Lines.Length; i++)
                    lines.Add(Line(contract, charge, charge.Lines[i], i == 0 ? charge.Copies : 0));
                if (grouped.Count > 0)
                    lines.Add(TakenOff(contract, charge, grouped));
            }
        }

        return
        [
            .. invoices.Where(invoice => invoice.Value.Sum(line => line.Amount) != 0)
                .Select(invoice => new InvoiceDraft(
                    invoice.Key.BillTo, invoice.Key.Contract, invoice.Key.Machine, invoice.Key.Currency, invoice.Value, Address: invoice.Key.Address)),
        ];
    }

    /// <param name="copies">Those that the line brings the cost of: a charge's stand with its first.</param>
    static InvoiceLine Line(RatedContract contract, Charge charge, PricedLine line, long copies) => new(
        contract.Contract,
        charge.Key,
        charge.KindOf(line),
        charge.Meter,
        charge.Machine,
        line.Quantity,
        line.UnitCharge,
        line.Amount,
        contract.TaxRate,
        charge.Explain(line),
        charge.Account,
        charge.Product?.Sell(copies, line.Amount),
        charge.DaysOf(line));

    static InvoiceLine TakenOff(RatedContract contract, Charge charge, IReadOnlyList<GroupedCount> grouped)
    {
        var (quantity, amount, explanation) = Grouping.TakenOff(charge, grouped);
        return new(contract.Contract, charge.Key, LineKind.Credit, charge.Meter, charge.Machine, quantity, null, amount, contract.TaxRate, explanation, charge.Account,
            charge.Product?.Sell(-quantity, amount));
    }

    /// <summary>
    /// A charge group's invoices: the finance company's, which tells nothing of the overs (G-3), and the customer's where it owes
    /// some (G-4): one a machine if it wants that, else one an address (G-9).
    /// </summary>
    /// <param name="addressOf">Where the invoice for a machine goes; null: to the customer's usual address.</param>
    public static (InvoiceDraft? Finance, IReadOnlyList<InvoiceDraft> Customer) Draft(
        RatedGroup group, Func<string, InvoicePreference> preference, Func<string, string?> addressOf)
    {
        var terms = group.Terms;
        var perMachine = preference(terms.Customer).PerMachine;
        var finance = new InvoiceDraft(terms.FinancedBy, null, null, group.Group.Currency,
            [.. group.Due.Where(month => month.Limit != 0).Select(month => Line(group, LineKind.FinanceLimit, terms.ChargeProduct, null, month.Limit, group.Explain(month)))], terms.Name);
        var customer = group.Parts(machine => new(perMachine ? machine : null, addressOf(machine))).GroupBy(part => part.Sheet).Select(sheet => new InvoiceDraft(
            terms.Customer, null, sheet.Key.Machine, group.Group.Currency,
            [.. sheet.Select(part => Line(group, LineKind.Variance, part.Product, part.Machine, part.Amount, group.Explain(part)))], terms.Name, sheet.Key.Address));
        return (finance.Lines.Count == 0 ? null : finance, [.. customer]);
    }

    static InvoiceLine Line(RatedGroup group, LineKind kind, string? product, string? machine, decimal amount, string explanation) =>
        new("", ChargeKey.Group(group.Terms.Name), kind, null, machine, 1, amount, amount, group.Group.TaxRate, explanation,
            Sale: product is not null && group.Group.Products.TryGetValue(product, out var known) ? known.Sell(1, amount) : null);

    /// <summary>What keeps two charges on two invoices.</summary>
    readonly record struct Slot(string BillTo, string? Contract, string? Machine, string? Address, string Currency)
    {
        public static readonly IComparer<Slot> Order = Comparer<Slot>.Create((a, b) =>
        {
            var order = string.CompareOrdinal(a.BillTo, b.BillTo);
            order = order != 0 ? order : string.CompareOrdinal(a.Contract, b.Contract);
            order = order != 0 ? order : string.CompareOrdinal(a.Machine, b.Machine);
            order = order != 0 ? order : string.CompareOrdinal(a.Address, b.Address);
            return order != 0 ? order : string.CompareOrdinal(a.Currency, b.Currency);
        });
    }
}

/// <summary>Where a contract's invoices go: its own address, but for items that have one of their own (N-9).</summary>
public readonly struct InvoiceAddresses
{
    readonly string? _contract;
    readonly Dictionary<string, string>? _items;

    InvoiceAddresses(string? contract, Dictionary<string, string>? items) => (_contract, _items) = (contract, items);

    public static InvoiceAddresses Of(ContractTerms? terms)
    {
        Dictionary<string, string>? items = null;
        foreach (var item in terms?.Items ?? [])
        {
            if (item.BillingAddress is { } address && (item.Machine ?? item.Location) is { } name)
                (items ??= new(StringComparer.Ordinal))[name] = address;
        }

        return new(terms?.BillingAddress, items);
    }

    /// <summary>The name of the address for a charge; null: the customer's usual one. What is priced together goes to the contract's.</summary>
    public string? Of(string charge) => _items is not null && ChargeKey.ItemOf(charge) is { } item ? OfItem(item) : _contract;

    public string? OfItem(string item) => _items?.GetValueOrDefault(item) ?? _contract;
}
