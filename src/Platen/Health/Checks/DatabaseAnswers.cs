using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Platen.Data;

namespace Platen.Health;

/// <summary>The database can be reached, and its schema is one that this version of Platen knows.</summary>
sealed class DatabaseAnswers : ICheck
{
    public string Name => "database";

    public async Task<Finding> Look(Installation installation, CancellationToken cancellation)
    {
        await using var database = Database.Open(installation.Folder, installation.Postgres);
        if (!database.IsThere)
            return new(Name, Verdict.Well, $"{database.Name} is not there yet; the first import makes it.");
        try
        {
            var version = await database.SchemaVersion(cancellation);
            var schema = version is null ? "no schema yet" : string.Create(CultureInfo.InvariantCulture, $"schema {version}");
            return version > Database.LatestSchema
                ? new(Name, Verdict.Broken, $"{database.Name} answers, with {schema}, which is newer than this version of Platen.", "Install the newer Platen again.")
                : new(Name, Verdict.Well, $"{database.Name} answers, with {schema}.");
        }
        catch (Exception failure) when (failure is DbException or IOException or SocketException or ArgumentException)
        {
            return new(Name, Verdict.Broken, database.Explain(failure) ?? failure.Message, "Until it answers, nothing else can be done.");
        }
    }
}
