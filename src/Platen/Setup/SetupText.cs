using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>A field of a row as a person reads and types it.</summary>
static class SetupText
{
    public static string Of(JsonElement row, SetupField field) => row.TryGetProperty(field.Name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.True => "yes",
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Part)),
            _ => value.ToString(),
        }
        : "";

    static string Part(JsonElement part) => part.ValueKind == JsonValueKind.Object
        ? $"{part.GetProperty("type").GetString()} {part.GetProperty("digits").GetInt32().ToString(CultureInfo.InvariantCulture)}"
        : part.ToString();

    /// <summary>What was typed, as the row's document.</summary>
    /// <exception cref="Refusal">Something is no number, or is missing.</exception>
    public static string ToDocument(SetupTable table, IReadOnlyDictionary<string, string> typed)
    {
        var row = new JsonObject();
        var faults = new List<Fault>();
        foreach (var field in table.Fields)
        {
            var text = typed.GetValueOrDefault(field.Name, "").Trim();
            if (text.Length == 0)
            {
                if (field.Required)
                    faults.Add(new Fault(field.Title, "May not be empty."));
            }
            else if (Value(field.Input, text) is { } value)
            {
                row[field.Name] = value;
            }
            else
            {
                faults.Add(new Fault(field.Title, $"'{text}' is not a number."));
            }
        }

        return faults.Count == 0 ? row.ToJsonString() : throw new Refusal("Nothing was saved.", faults);
    }

    static JsonNode? Value(SetupInput input, string text) => input switch
    {
        SetupInput.Text or SetupInput.Day => text,
        SetupInput.Number => int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : null,
        SetupInput.Amount => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? text : null,
        SetupInput.Flag => text == "yes",
        SetupInput.Texts => new JsonArray([.. Parts(text).Select(part => (JsonNode)part)]),
        SetupInput.Meters => Parts(text).Select(Meter).ToList() is var meters && meters.TrueForAll(meter => meter is not null) ? new JsonArray([.. meters]) : null,
    };

    static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Mono 7: the type and its digits; 9 where none are said.</summary>
    static JsonObject? Meter(string text)
    {
        if (text.LastIndexOf(' ') is not (> 0 and var at) || !int.TryParse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return new JsonObject { ["type"] = text };
        return new JsonObject { ["type"] = text[..at], ["digits"] = digits };
    }
}
