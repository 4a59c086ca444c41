using Platen.Rating;

namespace Platen.Billing.Invoices;

/// <summary>
/// An invoice with all that explains it, drafted or posted: what the page, the text form, the PDF and the JSON form show
/// alike. Amounts and prices have the decimals that they are shown with.
/// </summary>
public sealed record ShownInvoice
{
    /// <summary>INV0000088; null while it is a draft.</summary>
    public string? Number { get; init; }
    public required int Run { get; init; }

    /// <summary>The dealer's name.</summary>
    public required string Dealer { get; init; }

    /// <summary>Who pays.</summary>
    public required Party BillTo { get; init; }

    /// <summary>Where it goes, a line a line; empty where the payer has no address.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    /// <summary>Whose contracts these are: another than the payer where a third party pays (B-1).</summary>
    public required Party Customer { get; init; }

    /// <summary>One contract's number, or all of a consolidated customer's, in order.</summary>
    public required IReadOnlyList<string> Contracts { get; init; }

    /// <summary>The customer's own order numbers, by contract, as the terms that priced it have them; none where a third party pays.</summary>
    public IReadOnlyList<OrderOfContract> Orders { get; init; } = [];

    /// <summary>The charge group that it is of, and of no contract (G-3); null on the others.</summary>
    public string? ChargeGroup { get; init; }

    /// <summary>The machine's serial, on an invoice for one machine (N-9).</summary>
    public string? Machine { get; init; }
    public required Period Period { get; init; }
    public required DateOnly InvoicedOn { get; init; }
    public required string Currency { get; init; }

    /// <summary>The currency of the dealer's books.</summary>
    public required string BaseCurrency { get; init; }

    /// <summary>Base currency for one unit of the invoice's, where the contract names it (T-2).</summary>
    public decimal? ExchangeRate { get; init; }

    /// <summary>The charges in the order of the invoice's lines; then those that had copies and cost nothing.</summary>
    public required IReadOnlyList<ShownCharge> Charges { get; init; }
    public required IReadOnlyList<TaxAtRate> Taxes { get; init; }
    public required decimal Net { get; init; }
    public required decimal Tax { get; init; }
    public required decimal Total { get; init; }

    /// <summary>The number of the invoice that it credits; null where it is no credit note.</summary>
    public string? Credits { get; init; }

    /// <summary>Why: on a credit note, and on what one credits.</summary>
    public string? Reason { get; init; }

    /// <summary>The credit note that credits it.</summary>
    public string? CreditedBy { get; init; }

    /// <summary>The credited invoices in whose place it came.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>What came in its place after it was credited.</summary>
    public IReadOnlyList<string> ReplacedBy { get; init; } = [];

    /// <summary>A reading on it was not read from the counter (RD-8).</summary>
    public bool HasEstimates => Charges.Any(charge => charge.Machines.Any(row => row.Estimated));
}

/// <summary>Under which number the customer ordered what a contract brings.</summary>
public sealed record OrderOfContract(string Contract, string OrderNumber);

/// <summary>A customer as an invoice addresses it.</summary>
public sealed record Party(string Code, string Name, string? Email);

/// <summary>Tax on the sum of an invoice's lines at one rate, in percent (T-4).</summary>
public sealed record TaxAtRate(decimal Rate, decimal Net, decimal Tax);

/// <summary>What a charge is made of.</summary>
public enum ChargeShape
{
    /// <summary>The copies of several machines, priced together (M-3).</summary>
    Pool,

    /// <summary>One machine's meter, priced alone (M-12).</summary>
    Machine,
    Fee,

    /// <summary>What goes through a charge group (G-3, G-4).</summary>
    Group,

    /// <summary>Lines with nothing behind them: a credit note's, or written by hand.</summary>
    Plain,
}

/// <summary>One charge's lines, with the readings and the price behind them.</summary>
public sealed record ShownCharge
{
    /// <summary>Empty where it is a charge group's.</summary>
    public required string Contract { get; init; }

    /// <summary>Names it within its contract, by <see cref="ChargeKey"/>.</summary>
    public required string Key { get; init; }
    public required ChargeShape Shape { get; init; }

