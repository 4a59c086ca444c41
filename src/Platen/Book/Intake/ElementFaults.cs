using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Book;

/// <summary>
/// Tells everything that keeps an element from being read, each thing by its JSON path with what is expected there. The
/// serializer stops at the first and speaks of .NET types; this walks the element beside the types' contracts.
/// </summary>
sealed class ElementFaults(List<Fault> faults)
{
    const int MostShown = 40;

    public void Find(JsonElement element, Type type, string path) => Check(element, type, path, isNullable: false);

    void Check(JsonElement element, Type type, string path, bool isNullable)
    {
        type = Nullable.GetUnderlyingType(type) is { } inner && (isNullable = true) ? inner : type;
        if (element.ValueKind == JsonValueKind.Null && isNullable)
            return;

        var contract = Json.Options.GetTypeInfo(type);
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object:
                CheckFields(element, contract, path);
                break;
            case JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    Check(item, contract.ElementType!, FormattableString.Invariant($"{path}[{index++}]"), isNullable: false);
                break;
            case JsonTypeInfoKind.None when IsReadable(element, type):
                break;
            default:
                faults.Add(new(path, $"Expected {Expected(type)}, found {Shown(element)}."));
                break;
        }
    }

    void CheckFields(JsonElement element, JsonTypeInfo contract, string path)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in element.EnumerateObject())
        {
            var at = $"{path}.{field.Name}";
            if (!met.Add(field.Name))
                faults.Add(new(at, "Stands twice. Keep one."));
            else if (contract.Properties.FirstOrDefault(property => property.Name == field.Name) is { } known)
                Check(field.Value, known.PropertyType, at, known.IsSetNullable && !known.PropertyType.IsValueType);
            else
                faults.Add(new(at, $"Unknown field. Known here: {string.Join(", ", contract.Properties.Select(property => property.Name))}."));
        }

        foreach (var missing in contract.Properties.Where(property => property.IsRequired && !met.Contains(property.Name)))
            faults.Add(new($"{path}.{missing.Name}", $"Missing. Expected {Expected(missing.PropertyType)}."));
    }

    static bool IsReadable(JsonElement element, Type type)
    {
        try
        {
            return element.Deserialize(type, Json.Options) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return "one of " + string.Join(", ", Enum.GetValuesAsUnderlyingType(type).Cast<object>()
                .Select(value => JsonSerializer.Serialize(Enum.ToObject(type, value), Json.Options)));
        }

        return type switch
        {
            _ when type == typeof(string) => "text",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(decimal) => "money or a rate as a string in decimal notation, like \"500.00\"",
            _ when type == typeof(DateOnly) => "a date like \"2026-01-31\"",
            _ when type == typeof(Period) => "a month like \"2026-01\"",
            _ when type == typeof(bool) => "true or false",
            _ when Json.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable => "a list",
            _ => "an object",
        };
    }

    static string Shown(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => element.GetRawText() is { Length: > MostShown } text ? text[..MostShown] + "..." : element.GetRawText(),
    };
}
