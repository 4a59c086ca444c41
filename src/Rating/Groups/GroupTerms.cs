namespace Platen.Rating;

/// <summary>
/// A machine charge group as it was agreed (G-1): a finance company pays a limit every period for what a customer's machines
/// print, and the customer what goes beyond it, netted over a cycle. Example (seed 004): 1,000.00 a month and a cycle of three; use
/// of 800, 1,200 and 1,100 costs the finance company 3 × 1,000.00, and the customer 100.00 in the third month.
/// </summary>
public sealed record GroupTerms
{
    public required string Name { get; init; }

    /// <summary>The machines' customer, who pays the overs.</summary>
    public required string Customer { get; init; }

    /// <summary>The finance company's code.</summary>
    public required string FinancedBy { get; init; }

    /// <summary>The first period that goes through the group.</summary>
    public required Period Start { get; init; }

    /// <summary>The last one; null while it is open (G-12).</summary>
    public Period? End { get; init; }

    /// <summary>Months from one charge to the customer to the next, 1 or more .</summary>
    public int CycleMonths { get; init; } = 1;

    /// <summary>What the finance company pays every period, before tax, also for less use .</summary>
    public required decimal Limit { get; init; }

    /// <summary>What the finance company's invoice calls it.</summary>
    public required string ChargeProduct { get; init; }

    /// <summary>What the customer's invoice calls the overs of each meter type (G-10); empty: they are one sum.</summary>
    public IReadOnlyList<ExcessProduct> ExcessProducts { get; init; } = [];

    /// <summary>Whether meter charges of a period go through the group.</summary>
    public bool Covers(Period period) => Start <= period && (End is not { } end || period <= end);

    /// <summary>0 in a cycle's first period (G-4).</summary>
    public int Position(Period period) => period.MonthsSince(Start) % CycleMonths;

    /// <summary>The first period of the same cycle.</summary>
    public Period CycleStart(Period period) => period.AddMonths(-Position(period));

    /// <summary>Whether the customer pays in it: the cycle's last period (G-4), or the group's (G-12).</summary>
    public bool IsLast(Period period) => period == End || Position(period) == CycleMonths - 1;

    /// <summary>The product of a meter type's overs; null: they have none of their own.</summary>
    public string? ProductOf(string meter) => ExcessProducts.FirstOrDefault(product => product.Meter == meter)?.Product;
}

/// <summary>The name of a meter type's overs on the customer's invoice (G-10).</summary>
public sealed record ExcessProduct(string Meter, string Product);

/// <summary>What a machine's meter was charged in a period by its ordinary prices, before tax: its part of the group's usage (G-2).</summary>
public readonly record struct GroupUse(Period Period, string Machine, string Meter, decimal Value);

/// <summary>What was billed for a group in a period.</summary>
/// <param name="Limit">What the finance company paid.</param>
/// <param name="Customer">What the customer paid.</param>
/// <param name="Settles">The balance began anew after it.</param>
public readonly record struct GroupBilled(Period Period, decimal Limit, decimal Customer, bool Settles);

/// <summary>A group as it stands for one period: what was agreed, used and billed before. All that rating sees.</summary>
public sealed record GroupToRate
{
    public required GroupTerms Terms { get; init; }

    /// <summary>That of the limit, and of all charges that go through the group.</summary>
    public required string Currency { get; init; }

    /// <summary>Percent.</summary>
    public required decimal TaxRate { get; init; }

    /// <summary>By period, oldest first, at least those of the present cycle.</summary>
    public IReadOnlyList<GroupBilled> Billed { get; init; } = [];

    /// <summary>What is sold, by code; one that is not among them is only a name.</summary>
    public IReadOnlyDictionary<string, SoldProduct> Products { get; init; } = System.Collections.Frozen.FrozenDictionary<string, SoldProduct>.Empty;

    /// <summary>At least that of the present cycle.</summary>
    public IReadOnlyList<GroupUse> Use { get; init; } = [];
}