    /// <summary>As a heading: "Mono, 3 machines together".</summary>
    public required string Title { get; init; }
    public string? Meter { get; init; }

    /// <summary>Under which number the customer ordered these copies, where the row has one of its own.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>The serial, where the charge is one machine's.</summary>
    public string? Machine { get; init; }

    /// <summary>The cycles billed together (M-18); one mostly.</summary>
    public required int Cycles { get; init; }
    public required Period FirstCycle { get; init; }
    public required long Copies { get; init; }
    public required decimal Amount { get; init; }
    public required IReadOnlyList<ShownLine> Lines { get; init; }

    /// <summary>Each machine's readings, copies and share, in the order of the contract's items (M-17).</summary>
    public required IReadOnlyList<ScheduleRow> Machines { get; init; }

    /// <summary>The minimum and the levels; null for a fee.</summary>
    public PriceSteps? Price { get; init; }

    /// <summary>The version of the terms that priced it, and its first period.</summary>
    public required int TermsVersion { get; init; }
    public required Period TermsFrom { get; init; }

    /// <summary>Sentences on how the copies were counted and, the last of them, by which terms it was priced.</summary>
    public required IReadOnlyList<string> Why { get; init; }
}

/// <summary>A line of the invoice, its arithmetic beside it.</summary>
/// <param name="No">Its place on the invoice, from 1.</param>
/// <param name="Why">How the amount came about, in words and numbers.</param>
public sealed record ShownLine(
    int No, LineKind Kind, long Quantity, decimal? UnitCharge, decimal Amount, decimal TaxRate, string Explanation, string Why);

/// <summary>One machine's meter on an invoice: what was read, and what of the charge falls on it.</summary>
public sealed record ScheduleRow
{
    public required string Serial { get; init; }
    public string? Model { get; init; }
    public string? Location { get; init; }
    public required string Meter { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public required long Opening { get; init; }
    public required DateOnly ClosedOn { get; init; }
    public required long Closing { get; init; }
    public required long Copies { get; init; }
    public required ReadingSource Source { get; init; }

    /// <summary>The closing was not read from the counter; the next actual reading trues it up (RD-8).</summary>
    public required bool Estimated { get; init; }

    /// <summary>How many bills in a row before this one went by no reading of the counter.</summary>
    public int EstimatesBefore { get; init; }

    /// <summary>Test copies that were made beside them, and are not billed (RD-12).</summary>
    public long Deducted { get; init; }

    /// <summary>Its part of the charge's amount, by copies; the parts add up to it (M-17).</summary>
    public required decimal Share { get; init; }

    /// <summary>Where closing less opening are not the copies: the resets and rollovers between them (RD-5).</summary>
    public IReadOnlyList<CounterStep> Steps { get; init; } = [];
}

/// <summary>A counter that began anew between two readings.</summary>
/// <param name="NewStart">The display right after a reset.</param>
public sealed record CounterStep(DateOnly ReadOn, ReadingEvent Event, long Value, long NewStart);

/// <summary>A price as a staircase with the copies marked on it: the minimum, then the levels (M-4).</summary>
/// <param name="Minimum">Due for these cycles whatever is copied.</param>
/// <param name="Allowance">Copies that the minimum pays for; free ones where there is none (M-6).</param>
/// <param name="Unused">Copies of the allowance that were not made.</param>
public sealed record PriceSteps(
    decimal Minimum, long Allowance, PricingMethod Method, long Copies, long Unused, IReadOnlyList<PriceStep> Levels)
{
    /// <summary>The minimum that pays for the allowance is billed by itself (N-6).</summary>
    internal bool IsPaidApart { get; init; }
}

/// <summary>One level.</summary>
/// <param name="FirstCopy">The first copy at this price, counted from 1.</param>
/// <param name="LastCopy">The last; null on the last level.</param>
/// <param name="Copies">Copies of this invoice that it priced.</param>
public sealed record PriceStep(long FirstCopy, long? LastCopy, decimal UnitCharge, long Copies, decimal Amount);
