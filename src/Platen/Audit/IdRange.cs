using System.Text.Json;
using Platen.Data;

namespace Platen.Audit;

/// <summary>
/// Ids of new records, first and last. A bulk operation that makes records has no entry for each: its entry names their ids under
/// <c>ids</c>, by kind of record, so that each one's history begins with it.
/// </summary>
public readonly record struct IdRange(int First, int Last)
{
    /// <summary>The ids that an entry names; null where it names none of that kind.</summary>
    public static IdRange? Of(string after, string kind)
    {
        using var record = JsonDocument.Parse(after);
        return record.RootElement.TryGetProperty("ids", out var ids) && ids.TryGetProperty(kind, out var range)
            ? range.Deserialize<IdRange>(Json.Options)
            : null;
    }
}
