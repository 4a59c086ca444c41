namespace Platen.Contracts;

/// <summary>What a contract says beside its terms: whose it is, of which type, and from when until when.</summary>
/// <param name="Customer">The customer's code.</param>
/// <param name="Site">The dealer's site that it belongs to, by code; null: none in particular.</param>
/// <param name="End">Last day, included; null while open.</param>
public sealed record ContractHeader(string Customer, string Type, DateOnly Start, DateOnly? End, string? Site = null);
