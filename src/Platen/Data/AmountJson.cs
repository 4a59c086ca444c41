using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platen.Data;

/// <summary>An amount as programs read it: to the cent, whatever decimals its database keeps.</summary>
sealed class AmountJson : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        decimal.Parse(reader.GetString() ?? "", NumberStyles.Number, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(Figures.Amount(value));
}
