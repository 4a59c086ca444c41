namespace Platen.Rating;

/// <summary>
/// One version of what a contract says: how often it is billed, for which machines and places, at which prices. Immutable:
/// a change of terms is a new version from a later period, so that an invoice's terms never follow later edits.
/// Its JSON form is the book's <c>terms</c>.
/// </summary>
public sealed record ContractTerms
{
    /// <summary>The first period billed by this version.</summary>
    public required Period From { get; init; }

    /// <summary>Months from one billing to the next, 1 or more (C-1).</summary>
    public int CycleMonths { get; init; } = 1;

    /// <summary>Financial period of the first billing, 1 to 12; null: that of <see cref="From"/> (C-1).</summary>
    public int? BillingPeriod { get; init; }

    /// <summary>A day to bill on and to filter a run by, 1 to 31; 0 is none (C-3).</summary>
    public int BillingDay { get; init; }

    /// <summary>ISO code; null: the customer's. Every amount of the terms is in it (T-1).</summary>
    public string? Currency { get; init; }

    /// <summary>Base currency for one unit of the contract's, above 0; null: the company's rate table .</summary>
    public decimal? ExchangeRate { get; init; }

    /// <summary>Tax in percent; null: the company's (T-1).</summary>
    public decimal? TaxRate { get; init; }

    public bool EnforceAuthorisation { get; init; }
    public Escalation? Escalation { get; init; }
    public ContractItem[] Items { get; init; } = [];

    /// <summary>Fees set once for all items (F-3).</summary>
    public Fee[] AggregateFees { get; init; } = [];

    /// <summary>The pools: one row a meter type, priced on the copies of all items together (M-2, M-3).</summary>
    public PoolMeter[] AggregateMeters { get; init; } = [];

    public PrepaidMeter[] Prepaid { get; init; } = [];
}

/// <summary>How prices rise: by percent or by amount, in the financial period named .</summary>
public sealed record Escalation
{
    public required EscalationType Type { get; init; }

    /// <summary>10 is 10 %, or 10 of the contract's currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Financial period, 1 to 12, from which the new prices count.</summary>
    public required int Period { get; init; }

    /// <summary>The most that a price may rise at once, in percent, as agreed with the customer; null: no limit.</summary>
    public decimal? Cap { get; init; }
}

/// <summary>What an escalation's amount means .</summary>
public enum EscalationType
{
    Percentage,
    Amount,
}

/// <summary>A charge that does not depend on copies (F-1), due once a billing cycle from its start to its end (F-2, F-7).</summary>
public sealed record Fee
{
    public required string Type { get; init; }
    public required decimal Amount { get; init; }

    /// <summary>First day of a billed month in which it is due; null: the item's or contract's start.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last such day; null: the item's or contract's end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Another billing customer's code (B-1); null: the contract's customer.</summary>
    public string? BillTo { get; init; }

    /// <summary>The back-to-back supplier's code and what it is owed for each fee billed (B-3).</summary>
    public string? Supplier { get; init; }
    public decimal? FinanceAmount { get; init; }
    public Escalation? Escalation { get; init; }
}

/// <summary>The prepaid part of a meter type (P-1): carried by the document, billed by a later capability.</summary>
public sealed record PrepaidMeter
{
    public required string Type { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly End { get; init; }
    public required long IncludedUsage { get; init; }
    public Crossing Crossing { get; init; }
    public decimal Rebate { get; init; }
    public bool FreeOfCharge { get; init; } = true;
}

/// <summary>What happens to the copies beyond the included usage in the period that crosses it (P-11).</summary>
public enum Crossing
{
    SplitAtLimit,
    SplitFullSchedule,
    FreeUntilNextPeriod,
}
