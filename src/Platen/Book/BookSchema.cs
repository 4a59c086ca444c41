using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Platen.Data;
using Platen.Rating;

namespace Platen.Book;

/// <summary>The JSON Schema of a book, made from the records that read it, so that the two cannot part.</summary>
static class BookSchema
{
    static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    public static string Text()
    {
        var schema = (JsonObject)Json.Options.GetJsonSchemaAsNode(typeof(BookDocument), Options);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Platen book");
        ((JsonObject)schema["properties"]!["book"]!)["const"] = BookDocument.CurrentVersion;
        return schema.ToJsonString(Json.Indented) + "\n";
    }

    static JsonObject Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        // What a converter of ours reads, the exporter takes for anything: true.
        var node = schema as JsonObject ?? [];
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var mayBeNull = Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null;
        if (type == typeof(decimal))
            Pattern(node, mayBeNull, @"^[+-]?[0-9]*\.?[0-9]+$");
        else if (type == typeof(Period))
            Pattern(node, mayBeNull, "^[0-9]{4}-(0[1-9]|1[0-2])$");

        if (WordsOf(context) is { } words)
            node.Insert(0, "description", words);
        return node;
    }

    static void Pattern(JsonObject node, bool mayBeNull, string pattern)
    {
        node["type"] = mayBeNull ? new JsonArray("string", "null") : "string";
        node["pattern"] = pattern;
    }

    static string? WordsOf(JsonSchemaExporterContext context) =>
        context.PropertyInfo is { } property
            ? property.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false)
                .Cast<DescriptionAttribute>().FirstOrDefault()?.Description
                ?? TermsWords.Of(property.DeclaringType, property.Name)
            : context.TypeInfo.Type.GetCustomAttribute<DescriptionAttribute>()?.Description;
}
