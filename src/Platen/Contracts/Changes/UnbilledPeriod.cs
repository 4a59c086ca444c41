using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>
/// From which period on a contract's terms may still change: what was billed, or is closed, stays as it was. What was credited and is not
/// billed again yet does not, also in a closed month: its prices may have been wrong (CR-1).
/// </summary>
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
            """
            SELECT max(period) FROM (
                SELECT period FROM billed_charges WHERE contract_id = @contract
                UNION ALL
                SELECT p.period FROM (
                    SELECT period FROM billing_periods
                    UNION ALL
                    SELECT s.period FROM site_periods s JOIN contracts c ON c.site = s.site WHERE c.id = @contract
                ) AS p WHERE NOT EXISTS (
                    SELECT 1 FROM credited_charges k WHERE k.contract_id = @contract AND k.period <= p.period AND NOT EXISTS (
                        SELECT 1 FROM billed_charges b WHERE b.contract_id = k.contract_id AND b.charge = k.charge AND b.period >= k.period))
            ) AS settled
            """;
        return await command.Add("@contract", contract).ExecuteScalarAsync(cancellation) is { } last and not DBNull
            ? Period.FromNumber(Convert.ToInt32(last, CultureInfo.InvariantCulture)).AddMonths(1)
            : null;
    }
}
