using System.Data.Common;
using System.Text.Json;
using Platen.Data;

namespace Platen.Audit;

/// <summary>
/// Signs what is changed, and commits it; what is written without it is on the list of <c>AuditTests</c>. The entries are written with what they tell of, or
/// neither is. Each carries the hash of the one before it, so that one altered or removed later shows.
/// </summary>
sealed class AuditTrail(Database database, Actor who, TimeProvider clock)
{
    /// <summary>The numbers of the entries.</summary>
    public const string Sequence = "audit";

    /// <summary>Few enough that contracts' terms of many pages do no harm.</summary>
    const int AtOnce = 100;

    static readonly string[] Columns =
        ["id", "at", "actor_kind", "actor", "actor_id", "from_where", "action", "kind", "subject", "before", "after", "hash"];

    /// <summary>Who acts.</summary>
    public Actor Who => who;

    /// <summary>When it is done: the one clock of a change and of its entry.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>For what Platen does by itself after somebody did something.</summary>
    public AuditTrail OfPlaten() => new(database, Actor.Platen, clock);

    public Task Commit(WriteTransaction write, Change change, CancellationToken cancellation) => Commit(write, [change], cancellation);

    /// <param name="changes">As many as there are: they are taken some at a time.</param>
    public async Task Commit(WriteTransaction write, IEnumerable<Change> changes, CancellationToken cancellation)
    {
        // The last step, for it makes other writers wait until this transaction ends: the chain has one order.
        string? hash = null;
        foreach (var some in changes.Chunk(AtOnce))
        {
            var id = await Sequences.Take(write.Connection, Sequence, some.Length, cancellation);
            hash = Write(write, id, hash ?? await HashOf(write.Connection, id - 1, cancellation), some);
        }

        if (hash is null)
            throw new ArgumentException("What is changed is named in the audit trail.", nameof(changes));
        await write.Commit(cancellation);
    }

    /// <returns>The last one's hash.</returns>
    string Write(WriteTransaction write, long id, string hash, Change[] changes)
    {
        using var rows = database.Rows(write.Connection, "audit_entries", Columns);
        foreach (var change in changes)
        {
            var entry = Entry(id++, change);
            hash = entry.HashAfter(hash);
            rows.Add(entry.Id).Add(entry.At.UtcTicks).Add((int)entry.ActorKind).Add(entry.Actor).Add(entry.ActorId).Add(entry.FromWhere)
                .Add(entry.Action).Add(entry.Kind).Add(entry.Subject).Add(entry.Before).Add(entry.After).Add(hash).EndRow();
        }

        rows.Complete();
        return hash;
    }

    static async Task<string> HashOf(DbConnection connection, long id, CancellationToken cancellation)
    {
        if (id == 0)
            return AuditEntry.Genesis;
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash FROM audit_entries WHERE id = @id";
        // Where the last one was removed, the chain goes on from nothing, and does not fit.
        return await command.Add("@id", id).ExecuteScalarAsync(cancellation) as string ?? AuditEntry.Genesis;
    }

    AuditEntry Entry(long id, Change change) => new()
    {
        Id = id,
        At = Now,
        ActorKind = who.Kind,
        Actor = who.Name,
        ActorId = who.Id,
        FromWhere = who.From,
        Action = change.Action,
        Kind = change.Kind,
        Subject = change.Subject,
        Before = Text(change.Before),
        After = Text(change.After),
    };

    static string? Text(object? record) => record is null ? null : JsonSerializer.Serialize(record, Json.Options);
}
