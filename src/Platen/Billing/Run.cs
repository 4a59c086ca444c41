using System.Globalization;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>How far a run has come.</summary>
public enum RunState
{
    /// <summary>Planned; some shards are not drafted yet.</summary>
    Rating,

    /// <summary>Every shard is drafted: for review.</summary>
    Draft,

    /// <summary>Numbers are given; some shards are not in the ledger yet.</summary>
    Posting,
    Posted,
}

/// <summary>A billing run: one period's invoices, from plan to posting.</summary>
public sealed class Run
{
    public required int Id { get; init; }

    /// <summary>Its number as people and the audit trail say it.</summary>
    public string Name => Id.ToString(CultureInfo.InvariantCulture);
    public required Period Period { get; init; }

    /// <summary>Only this kind of charge (F-5); null: all.</summary>
    public ChargeKind? ChargeKind { get; init; }

    /// <summary>Only contracts of these billing days, "1,25"; contracts without a day are always in (RUN-3, C-3). Null: all.</summary>
    public string? BillingDays { get; init; }

    /// <summary>Only contracts of this site (RUN-3); null: all.</summary>
    public string? Site { get; init; }

    /// <summary>Only these contracts, their numbers as JSON in order (RUN-3); null: all.</summary>
    public string? Contracts { get; init; }

    /// <summary>With them these charge groups, their names as JSON in order, whether or not a contract brings something to them; null: none by name.</summary>
    public string? ChargeGroups { get; init; }

    /// <summary>Charge by charge: a contract's fees and what is read of it do not wait for the rest (RUN-8).</summary>
    public bool BillsReady { get; init; }

    /// <summary>The date on its invoices (C-5).</summary>
    public DateOnly InvoicedOn { get; init; }
    public RunState State { get; set; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? PostedAt { get; set; }
}

/// <summary>How far a shard has come.</summary>
enum ShardState
{
    Planned,
    Drafted,
    Posted,
}

/// <summary>A range of customers whose contracts are rated in one transaction: killed anywhere, a run goes on shard by shard.</summary>
sealed class RunShard
{
    public required int RunId { get; init; }
    public required int No { get; init; }
    public required int FirstCustomer { get; init; }
    public required int LastCustomer { get; init; }

    /// <summary>Contracts in it when planned.</summary>
    public int Contracts { get; init; }
    public ShardState State { get; set; }

    /// <summary>The last revision its inputs were read at; later ones make its drafts stale.</summary>
    public long? Revision { get; set; }
}

/// <summary>Something in the way of a contract in a run, or worth a look.</summary>
sealed class RunException
{
    public required int RunId { get; init; }
    public required int ShardNo { get; init; }
    public required int CustomerId { get; init; }
    public required int No { get; init; }

    /// <summary>Empty where it is a charge group's.</summary>
    public required string Contract { get; init; }
    public string? ChargeGroup { get; init; }
    public required ProblemCode Code { get; init; }
    public required Severity Severity { get; init; }
    public string? Machine { get; init; }
    public string? Meter { get; init; }
    public required string Message { get; init; }
}

/// <summary>All that a run would post for one customer's contracts, as a document: what is reviewed is what is posted.</summary>
sealed class Draft
{
    public required int RunId { get; init; }
    public required int CustomerId { get; init; }
    public required int ShardNo { get; init; }
    public required string Document { get; init; }

    /// <summary>Is posted with its run; false on one that changed after it was reviewed.</summary>
    public bool ToPost { get; set; }
}

/// <summary>A drafted invoice's heading, for lists; its lines stand in the <see cref="Draft"/>.</summary>
sealed class DraftInvoice
{
    public required int RunId { get; init; }
    public required int CustomerId { get; init; }

    /// <summary>Its place in the draft's invoices.</summary>
    public required int No { get; init; }
    public required int ShardNo { get; init; }
    public required string BillTo { get; init; }
    public string? Contract { get; init; }
    public string? ChargeGroup { get; init; }
    public string? Machine { get; init; }
    public string? Address { get; init; }
    public required string Currency { get; init; }

    /// <summary>Base currency for one unit of the invoice's; null where it is the company's own, or not known.</summary>
    public decimal? ExchangeRate { get; init; }
    public required int Lines { get; init; }
    public required decimal Net { get; init; }
    public required decimal Tax { get; init; }
    public required decimal Total { get; init; }

    /// <summary>Given when posting begins.</summary>
    public int? InvoiceId { get; set; }
    public long? Number { get; set; }
}

/// <summary>A period that is done with: nothing of it was left unprocessed (RUN-4).</summary>
sealed class BillingPeriod
{
    public required Period Period { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }
}

/// <summary>A period that a site is done with: nothing of its contracts was left unprocessed. The dealer's month may still be open.</summary>
sealed class SitePeriod
{
    public required string Site { get; init; }
    public required Period Period { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }
}
