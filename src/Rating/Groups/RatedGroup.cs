namespace Platen.Rating;

/// <summary>What a group owes in a run.</summary>
/// <param name="Due">The periods billed now, mostly one: more where some were missed.</param>
/// <param name="Cycle">All periods of the cycle so far.</param>
/// <param name="Use">All that was used in it.</param>
public sealed record RatedGroup(
    GroupToRate Group, IReadOnlyList<GroupMonth> Due, IReadOnlyList<GroupMonth> Cycle, IReadOnlyList<GroupUse> Use)
{
    public GroupTerms Terms => Group.Terms;

    /// <summary>What the finance company pays now, before tax.</summary>
    public decimal Finance => Due.Sum(month => month.Limit);

    /// <summary>What the customer pays now, before tax.</summary>
    public decimal Customer => Due[^1].Customer;

    /// <summary>The cycle ends now, and so everything in it must have been counted .</summary>
    public bool Settles => Due[^1].Settles;

    /// <summary>
    /// What the customer pays, by the invoices that its machines' parts stand on (G-9), and by product where the overs have some
    /// (G-10): by what was used over the cycle, to the cent. The largest takes a cent that is left.
    /// </summary>
    /// <param name="sheetOf">The invoice of a machine's part.</param>
    public IReadOnlyList<GroupPart> Parts(Func<string, GroupSheet> sheetOf) =>
    [
        .. from sheet in Split(Customer, Use, use => sheetOf(use.Machine), sheet => sheet.Machine + "\n" + sheet.Address)
           from product in Split(sheet.Amount, sheet.Use, use => Terms.ProductOf(use.Meter), product => product)
           where product.Amount != 0
           select new GroupPart(sheet.Key, product.Key, product.Use.Sum(use => use.Value), product.Amount),
    ];

    static IEnumerable<(TKey Key, List<GroupUse> Use, decimal Amount)> Split<TKey>(
        decimal amount, IEnumerable<GroupUse> use, Func<GroupUse, TKey> keyOf, Func<TKey, string?> order)
    {
        var parts = use.GroupBy(keyOf).Select(part => (part.Key, Use: part.ToList(), Value: part.Sum(one => one.Value)))
            .OrderByDescending(part => part.Value).ThenBy(part => order(part.Key), StringComparer.Ordinal).ToList();
        var shares = Money.Share(amount, parts.ConvertAll(part => (long)(Math.Max(0, part.Value) * 100)));
        return parts.Zip(shares, (part, share) => (part.Key, part.Use, share)).OrderBy(part => order(part.Key), StringComparer.Ordinal);
    }

    /// <summary>The finance company's line for a period: nothing of what was used, nor of the overs.</summary>
    public string Explain(GroupMonth month) => string.Create(Words.Plain, $"{SoldProduct.Words(Group.Products, Terms.ChargeProduct)}: print charges as agreed for {month.Period}");

    /// <summary>How a part of what the customer pays came about.</summary>
    public string Explain(GroupPart part)
    {
        var (used, paid) = (Cycle.Sum(month => month.Usage), Cycle.Sum(month => month.Limit));
        var when = Cycle.Count == 1 ? $"in {Cycle[0].Period}" : $"from {Cycle[0].Period} to {Cycle[^1].Period}";
        var whole = string.Create(Words.Plain, $"Print charges of {used:N2} {when}, less {paid:N2} charged to {Terms.FinancedBy}");
        var share = part.Value == used ? "" : string.Create(Words.Plain, $"; the share of {part.Value:N2} of them{(part.Machine is { } machine ? $" on {machine}" : "")}");
        return (part.Product is { } product ? $"{SoldProduct.Words(Group.Products, product)}: " : "") + whole + share;
    }
}
