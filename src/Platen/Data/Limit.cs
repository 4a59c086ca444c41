namespace Platen.Data;

/// <summary>What alone somebody sees. Where both are named, what is within both.</summary>
/// <param name="Manager">Customers with this account manager, by e-mail address in small letters; null: everybody's.</param>
/// <param name="Sites">Contracts of these branches, by code, and what hangs on them; none: of all, and those of no branch.</param>
sealed record Limit(string? Manager, IReadOnlyList<string> Sites);
