using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Setup;

/// <summary>Adds, changes and removes rows of the dealer's tables.</summary>
[Needs(SetupPermissions.Edit)]
sealed class KeepSetup(Database database, AuditTrail trail)
{
    /// <exception cref="Refusal">It has faults, or its key is taken.</exception>
    public async Task Add(SetupTable table, ISetupRow row, CancellationToken cancellation)
    {
        RefuseFaults(table, row);
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        // Taken first: of two who add the same, the second sees the first's.
        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        var taken = (await ListSetup.Of(db, table, cancellation)).Find(other => string.Equals(other.Key, row.Key, StringComparison.OrdinalIgnoreCase));
        await RefuseUnknown(db, table, row, cancellation);
        if (taken is not null)
            throw new Refusal($"There is a {table.One} {taken.Key} already. Change that one, or choose another name.");
        db.SetupRows.Add(new SetupRow { Name = table.Name, Key = row.Key, Document = Text(row) });
        await Save(write, db, table, revision, new Change("setup.added", table.One, row.Key, After: row), cancellation);
    }

    /// <exception cref="Refusal">It has faults, there is none of the key, or its key would change.</exception>
    public async Task Change(SetupTable table, string key, ISetupRow row, CancellationToken cancellation)
    {
        RefuseFaults(table, row);
        if (row.Key != key)
            throw new Refusal($"The {table.One} {key} cannot become {row.Key}: what refers to it would be lost. Add {row.Key}, and remove {key} when nothing uses it.");
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        var before = await Known(db, table, key, cancellation);
        await RefuseUnknown(db, table, row, cancellation);
        if (await ListSetup.Kept(db, table).AsTracking().SingleOrDefaultAsync(other => other.Key == key, cancellation) is { } kept)
            kept.Document = Text(row);
        else
            db.SetupRows.Add(new SetupRow { Name = table.Name, Key = key, Document = Text(row) });
        await Save(write, db, table, revision, new Change("setup.changed", table.One, key, before, row), cancellation);
    }

    /// <exception cref="Refusal">There is none of the key, or something uses it.</exception>
    public async Task Remove(SetupTable table, string key, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        var before = await Known(db, table, key, cancellation);
        foreach (var use in table.UsedIn ?? [])
        {
            if (await Users(write, use, key, cancellation) is > 0 and var users)
                throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"The {table.One} {key} is used by {users:N0} {(users == 1 ? use.One : use.Many)}. Give them another first."));
        }

        foreach (var (other, refers) in SetupTables.All.SelectMany(other => (other.Refers ?? []).Where(refers => refers.Table == table.Name).Select(refers => (other, refers))))
        {
            if ((await ListSetup.Of(db, other, cancellation)).Find(row => refers.In(row) == key) is { } user)
                throw new Refusal($"The {table.One} {key} is used by the {other.One} {user.Key}. Give it another first.");
        }

        if (await ListSetup.Kept(db, table).Where(row => row.Key == key).ExecuteDeleteAsync(cancellation) == 0)
            throw new Refusal($"The {table.One} {key} exists from the start and cannot be removed.");
        await Save(write, db, table, revision, new Change("setup.removed", table.One, key, before), cancellation);
    }

    /// <summary>What it refers to is there, and not itself, however far above.</summary>
    static async Task RefuseUnknown(Db db, SetupTable table, ISetupRow row, CancellationToken cancellation)
    {
        foreach (var refers in table.Refers ?? [])
        {
            var to = SetupTables.All.Single(other => other.Name == refers.Table);
            var rows = (await ListSetup.Of(db, to, cancellation)).ToDictionary(other => other.Key, StringComparer.Ordinal);
            if (refers.In(row) is not { } named)
                continue;
            if (!rows.ContainsKey(named))
                throw new Refusal($"There is no {to.One} {named}. 'platen setup list {to.Path}' names them.", [new Fault(refers.Field, "Not known.")]);
            for (var (above, steps) = ((string?)named, 0); to == table && above is not null && steps <= rows.Count; steps++)
            {
                if (above == row.Key)
                    throw new Refusal($"The {table.One} {row.Key} would stand above itself.", [new Fault(refers.Field, "Choose another.")]);
                above = rows.TryGetValue(above, out var next) ? refers.In(next) : null;
            }
        }
    }

    static async Task<ISetupRow> Known(Db db, SetupTable table, string key, CancellationToken cancellation) =>
        (await ListSetup.Of(db, table, cancellation)).Find(row => row.Key == key)
            ?? throw new Refusal($"There is no {table.One} {key}. 'platen setup list {table.Path}' names them.");

    static async Task<long> Users(WriteTransaction write, SetupUse use, string key, CancellationToken cancellation)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {use.Table} WHERE {use.Column} = @key";
        return (long)(await command.Add("@key", key).ExecuteScalarAsync(cancellation))!;
    }

    async Task Save(WriteTransaction write, Db db, SetupTable table, long revision, Change change, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        if (table.ReadByRuns)
            await db.Company.ExecuteUpdateAsync(row => row.SetProperty(company => company.Revision, revision), cancellation);
        await trail.Commit(write, change, cancellation);
    }

    static void RefuseFaults(SetupTable table, ISetupRow row)
    {
        var faults = row.Faults().ToList();
        if (faults.Count > 0)
            throw new Refusal($"The {table.One} has {(faults.Count == 1 ? "a fault" : "faults")}; nothing was saved.", faults);
    }

    internal static string Text(ISetupRow row) => JsonSerializer.Serialize(row, row.GetType(), Json.Options);
}
