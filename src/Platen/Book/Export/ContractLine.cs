using System.Text.Json;
using System.Text.Json.Serialization;
using Platen.Contracts;

namespace Platen.Book;

/// <summary>A contract as it is exported: like <see cref="BookContract"/>, with each version's document as it is kept.</summary>
sealed record ContractLine(
    string Number,
    string Customer,
    string Type,
    string? Site,
    ContractStatus Status,
    DateOnly Start,
    DateOnly? End,
    [property: JsonConverter(typeof(ContractLine.Documents))] IReadOnlyList<string> Terms)
{
    sealed class Documents : JsonConverter<IReadOnlyList<string>>
    {
        public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Contracts are read as BookContract.");

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var document in value)
                writer.WriteRawValue(document, skipInputValidation: true);
            writer.WriteEndArray();
        }
    }
}
