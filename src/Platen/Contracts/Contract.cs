using Platen.Rating;

namespace Platen.Contracts;

/// <summary>Where a contract stands (L-1, L-5, L-7). Billed in Active and Hold only (L-3).</summary>
enum ContractStatus
{
    New,
    Released,
    Active,
    Hold,
    Suspended,
    Closed,
}

/// <summary>An agreement with a customer. What it says stands in its versions of terms, which never change.</summary>
sealed class Contract
{
    public required int Id { get; init; }
    public required string Number { get; init; }
    public int CustomerId { get; set; }

    /// <summary>cost-per-copy, prepaid, rental, ...: contract types are data.</summary>
    public required string Type { get; set; }
    public ContractStatus Status { get; set; }

    /// <summary>First day.</summary>
    public DateOnly StartDate { get; set; }

    /// <summary>Last day, included; null while open.</summary>
    public DateOnly? EndDate { get; set; }
    public long Revision { get; set; }
}

/// <summary>One version of a contract's terms, as the document that runs read and invoices refer to.</summary>
sealed class TermsVersion
{
    public required int ContractId { get; init; }

    /// <summary>1, 2, ... in the order in which they were written.</summary>
    public required int Version { get; init; }

    /// <summary>The first period billed by it.</summary>
    public required Period FromPeriod { get; init; }

    /// <summary>A draft until somebody approves it; only approved versions bill.</summary>
    public bool Approved { get; set; }

    /// <summary><see cref="ContractTerms"/> as the book's JSON.</summary>
    public required string Document { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public long Revision { get; set; }
}

/// <summary>Which machine is on which contract, and when: a projection of the terms for searches and joins.</summary>
sealed class ContractMachine
{
    public required int ContractId { get; init; }
    public required int MachineId { get; init; }
    public DateOnly? FromDate { get; set; }
    public DateOnly? UntilDate { get; set; }
}
