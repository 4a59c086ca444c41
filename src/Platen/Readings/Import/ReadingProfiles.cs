using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;

namespace Platen.Readings;

/// <summary>Remembers column names under a name, so that next month's file needs only that.</summary>
sealed class ReadingProfiles(Database database)
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
        await using var db = new Db(database);
        var columns = JsonSerializer.Serialize(names, Json.Options);
        var changed = await db.ReadingProfiles.Where(profile => profile.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(profile => profile.Columns, columns), cancellation);
        if (changed > 0)
            return;
        db.ReadingProfiles.Add(new ReadingProfile { Name = name, Columns = columns });
        await db.SaveChangesAsync(cancellation);
    }
}
