using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.ChargeGroups;

/// <summary>What was billed of groups: from the ledger, which another module writes.</summary>
sealed class ChargedSoFar(Db db)
{
    /// <returns>Null: nothing was billed for it yet.</returns>
    public async Task<Period?> LastBilled(int group, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open)
            await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT max(period) FROM billed_groups WHERE group_id = @group";
        return await command.Add("@group", group).ExecuteScalarAsync(cancellation) is { } last and not DBNull
            ? Period.FromNumber(Convert.ToInt32(last, CultureInfo.InvariantCulture))
            : null;
    }
}
