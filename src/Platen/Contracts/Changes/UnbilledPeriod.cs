using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>From which period on a contract's terms may still change: what was billed, or is closed, stays as it was.</summary>
static class UnbilledPeriod
{
    /// <returns>Null: nothing of it was billed, and no period is closed.</returns>
    public static async Task<Period?> First(Db db, int contract, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open)
            await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT max(period) FROM (SELECT period FROM billed_charges WHERE contract_id = @contract UNION ALL SELECT period FROM billing_periods) AS settled";
        return await command.Add("@contract", contract).ExecuteScalarAsync(cancellation) is { } last and not DBNull
            ? Period.FromNumber(Convert.ToInt32(last, CultureInfo.InvariantCulture)).AddMonths(1)
            : null;
    }
}
