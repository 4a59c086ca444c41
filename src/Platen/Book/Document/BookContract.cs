using System.ComponentModel;
using Platen.Contracts;
using Platen.Rating;

namespace Platen.Book;

/// <summary>An agreement with its versions of terms, as a book tells it.</summary>
[Description("An agreement with a customer, and its versions of terms.")]
sealed record BookContract
{
    public required string Number { get; init; }

    [Description("The customer's code.")]
    public required string Customer { get; init; }

    [Description("cost-per-copy, rental, ...: contract types are data.")]
    public required string Type { get; init; }

    [Description("Code of the dealer's site that it belongs to.")]
    public string? Site { get; init; }

    [Description("Default active, which means that its terms are approved.")]
    public ContractStatus Status { get; init; } = ContractStatus.Active;

    [Description("First day.")]
    public required DateOnly Start { get; init; }

    [Description("Last day, included; null while open.")]
    public DateOnly? End { get; init; }

    [Description("Versions, oldest first; one at least.")]
    public IReadOnlyList<ContractTerms> Terms { get; init; } = [];

    /// <summary>A contract past approval: its terms are approved (L-1).</summary>
    public static bool IsApproved(ContractStatus status) => status is not (ContractStatus.New or ContractStatus.Released);
}
