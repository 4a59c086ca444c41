using System.ComponentModel.DataAnnotations;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Contracts;

/// <summary>A contract as somebody wants it.</summary>
public sealed record ContractProposal
{
    /// <summary>Null on a new contract: the next of its type (L-6).</summary>
    public string? Number { get; init; }

    /// <summary>The customer's code.</summary>
    [Required]
    public string? Customer { get; init; }

    /// <summary>cost-per-copy, prepaid, rental, ...</summary>
    [Required]
    public string? Type { get; init; }

    [Required]
    public DateOnly? Start { get; init; }

    /// <summary>Last day, included; null while open.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Code of the dealer's site; null: none in particular.</summary>
    public string? Site { get; init; }

    /// <summary>
    /// With the first period that they bill. On a contract in force, terms that still name the period of the version that was
    /// edited begin with the first period not billed yet.
    /// </summary>
    [Required]
    public ContractTerms? Terms { get; init; }

    /// <summary>For whoever approves it.</summary>
    public string? Note { get; init; }

    /// <summary>The version that was edited; null on a new contract.</summary>
    public int? Edited { get; init; }

    internal ContractHeader Header => new(Customer?.Trim() ?? "", Type?.Trim() ?? "", Start ?? default, End, string.IsNullOrWhiteSpace(Site) ? null : Site.Trim());

    /// <summary>What is missing so plainly that nothing else can be looked at.</summary>
    internal IReadOnlyList<Fault> Missing() =>
    [
        .. from field in ((string Path, bool Missing)[])
           [("customer", string.IsNullOrWhiteSpace(Customer)), ("type", string.IsNullOrWhiteSpace(Type)), ("start", Start is null), ("terms", Terms is null)]
           where field.Missing
           select new Fault(field.Path, "May not be empty."),
    ];
}

/// <summary>What is wrong with a proposed contract, or odd, at its place.</summary>
/// <param name="Path">A JSON path, like <c>terms.items[0].meters[1].levels[2].from</c>.</param>
/// <param name="IsError">False: a warning, which refuses nothing.</param>
public sealed record ProposalFault(string Path, string Message, bool IsError);

/// <summary>What would come of saving a proposed contract.</summary>
/// <param name="From">The first period that its terms would bill.</param>
/// <param name="Differences">From what is approved and in force then; none on a contract that never was approved.</param>
/// <param name="NeedsApproval">Saved, it waits for an approver.</param>
public sealed record ProposalCheck(
    Period From, IReadOnlyList<ProposalFault> Faults, IReadOnlyList<Difference> Differences, bool NeedsApproval);

/// <summary>What came of saving a contract.</summary>
/// <param name="Version">The version that says so now.</param>
/// <param name="Changed">False: it said so before, and nothing was written.</param>
public sealed record SavedContract(
    string Number, int Version, bool Changed, string Status, Period From, IReadOnlyList<ProposalFault> Warnings, IReadOnlyList<Difference> Differences);
