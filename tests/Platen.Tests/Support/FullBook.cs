using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Platen.Book;
using Platen.Data;
using Platen.Testing;
using Platen.Tests.Conventions;

namespace Platen.Tests.Support;

/// <summary>A small dealer's book in which every field that a book may have is told (<c>full-book.json</c>): January 2026 can be billed.</summary>
public partial class FullBook
{
    public static string Text => File.ReadAllText(Repository.PathTo("tests", "Platen.Tests", "Support", "full-book.json"));

    /// <summary>The same with something after every text: what refers to a name refers to it still.</summary>
    public static string With(string poison) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<BookDocument>(Text, Json.Options), Poisoning(poison));

    static JsonSerializerOptions Poisoning(string poison) => new(Json.Options) { Converters = { new Poisoner(poison) } };

    [Fact]
    public void Every_field_that_a_book_may_have_is_told_in_it()
    {
        var told = new Dictionary<string, bool>();
        Look(JsonSerializer.Deserialize<BookDocument>(Text, Json.Options)!, told);

        Convention.Holds(told.Where(field => !field.Value).Select(field => $"{field.Key} is nowhere in full-book.json"));
    }

    [Fact]
    public void Every_part_of_a_book_is_in_its_schema()
    {
        using var schema = JsonDocument.Parse(BookSchema.Text());
        var parts = schema.RootElement.GetProperty("properties").EnumerateObject().Select(part => part.Name);

        Assert.Equal(Enum.GetValues<Section>().Select(section => section.Name()), parts);
    }

    static void Look(object part, Dictionary<string, bool> told)
    {
        foreach (var field in part.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(field => field.CanWrite))
        {
            var value = field.GetValue(part);
            var parts = value is IEnumerable and not string ? ((IEnumerable)value).Cast<object>().ToList() : value is null ? [] : [value];
            var name = $"{field.DeclaringType!.Name}.{field.Name}";
            told[name] = told.GetValueOrDefault(name) || parts.Count > 0;
            foreach (var within in parts.Where(within => within.GetType() is { Namespace: var module, IsEnum: false } && module!.StartsWith("Platen", StringComparison.Ordinal)))
                Look(within, told);
        }
    }

    sealed partial class Poisoner(string poison) : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(HoldsNothingElse().IsMatch(value) ? value : value + poison);

        /// <summary>The version, currencies, prefixes of numbers and e-mail addresses, which nothing may be put into.</summary>
        [GeneratedRegex("^(1\\.0|[A-Z]{2,3}|.+@.+)$")]
        private static partial Regex HoldsNothingElse();
    }
}
