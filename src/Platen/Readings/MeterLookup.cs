using System.Data.Common;
using Platen.Data;
using Platen.Shell;

namespace Platen.Readings;

/// <summary>Finds one meter by its machine's serial and its type.</summary>
static class MeterLookup
{
    /// <exception cref="Refusal">There is none.</exception>
    public static async Task<int> Find(DbConnection connection, string serial, string type, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT meters.id FROM machines JOIN meters ON meters.machine_id = machines.id WHERE machines.serial = @serial AND meters.type = @type";
        command.Add("@serial", serial).Add("@type", type);
        return await command.ExecuteScalarAsync(cancellation) is { } id
            ? Convert.ToInt32(id, System.Globalization.CultureInfo.InvariantCulture)
            : throw new Refusal($"There is no {type} meter on a machine {serial}.");
    }
}
