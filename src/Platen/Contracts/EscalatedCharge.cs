using System.Text.Json;
using Platen.Data;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>A charge of a contract whose prices rose from a period on: once on an occasion, whoever asks again .</summary>
sealed class EscalatedCharge
{
    /// <summary>The occasion of the month's own escalation; others are named by whoever asked for them.</summary>
    public const string Monthly = "";

    public required int ContractId { get; init; }
    public required string Charge { get; init; }
    public required Period Period { get; init; }
    public required string Occasion { get; init; }

    /// <summary>The version of the terms that says the new prices.</summary>
    public required int TermsVersion { get; init; }

    /// <summary>Its <see cref="PriceRise"/>s, as JSON.</summary>
    public required string Rises { get; init; }
    public required string RaisedBy { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }

    public static string Write(IEnumerable<PriceRise> rises) => JsonSerializer.Serialize(rises.ToArray(), Json.Options);

    public IReadOnlyList<PriceRise> Read() => JsonSerializer.Deserialize<PriceRise[]>(Rises, Json.Options)!;
}
