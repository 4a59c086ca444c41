using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Platen.Samples;

/// <summary>
/// Writes a book for people to read: what fits on a line stands on one, what does not is broken, members side by side
/// as long as they fit.
/// </summary>
static class BookText
{
    const int Width = 170;

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Book book)
    {
        var document = JsonSerializer.SerializeToNode(book, Options)!.AsObject();
        document.Insert(0, "book", "1.0");
        var text = new StringBuilder("{");
        foreach (var (name, value) in document)
            text.Append(text.Length > 1 ? "," : "").Append("\n  ").Append(Named(name, Fitted(value!, 2)));
        return text.Append("\n}\n").ToString();
    }

    static string Fitted(JsonNode node, int indent)
    {
        var flat = Flat(node);
        if (node is JsonValue || flat.Length + indent <= Width)
            return flat;
        return node is JsonArray array ? Broken(array, indent) : Broken(node.AsObject(), indent);
    }

    static string Broken(JsonArray array, int indent)
    {
        var inner = indent + 2;
        var items = array.Select(item => new string(' ', inner) + Fitted(item!, inner));
        return $"[\n{string.Join(",\n", items)}\n{new string(' ', indent)}]";
    }

    static string Broken(JsonObject members, int indent)
    {
        var inner = indent + 2;
        var text = new StringBuilder("{ ");
        var column = inner;
        foreach (var (name, value) in members)
        {
            var piece = Named(name, Fitted(value!, inner));
            var broken = piece.Contains('\n', StringComparison.Ordinal);
            var fits = !broken && column + piece.Length <= Width;
            if (column > inner)
                text.Append(fits ? ", " : ",\n" + new string(' ', inner));
            text.Append(piece);
            column = broken ? Width : (fits ? column : inner) + piece.Length + 2;
        }

        return text.Append(" }").ToString();
    }

    static string Flat(JsonNode node) => node switch
    {
        JsonArray { Count: 0 } => "[]",
        JsonArray array => $"[ {string.Join(", ", array.Select(item => Flat(item!)))} ]",
        JsonObject all => $"{{ {string.Join(", ", all.Select(member => Named(member.Key, Flat(member.Value!))))} }}",
        _ => node.ToJsonString(Options),
    };

    static string Named(string name, string value) => $"\"{name}\": {value}";
}
