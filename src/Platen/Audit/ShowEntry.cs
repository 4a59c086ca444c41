using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Audit;

/// <summary>An entry with the record before and after.</summary>
public sealed record AuditView(
    long Number, DateTimeOffset At, ActorKind By, string Who, int? Id, string? FromWhere, string Action, string Kind, string Subject,
    JsonElement? Before, JsonElement? After, string Hash);

/// <summary>One entry as it is kept.</summary>
[Needs(AuditPermissions.Read)]
sealed class ShowEntry(Db db)
{
    /// <returns>Null where there is no such entry.</returns>
    public async Task<AuditView?> Run(long number, CancellationToken cancellation) =>
        await db.AuditEntries.SingleOrDefaultAsync(entry => entry.Id == number, cancellation) is { } entry
            ? new AuditView(
                entry.Id, entry.At, entry.ActorKind, entry.Actor, entry.ActorId, entry.FromWhere, entry.Action, entry.Kind, entry.Subject,
                Read(entry.Before), Read(entry.After), entry.Hash)
            : null;

    static JsonElement? Read(string? record) => record is null ? null : JsonSerializer.Deserialize<JsonElement>(record);
}
