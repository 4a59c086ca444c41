using System.Text.Json;
using System.Text.Json.Nodes;
using Platen.Data;

namespace Platen.Contracts;

/// <summary>Two people's changes of one contract, put together: what only one of them changed is as that one wants it.</summary>
static class ProposalMerge
{
    /// <param name="before">What both began with.</param>
    /// <param name="top">Where both changed the same, this one counts.</param>
    public static ContractProposal Lay(ContractProposal before, ContractProposal below, ContractProposal top) =>
        Lay(Node(before), Node(below), Node(top)).Deserialize<ContractProposal>(Json.Options)!;

    static JsonNode? Node(ContractProposal proposal) => JsonSerializer.SerializeToNode(proposal, Json.Options);

    static JsonNode? Lay(JsonNode? before, JsonNode? below, JsonNode? top)
    {
        if (JsonNode.DeepEquals(before, top))
            return below?.DeepClone();
        if (JsonNode.DeepEquals(before, below) || JsonNode.DeepEquals(below, top))
            return top?.DeepClone();
        return (before, below, top) switch
        {
            (JsonObject, JsonObject x, JsonObject y) => new JsonObject(Names(x, y).Select(name => KeyValuePair.Create(name, Lay(before[name], x[name], y[name]))).Where(field => field.Value is not null)),
            (JsonArray was, JsonArray x, JsonArray y) when Rows(was) is { } old && Rows(x) is { } lower && Rows(y) is { } upper =>
                new JsonArray([.. Names(lower, upper).Select(name => Lay(old[name], lower[name], upper[name])).Where(row => row is not null)]),
            _ => top?.DeepClone(),
        };
    }

    /// <summary>Rows by what they are called; null where they have no names, or one twice: then the list is one whole.</summary>
    static JsonObject? Rows(JsonArray rows)
    {
        var named = new JsonObject();
        foreach (var row in rows)
        {
            if (row is not JsonObject fields || NameOf(fields) is not { } name || !named.TryAdd(name, row.DeepClone()))
                return null;
        }

        return named;
    }

    static string? NameOf(JsonObject row) =>
        (row["machine"] ?? row["location"] ?? (row["code"] is { } code ? $"{row["kind"]} {code}" : row["type"] ?? row["name"]))?.ToString();

    static IEnumerable<string> Names(JsonObject below, JsonObject top) => below.Select(field => field.Key).Union(top.Select(field => field.Key));
}
