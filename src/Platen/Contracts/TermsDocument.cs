using System.Text.Json;
using System.Text.Json.Nodes;
using Platen.Data;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>Terms as the document that is kept: one way to write them, so that the same terms are the same text.</summary>
static class TermsDocument
{
    public static string Write(ContractTerms terms) => JsonSerializer.Serialize(terms, Json.Options);

    public static ContractTerms Read(string document) => JsonSerializer.Deserialize<ContractTerms>(document, Json.Options)!;

    /// <param name="document">UTF-8.</param>
    public static ContractTerms Read(byte[] document) => JsonSerializer.Deserialize<ContractTerms>(document, Json.Options)!;

    /// <summary>Whether two documents say the same; "500.0" and "500.00" do.</summary>
    public static bool Same(string a, string b) => a == b || (a.Length < b.Length * 2 && b.Length < a.Length * 2 && SameValues(JsonNode.Parse(a), JsonNode.Parse(b)));

    static bool SameValues(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (JsonObject x, JsonObject y) => x.Count == y.Count && x.All(field => y.TryGetPropertyValue(field.Key, out var other) && SameValues(field.Value, other)),
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(pair => SameValues(pair.First, pair.Second)),
        (JsonValue x, JsonValue y) => JsonNode.DeepEquals(x, y) || (Amount(x) is { } amount && amount == Amount(y)),
        _ => a is null && b is null,
    };

    static decimal? Amount(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.String
        && decimal.TryParse(value.GetValue<string>(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;
}
