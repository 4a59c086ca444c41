using Platen.Rating;

namespace Platen.Contracts;

/// <summary>Where a contract stands (L-1, L-5, L-7). Billed in Active and Hold only (L-3).</summary>
public enum ContractStatus
{
    New,
    Released,
    Active,
    Hold,
    Suspended,
    Closed,
}

/// <summary>An agreement with a customer. What it says stands in its versions of terms, which never change.</summary>
public sealed class Contract
{
    public required int Id { get; init; }
    public required string Number { get; init; }
    public int CustomerId { get; set; }

    /// <summary>cost-per-copy, prepaid, rental, ...: contract types are data.</summary>
    public required string Type { get; set; }
    public ContractStatus Status { get; set; }

    /// <summary>The dealer's branch that it belongs to, by code; null: none in particular.</summary>
    public string? Site { get; set; }

    /// <summary>What lists find it by beside its number: what its terms name, in lower case (<see cref="Contracts.FoundBy"/>).</summary>
    public string? FoundBy { get; set; }

    /// <summary>First day.</summary>
    public DateOnly StartDate { get; set; }

    /// <summary>Last day, included; null while open.</summary>
    public DateOnly? EndDate { get; set; }

    /// <summary>Somebody asked to close it, and nobody approved that yet (L-7).</summary>
    public bool Closing { get; set; }
    public long Revision { get; set; }

    /// <summary>Whether a service call may be logged (L-5): a held contract refuses them, a suspended one takes them.</summary>
    /// <param name="inForce">The terms that hold today.</param>
    /// <param name="wasApproved">It was agreed once: only a hold stops the service then, and not a change on its way (L-5).</param>
    public CallAnswer TakesCalls(ContractTerms? inForce, bool wasApproved)
    {
        var refused = Status switch
        {
            ContractStatus.New or ContractStatus.Released => wasApproved ? null : $"{Number} is {Status.Code()}: it takes calls once it is approved.",
            ContractStatus.Hold => $"{Number} is on hold and takes no calls. Resume it first.",
            ContractStatus.Closed => $"{Number} has ended. Log the call on a contract that is in force.",
            ContractStatus.Active or ContractStatus.Suspended => null,
        };
        return new CallAnswer(refused is null, refused, refused is null && inForce is { OrderNumberRequired: true });
    }
}

/// <summary>Whether a contract takes a call, and why not.</summary>
/// <param name="NeedsOrderNumber">Nobody is sent without the customer's order number (L-9).</param>
public readonly record struct CallAnswer(bool Takes, string? Reason, bool NeedsOrderNumber);

/// <summary>One version of a contract's terms, as the document that runs read and invoices refer to.</summary>
public sealed class TermsVersion
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

    /// <summary>
    /// The <see cref="ContractHeader"/> that it was written with, as JSON: it counts once the version is approved, so that a
    /// draft changes nothing that is billed. Null where a book wrote the version.
    /// </summary>
    public string? Header { get; init; }

    /// <summary>What its writer says of it, for whoever approves.</summary>
    public string? Note { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? WrittenBy { get; init; }
    public DateTimeOffset? ReleasedAt { get; set; }
    public string? ReleasedBy { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public string? ApprovedBy { get; set; }

    /// <summary>Thrown away, or replaced by the draft written after it.</summary>
    public DateTimeOffset? DiscardedAt { get; set; }
    public string? DiscardedBy { get; set; }
    public long Revision { get; set; }

    /// <summary>Neither approved nor thrown away.</summary>
    public bool IsOpen => !Approved && DiscardedAt is null;
}

/// <summary>Which machine is on which contract, and when: a projection of the terms for searches and joins.</summary>
sealed class ContractMachine
{
    public required int ContractId { get; init; }
    public required int MachineId { get; init; }
    public DateOnly? FromDate { get; set; }
    public DateOnly? UntilDate { get; set; }
}
