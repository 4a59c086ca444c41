using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Credits;

/// <summary>
/// What suppliers are owed for charges that were credited (B-4): taken back by a payable below 0, for the one before may stand on the
/// supplier's invoice already; billed again, it is owed again by one more.
/// </summary>
static class Payables
{
    public static async Task TakeBack(Db db, Together together, CancellationToken cancellation)
    {
        var contracts = together.Charges.Select(charge => charge.Contract).Distinct().ToList();
        var rows = await db.Payables.Where(payable => contracts.Contains(payable.ContractId) && payable.Period == together.Period).ToListAsync(cancellation);
        foreach (var payable in rows.Where(row => together.Charges.Contains((row.ContractId, row.Charge))).GroupBy(row => (row.ContractId, row.Charge)))
        {
            var (last, owed) = (payable.MaxBy(row => row.Take)!, payable.Sum(row => row.Amount));
            if (owed == 0)
                continue;
            db.Payables.Add(new Payable
            {
                ContractId = last.ContractId,
                Charge = last.Charge,
                Period = last.Period,
                Take = last.Take + 1,
                Supplier = last.Supplier,
                Currency = last.Currency,
                Amount = -owed,
                RunId = 0,
            });
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The last payable of each charge that was credited in a period.</summary>
    public static async Task<Dictionary<(int Contract, string Charge), int>> LastTakes(DbConnection connection, Period period, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT p.contract_id, p.charge, max(p.take) FROM credited_charges k
            JOIN payables p ON p.contract_id = k.contract_id AND p.charge = k.charge AND p.period = k.period
            WHERE k.period = @period GROUP BY p.contract_id, p.charge
            """;
        await using var row = await command.Add("@period", period.Number).ExecuteReaderAsync(cancellation);
        var takes = new Dictionary<(int, string), int>();
        while (await row.ReadAsync(cancellation))
            takes.Add((row.GetInt32(0), row.GetString(1)), row.GetInt32(2));
        return takes;
    }
}
