using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platen.Settings;

/// <summary>
/// A password or the like. Its own text goes from whoever enters it into a seal, and from there only to what uses it
/// (<see cref="Sealing.Seals.Open"/>): wherever else it is written, be it an answer, the audit trail or a log, it says only that it is there.
/// </summary>
[JsonConverter(typeof(Outward))]
public sealed record Secret
{
    const string IsKept = "(kept)", IsNew = "(new)";

    /// <summary>In place of one that stays as it is kept; a document that was answered can so be sent back.</summary>
    public static readonly Secret Kept = new();

    /// <summary>As it was entered.</summary>
    internal string? Plain { get; private init; }

    /// <summary>As it is kept.</summary>
    internal string? Sealed { get; private init; }

    /// <returns>Null: none.</returns>
    public static Secret? Entered(string? text) => text switch
    {
        null or "" => null,
        IsKept => Kept,
        _ => new Secret { Plain = text },
    };

    internal static Secret Under(string seal) => new() { Sealed = seal };

    public override string ToString() => Plain is null ? IsKept : IsNew;

    sealed class Outward : JsonConverter<Secret>
    {
        public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Entered(reader.GetString());

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
