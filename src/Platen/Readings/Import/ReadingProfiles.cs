using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>Remembers column names under a name, so that next month's file needs only that.</summary>
[Needs(ReadingPermissions.Edit)]
sealed class ReadingProfiles(Database database, AuditTrail trail)
{
    public async Task<ColumnNames> Load(string name, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var profile = await db.ReadingProfiles.FirstOrDefaultAsync(profile => profile.Name == name, cancellation)
            ?? throw new Refusal($"There is no profile {name}. Make it with the first file: --profile {name} --column serial=\"Serial Number\" ...");
        return JsonSerializer.Deserialize<ColumnNames>(profile.Columns, Json.Options)!;
    }

    public async Task Save(string name, ColumnNames names, CancellationToken cancellation)
    {
        names.Check();
        var columns = JsonSerializer.Serialize(names, Json.Options);
        await using var write = await database.Write(cancellation);
        await using var command = write.Connection.CreateCommand();
        command.CommandText =
            "INSERT INTO reading_profiles (name, columns) VALUES (@name, @columns) " +
            "ON CONFLICT (name) DO UPDATE SET columns = @columns WHERE reading_profiles.columns <> @columns";
        if (await command.Add("@name", name).Add("@columns", columns).ExecuteNonQueryAsync(cancellation) > 0)
            await trail.Commit(write, new Change("reading-profile.saved", "reading-profile", name, After: names), cancellation);
    }
}
