using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Tests.Support;

namespace Platen.Tests.Audit;

/// <summary>The trail is written with what it tells of, is never altered, and holds together.</summary>
public class AuditTrailTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_change_is_kept_with_who_did_it_or_neither_is(TestDatabase database)
    {
        await Save(database, "fleet-tool", commit: true);
        await Save(database, "other-tool", commit: false);

        await using var db = new Db(database.Database);
        var entry = await db.AuditEntries.SingleAsync(Cancellation);
        Assert.Equal((1, ActorKind.Person, "anna", "reading-profile.saved", "fleet-tool"), (entry.Id, entry.ActorKind, entry.Actor, entry.Action, entry.Subject));
        Assert.Equal("""{"columns":"{}"}""", entry.After);
        Assert.Equal("fleet-tool", (await db.ReadingProfiles.SingleAsync(Cancellation)).Name);
    }

    [Theory, EveryDatabase]
    public async Task Each_entry_carries_the_hash_of_the_one_before(TestDatabase database)
    {
        await Task.WhenAll("abcdefghijklmnopqrst".Select(letter => Save(database, $"tool-{letter}", commit: true)));

        await using var db = new Db(database.Database);
        var entries = await db.AuditEntries.OrderBy(entry => entry.Id).ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, 20).Select(id => (long)id), entries.Select(entry => entry.Id));
        var hash = AuditEntry.Genesis;
        foreach (var entry in entries)
        {
            Assert.Equal(entry.HashAfter(hash), entry.Hash);
            hash = entry.Hash;
        }
    }

    [Theory, EveryDatabase]
    public async Task No_entry_is_altered_or_removed(TestDatabase database)
    {
        await Save(database, "fleet-tool", commit: true);

        await using var connection = await database.Database.Connect(Cancellation);
        foreach (var sql in (string[])["UPDATE audit_entries SET actor = 'bert'", "DELETE FROM audit_entries"])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await Assert.ThrowsAnyAsync<DbException>(() => command.ExecuteNonQueryAsync(Cancellation));
        }
    }

    static async Task Save(TestDatabase database, string name, bool commit)
    {
        await using var write = await database.Database.Write(Cancellation);
        await using var command = write.Connection.CreateCommand();
        command.CommandText = "INSERT INTO reading_profiles (name, columns) VALUES (@name, '{}')";
        await command.Add("@name", name).ExecuteNonQueryAsync(Cancellation);
        if (commit)
            await database.Trail().Commit(write, new Change("reading-profile.saved", "reading-profile", name, After: new { columns = "{}" }), Cancellation);
    }
}
