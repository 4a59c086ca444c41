using System.ComponentModel;

namespace Platen.Rating;

/// <summary>
/// One version of what a contract says: how often it is billed, for which machines and places, at which prices. Immutable:
/// a change of terms is a new version from a later period, so that an invoice's terms never follow later edits.
/// Its JSON form is the book's <c>terms</c>; a field with a <see cref="DefaultValueAttribute"/> is left out where it says nothing.
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

    /// <summary>Where invoices go, by the name of one of the customer's addresses; null: its default.</summary>
    public string? BillingAddress { get; init; }

    /// <summary>The contract's location: a place in words, like those that the customer's list offers.</summary>
    public string? Location { get; init; }

    /// <summary>The customer's order number.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>No technician is sent without an order number of the customer's (L-9).</summary>
    [DefaultValue(false)]
    public bool OrderNumberRequired { get; init; }

    [DefaultValue(null)]
    public Contact[] Contacts { get; init; } = [];

    public Escalation? Escalation { get; init; }
    public ContractItem[] Items { get; init; } = [];

    /// <summary>Fees set once for all items (F-3).</summary>
    public Fee[] AggregateFees { get; init; } = [];

    /// <summary>The pools: one row a meter type, priced on the copies of all items together (M-2, M-3).</summary>
    public PoolMeter[] AggregateMeters { get; init; } = [];

    /// <summary>The least that all meters of the contract cost together, a cycle (N-8); null: none.</summary>
    [DefaultValue(null)]
    public decimal? MinimumTotal { get; init; }

    public PrepaidMeter[] Prepaid { get; init; } = [];

    /// <summary>Whether some minimum rolls: copies short of it are given back later (N-8).</summary>
    public bool GivesBack() => AggregateMeters.Any(row => row.CreditsShortfall) || Items.Any(item => item.Meters.Any(row => row.CreditsShortfall));

    /// <summary>What prices an item's meter: the row of its pool, where there is one.</summary>
    public MeterPrice PriceOf(ItemMeter meter) =>
        meter.Aggregate && Array.Find(AggregateMeters, row => row.Type == meter.Type) is { } pool ? pool : meter;

    /// <summary>Whether some price is so.</summary>
    internal bool HasPrice(Predicate<MeterPrice> so)
    {
        foreach (var item in Items)
        {
            if (Array.Exists(item.Meters, so))
                return true;
        }

        return Array.Exists(AggregateMeters, so);
    }

    /// <summary>Whether a meter's copies, or their minimum, are billed at other times than the contract (N-6).</summary>
    public bool IsBilledApart(ItemMeter meter) => PriceOf(meter) is { HasOwnCycle: true } or { HasOwnMinimum: true };

    /// <summary>Whether an item's meter is billed, and so read: its own row is active, and that of its pool.</summary>
    public bool Bills(ItemMeter meter) =>
        meter.Active && (!meter.Aggregate || AggregateMeters.All(pool => pool.Type != meter.Type || pool.Active));
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

    /// <summary>A cycle that its dates cover in part is charged by days (F-7); else whole, or not at all.</summary>
    [DefaultValue(false)]
    public bool ProratedByDay { get; init; }

    /// <summary>Another billing customer's code (B-1); null: the contract's customer.</summary>
    public string? BillTo { get; init; }

    /// <summary>The back-to-back supplier's code and what it is owed for each fee billed (B-3).</summary>
    public string? Supplier { get; init; }
    public decimal? FinanceAmount { get; init; }
    public Escalation? Escalation { get; init; }

    /// <summary>What the invoice calls it; null: its type.</summary>
    public string? Description { get; init; }

    /// <summary>Months from one billing of the fee to the next; null: the contract's cycle (F-1).</summary>
    public int? CycleMonths { get; init; }

    /// <summary>Financial period of the fee's first billing, 1 to 12; null: the contract's (F-1, C-1).</summary>
    public int? BillingPeriod { get; init; }

    /// <summary>Where the sale is credited (GL-1); null: the sales of fees.</summary>
    public string? Account { get; init; }
    public string? CosAccount { get; init; }

    /// <summary>Billed at other times than the contract.</summary>
    internal bool HasOwnCycle => CycleMonths is not null || BillingPeriod is not null;
}

/// <summary>
/// The prepaid part of a meter type (P-1): so many copies of all the contract's items, paid for ahead, free from the first
/// day to the last, and to the last copy (P-5). The pool of the type is billed once it is over. Contract, type and start
/// make a life of their own.
/// </summary>
public sealed record PrepaidMeter
{
    public required string Type { get; init; }
    public required DateOnly Start { get; init; }

    /// <summary>The last day, itself still prepaid (P-5).</summary>
    public required DateOnly End { get; init; }

    /// <summary>Copies over all items of the contract .</summary>
    public required long IncludedUsage { get; init; }
    public Crossing Crossing { get; init; }

    /// <summary>The salesman's commission: on no invoice (P-9).</summary>
    public decimal Rebate { get; init; }
    public bool FreeOfCharge { get; init; } = true;

    /// <summary>Ticked until it is over; only Platen takes the tick away (P-6, L-12).</summary>
    [DefaultValue(true)]
    public bool Marked { get; init; } = true;

    /// <summary>Used up, it goes on being free to its last day, and is only told of .</summary>
    [DefaultValue(false)]
    public bool NotifyOnly { get; init; }
}

/// <summary>What happens to the copies beyond the included usage in the period that crosses it (P-11).</summary>
public enum Crossing
{
    /// <summary>Billed at the pool's rates from copy 1, without its minimum.</summary>
    SplitAtLimit,

    /// <summary>Billed as a period's usage is: with minimum and allowance.</summary>
    SplitFullSchedule,

    /// <summary>Free: billing begins with the next period.</summary>
    FreeUntilNextPeriod,
}
