using Platen.Audit;

namespace Platen.Contracts;

/// <summary>What was done to a contract, and made it what it is.</summary>
public enum ContractStep
{
    /// <summary>Written, or brought by a book.</summary>
    Written,
    Released,

    /// <summary>Removed from approval (L-1).</summary>
    Withdrawn,
    Approved,

    /// <summary>A change was thrown away: the contract goes on as it was approved.</summary>
    Discarded,
    Held,
    Suspended,
    Resumed,

    /// <summary>Somebody asked to close it (L-7).</summary>
    CloseAsked,
    Closed,

    /// <summary>Written over by a book.</summary>
    Imported,
}

/// <summary>One row of a contract's history (L-5): since when it has a status, who gave it, and why. Never altered.</summary>
public sealed class ContractState
{
    public required int ContractId { get; init; }

    /// <summary>1, 2, ... in the order in which they happened.</summary>
    public required int No { get; init; }
    public required ContractStep Step { get; init; }

    /// <summary>What the contract is from now on.</summary>
    public required ContractStatus Status { get; init; }
    public required DateTimeOffset At { get; init; }
    public required ActorKind ActorKind { get; init; }
    public required string Actor { get; init; }
    public int? ActorId { get; init; }
    public string? Reason { get; init; }

    /// <summary>Whom to ask about a hold.</summary>
    public string? Employee { get; init; }

    /// <summary>When a hold is expected to end.</summary>
    public DateTimeOffset? ReleaseExpected { get; init; }

    /// <summary>Whether the same person, or key, did this: people are renamed, their numbers stay.</summary>
    public bool IsBy(Actor who) => ActorKind == who.Kind && ActorId == who.Id && (ActorId is not null || Actor == who.Name);
}
