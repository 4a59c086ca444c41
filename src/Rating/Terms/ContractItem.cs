using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Platen.Rating;

/// <summary>A machine, or a place, on the contract, with its fees and meters. Exactly one of the two is named (M-16).</summary>
public sealed record ContractItem
{
    /// <summary>The machine's serial.</summary>
    public string? Machine { get; init; }
    public string? Location { get; init; }

    /// <summary>What it is, where the contract says it otherwise than the machine.</summary>
    public string? Description { get; init; }

    /// <summary>Where a technician finds it: "Reception"; null: where the machine says.</summary>
    public string? Place { get; init; }

    /// <summary>Where it stands, by the name of one of the customer's addresses (L-10).</summary>
    public string? ShippingAddress { get; init; }

    /// <summary>Where the invoice for it goes, apart from others (N-9); null: where the contract's goes.</summary>
    [DefaultValue(null)]
    public string? BillingAddress { get; init; }

    /// <summary>An accessory of the main item (L-11).</summary>
    [DefaultValue(false)]
    public bool IsExtra { get; init; }

    /// <summary>On the contract since this day; null: since the contract's start.</summary>
    public DateOnly? From { get; init; }

    /// <summary>On the contract up to and including this day; null: to the contract's end.</summary>
    public DateOnly? Until { get; init; }
    public Fee[] Fees { get; init; } = [];
    public ItemMeter[] Meters { get; init; } = [];

    /// <summary>Hours to respond to a call (S-1); 0 is none.</summary>
    public int SlaHours { get; init; }

    /// <summary>Kilometres included in a call (TR-1); 0: all travel is.</summary>
    public int TravelRadius { get; init; }
    public decimal TravelChargeRate { get; init; }

    /// <summary>Cost of sales of what is issued as included (W-2).</summary>
    public string? CosAccount { get; init; }

    /// <summary>The least that the machine's meters cost together, a cycle (N-8); null: none.</summary>
    [DefaultValue(null)]
    public decimal? MinimumTotal { get; init; }

    [DefaultValue(null)]
    public Inclusion[] Inclusions { get; init; } = [];

    /// <summary>Whom a technician asks for here.</summary>
    [DefaultValue(null)]
    public Contact[] Contacts { get; init; } = [];
}

/// <summary>A level of a meter's price: from which copy on one copy costs how much (M-1, M-3). Rates may rise or fall (M-10).</summary>
public readonly record struct Level
{
    /// <summary>
    /// The first copy at this rate, inclusive. 0 on the first level, which means the copy after the minimum quantity.
    /// </summary>
    public required long From { get; init; }

    /// <summary>Money for one copy, up to 6 decimals.</summary>
    public required decimal UnitCharge { get; init; }

    /// <summary>What the back-to-back supplier is owed for one copy (B-3).</summary>
    public decimal? FinanceAmount { get; init; }
}

/// <summary>How levels price copies (M-8).</summary>
public enum PricingMethod
{
    /// <summary>Each level prices the copies inside it.</summary>
    Graduated,

    /// <summary>All copies above the minimum quantity at the rate of the level in which the usage lies.</summary>
    WholeVolume,
}

/// <summary>What a meter's copies cost: a minimum, the copies it pays for, and levels beyond (M-1).</summary>
public abstract record MeterPrice
{
    public required string Type { get; init; }

    /// <summary>Money due every cycle, at zero usage too (M-11); 0 is none (M-5).</summary>
    public decimal MinBilling { get; init; }

    /// <summary>Copies a cycle that the minimum pays for; with no minimum they are free copies (M-6).</summary>
    public long MinQuantity { get; init; }
    public PricingMethod Method { get; init; }
    public Level[] Levels { get; init; } = [];

    /// <summary>
    /// What each copy short of <see cref="MinQuantity"/> costs (N-8); null: the minimum is money. With it no copy is included:
    /// levels begin at the first.
    /// </summary>
    [DefaultValue(null)]
    public decimal? ShortfallCharge { get; init; }

    /// <summary>Copies short that were paid for are given back once more than the minimum quantity are made (N-8, rolling minimum).</summary>
    [DefaultValue(false)]
    public bool CreditsShortfall { get; init; }

    /// <summary>Months from one billing of the copies to the next; null: the contract's cycle (N-6).</summary>
    [DefaultValue(null)]
    public int? CycleMonths { get; init; }

    /// <summary>Financial period of the copies' first billing, 1 to 12; null: the contract's (N-6, C-1).</summary>
    [DefaultValue(null)]
    public int? BillingPeriod { get; init; }

