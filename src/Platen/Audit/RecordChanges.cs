using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Platen.Audit;

/// <summary>A field of a record, before and after; null: it was not there.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>
/// What is other between a record before and after, field by field, in a person's words. Elements of lists are known again by their
/// own names (a machine's serial, a meter's type), so that one more of them does not make all the others look changed.
/// </summary>
static class RecordChanges
{
    /// <summary>Fields that tell an element of a list from the next, the closest first.</summary>
    static readonly string[] Names = ["machine", "serial", "number", "code", "name", "meter", "type", "from"];

    public static IReadOnlyList<FieldChange> Of(string? before, string? after)
    {
        var (old, now) = (Fields(before), Fields(after));
        return
        [
            .. now.Keys.Concat(old.Keys.Where(field => !now.ContainsKey(field)))
                .Select(field => new FieldChange(field, old.GetValueOrDefault(field), now.GetValueOrDefault(field)))
                .Where(change => change.Before != change.After),
        ];
    }

    static Dictionary<string, string> Fields(string? record)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (record is null)
            return fields;
        using var document = JsonDocument.Parse(record);
        Collect(document.RootElement, "", fields);
        return fields;
    }

    static void Collect(JsonElement value, string path, Dictionary<string, string> fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                    Collect(field.Value, Join(path, Words(field.Name)), fields);
                break;
            case JsonValueKind.Array when value.EnumerateArray().Any(element => element.ValueKind == JsonValueKind.Object):
                var met = new HashSet<string>(StringComparer.Ordinal);
                foreach (var (index, element) in value.EnumerateArray().Index())
                {
                    var place = (index + 1).ToString(CultureInfo.InvariantCulture);
                    var name = NameOf(element) ?? place;
                    Collect(element, Join(path, met.Add(name) ? name : $"{name} ({place})"), fields);
                }

                break;
            case JsonValueKind.Array:
                Keep(string.Join(", ", value.EnumerateArray().Select(Text)));
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            case JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                Keep(Text(value));
                break;
        }

        void Keep(string text)
        {
            if (text.Length > 0)
                fields[path.Length == 0 ? "value" : path] = text;
        }
    }

    static string? NameOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in Names)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && Text(value) is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    static string Join(string path, string field) => path.Length == 0 ? field : $"{path} › {field}";

    /// <summary>unitCharge: unit charge.</summary>
    static string Words(string field)
    {
        var words = new StringBuilder(field.Length + 4);
        foreach (var letter in field)
        {
            // A name with spaces is a person's already.
            if (char.IsAsciiLetterUpper(letter) && words.Length > 0 && !field.Contains(' ', StringComparison.Ordinal))
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            else
                words.Append(letter);
        }

        return words.ToString();
    }
}
