using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Platen.Rating;

namespace Platen.Data;

/// <summary>
/// How Platen writes JSON: camel case, money and prices as strings that keep their decimals, periods as 2026-01,
/// enumerations in kebab case. Reading refuses a field it does not know.
/// </summary>
static class Json
{
    public static readonly JsonSerializerOptions Options = Make(indented: false);
    public static readonly JsonSerializerOptions Indented = Make(indented: true);

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new PeriodConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
    }

    static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = indented,
            NewLine = "\n",
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutDefaults } },
        };
        Configure(options);
        return options;
    }

    /// <summary>
    /// A field that names its default is left out where it has it. So are all that came after the first books: a document
    /// written before them and one written now are the same text.
    /// </summary>
    static void LeaveOutDefaults(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.GetCustomAttributes(typeof(DefaultValueAttribute), inherit: true) is [DefaultValueAttribute left])
                property.ShouldSerialize = (_, value) => value is ICollection list ? list.Count > 0 : !Equals(value, left.Value);
        }
    }

    sealed class MoneyConverter : JsonConverter<decimal>
    {
        const NumberStyles Notation = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryParse(ref reader, out var amount)
                ? amount
                : throw new JsonException("Money and prices are strings in decimal notation, like \"500.00\".");

        /// <summary>Most lie in the text as they are: a run reads as many as the dealer has prices, and makes no string of them.</summary>
        static bool TryParse(ref Utf8JsonReader reader, out decimal amount) => reader.HasValueSequence || reader.ValueIsEscaped
            ? decimal.TryParse(reader.GetString(), Notation, CultureInfo.InvariantCulture, out amount)
            : decimal.TryParse(reader.ValueSpan, Notation, CultureInfo.InvariantCulture, out amount);

        public override void Write(Utf8JsonWriter writer, decimal amount, JsonSerializerOptions options) =>
            writer.WriteStringValue(amount.ToString(CultureInfo.InvariantCulture));
    }

    sealed class PeriodConverter : JsonConverter<Period>
    {
        public override Period Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Period.TryParse(reader.GetString(), out var period)
                ? period
                : throw new JsonException("A period is a month like \"2026-01\".");

        public override void Write(Utf8JsonWriter writer, Period period, JsonSerializerOptions options) =>
            writer.WriteStringValue(period.ToString());
    }
}