    /// <summary>
    /// Months from one billing of the minimum to the next, which is then a charge of its own and needs no reading; null, as
    /// <see cref="MinimumPeriod"/>: it is billed with the copies (N-6). Minimum and quantity are for one cycle of the minimum.
    /// </summary>
    [DefaultValue(null)]
    public int? MinimumCycleMonths { get; init; }

    /// <summary>Financial period of the minimum's first billing by itself, 1 to 12 (N-6).</summary>
    [DefaultValue(null)]
    public int? MinimumPeriod { get; init; }
    public string? BillTo { get; init; }

    /// <summary>Others who pay a part of each copy, on invoices of their own, beside what the levels say (N-9).</summary>
    [DefaultValue(null)]
    public CopyPayer[] Payers { get; init; } = [];
    public string? Supplier { get; init; }

    /// <summary>What the supplier is owed for the minimum (B-3).</summary>
    public decimal? FinanceAmount { get; init; }
    public Escalation? Escalation { get; init; }

    /// <summary>Where the sale is credited (GL-1); null: the product's account, else the sales of meters.</summary>
    public string? Account { get; init; }
    public string? CosAccount { get; init; }

    /// <summary>The code of the product that stands for these charges (GL-2); null: none.</summary>
    [DefaultValue(null)]
    public string? Product { get; init; }

    /// <summary>The customer's order number for these charges.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>False: nothing is billed by this row, and its meter need not be read.</summary>
    [DefaultValue(true)]
    public bool Active { get; init; } = true;

    /// <summary>The copies are billed at other times than the contract.</summary>
    internal bool HasOwnCycle => CycleMonths is not null || BillingPeriod is not null;

    /// <summary>The minimum is billed by itself, and the copies without one.</summary>
    internal bool HasOwnMinimum => MinimumCycleMonths is not null || MinimumPeriod is not null;

    /// <summary>
    /// What the copies cost beside a minimum that is billed by itself: so many times its quantity are free as its cycles go into
    /// theirs. Example: 100.00 a month for 1,000 copies, billed every third month: 3,000 are free.
    /// </summary>
    internal MeterPrice OfCopies(ContractTerms terms) => !HasOwnMinimum ? this : this with
    {
        MinBilling = 0,
        FinanceAmount = null,
        MinimumCycleMonths = null,
        MinimumPeriod = null,
        MinQuantity = MinQuantity * Cadence.OfCopies(terms, this).CycleMonths / Cadence.OfMinimum(terms, this).CycleMonths,
    };
}

/// <summary>Pays a part of each copy, from the first on.</summary>
public readonly record struct CopyPayer
{
    /// <summary>The payer's code (B-1).</summary>
    public required string BillTo { get; init; }

    /// <summary>Money for one copy, up to 6 decimals.</summary>
    public required decimal UnitCharge { get; init; }

    /// <summary>Its part as a price by itself.</summary>
    internal MeterPrice PriceBeside(MeterPrice price) => price with
    {
        MinBilling = 0,
        MinQuantity = 0,
        Method = PricingMethod.Graduated,
        Levels = [new Level { From = 0, UnitCharge = UnitCharge }],
        ShortfallCharge = null,
        CreditsShortfall = false,
        MinimumCycleMonths = null,
        MinimumPeriod = null,
        BillTo = BillTo,
        Payers = [],
        Supplier = null,
        FinanceAmount = null,
    };
}

/// <summary>A pool's row: one meter type of all the contract's items, priced together (M-2).</summary>
public sealed record PoolMeter : MeterPrice
{
    public PoolMeter()
    {
    }

    /// <summary>A pool at another row's price, all of it.</summary>
    [SetsRequiredMembers]
    public PoolMeter(MeterPrice price)
        : base(price)
    {
    }
}

/// <summary>
/// A machine's meter on the contract. Aggregate: its copies go to the pool and only the start reading counts here; in the
/// pre-2.3 form the pool's price stands on every item alike (M-15). Otherwise it is priced alone (M-12).
/// </summary>
public sealed record ItemMeter : MeterPrice
{
    public ItemMeter()
    {
    }

    [SetsRequiredMembers]
    ItemMeter(MeterPrice price, ItemMeter counter)
        : base(price) => (StartReading, ReadingDate, Aggregate) = (counter.StartReading, counter.ReadingDate, counter.Aggregate);

    /// <summary>The counter at the end of <see cref="ReadingDate"/>: the opening of the first usage billed (RD-2).</summary>
    public required long StartReading { get; init; }
    public required DateOnly ReadingDate { get; init; }
    public bool Aggregate { get; init; }

    /// <summary>The same counter at another row's price, all of it.</summary>
    public ItemMeter PricedLike(MeterPrice price) => new(price, this);
}
