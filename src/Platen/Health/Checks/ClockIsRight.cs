using System.Data.Common;
using System.Globalization;
using Platen.Data;

namespace Platen.Health;

/// <summary>The computer's clock is not behind what was captured already: invoices and readings carry its days.</summary>
sealed class ClockIsRight : ICheck
{
    public string Name => "clock";

    public async Task<Finding> Look(Installation installation, CancellationToken cancellation)
    {
        var now = installation.Clock.GetUtcNow();
        var says = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm} UTC.");
        return await LastCapture(installation, cancellation) is { } last && last > now
            ? new(Name, Verdict.Look, $"{says} A reading was captured at {last.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}, later than that.", "Set the computer's clock by the network.")
            : new(Name, Verdict.Well, says);
    }

    static async Task<DateTimeOffset?> LastCapture(Installation installation, CancellationToken cancellation)
    {
        await using var database = Database.Open(installation.Folder, installation.Postgres);
        try
        {
            if (!database.IsThere || await database.SchemaVersion(cancellation) is null)
                return null;
            await using var connection = await database.Connect(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT captured_at FROM readings ORDER BY id DESC LIMIT 1";
            return await command.ExecuteScalarAsync(cancellation) is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        }
        catch (DbException)
        {
            return null; // The database's own check tells.
        }
    }
}
