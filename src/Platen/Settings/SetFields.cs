using System.Text.Json;
using System.Text.Json.Nodes;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Settings;

/// <summary>Changes single fields of the settings by their names, as they are typed: <c>billing-rules.reapproval</c>, <c>vendor-list</c>.</summary>
[Needs(SettingsPermissions.Edit)]
sealed class SetFields(IEnumerable<SettingsKind> kinds, ChangeSettings change)
{
    /// <param name="fields">Name and value; without a value, the default holds again.</param>
    public async Task Run(IReadOnlyList<(string Name, string Value)> fields, CancellationToken cancellation)
    {
        foreach (var some in fields.GroupBy(field => KindOf(field.Name)))
            await change.Run(some.Key, new JsonObject(some.Select(field => Field(some.Key, field.Name, field.Value))), cancellation);
    }

    SettingsKind KindOf(string name) =>
        kinds.FirstOrDefault(kind => name.StartsWith(kind.Name + ".", StringComparison.Ordinal))
            ?? throw new Refusal($"{name}: there are no such settings. There are: {string.Join(", ", kinds.Select(kind => kind.Name))}; a field is named like {kinds.First().Name}.FIELD.");

    static KeyValuePair<string, JsonNode?> Field(SettingsKind kind, string name, string value)
    {
        var field = name[(kind.Name.Length + 1)..];
        var type = kind.Fields.FirstOrDefault(known => known.Name == field).Type
            ?? throw new Refusal($"{name}: there is no such field. There are: {string.Join(", ", kind.Fields.Select(known => known.Name))}.");
        return new(field, value.Length == 0 ? null : Read(name, value, Nullable.GetUnderlyingType(type) ?? type));
    }

    static JsonNode Read(string name, string value, Type type)
    {
        var text = type == typeof(bool) || type == typeof(int) ? value : JsonSerializer.Serialize(value);
        try
        {
            JsonSerializer.Deserialize(text, type, Json.Options);
            return JsonNode.Parse(text)!;
        }
        catch (JsonException)
        {
            var remedy = type == typeof(bool) ? "true or false" : type == typeof(int) ? "a whole number"
                : type.IsEnum ? string.Join(" or ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)) : "another value";
            throw new Refusal($"{name}: {value} does not do; say {remedy}.");
        }
    }
}
