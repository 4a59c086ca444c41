using System.Data.Common;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Verifying;

/// <summary>Each charge stands in the ledger once, on one invoice, with the amount of its lines (RUN-7); and no line without its charge.</summary>
static class WholeCharges
{
    const string Lines =
        """
        SELECT l.contract, l.charge, i.period, i.run_id, sum(l.amount) AS amount, min(l.invoice_id) AS first, max(l.invoice_id) AS last
        FROM invoice_lines l LEFT JOIN invoices i ON i.id = l.invoice_id WHERE i.run_id IS NULL OR i.run_id <> 0
        GROUP BY l.contract, l.charge, i.period, i.run_id
        """;

    /// <summary>What of a charge went through charge groups, and so stands on no invoice of the contract's.</summary>
    const string Grouped =
        """
        SELECT contract_id, charge, run_id, sum(amount) AS amount FROM (
            SELECT contract_id, charge, run_id, amount FROM billed_group_usage UNION ALL SELECT contract_id, charge, run_id, amount FROM credited_group_usage) AS u
        GROUP BY contract_id, charge, run_id
        """;

    /// <summary>What stands and what was credited: a run has a charge once.</summary>
    const string Charges =
        "SELECT contract_id, charge, period, run_id, amount FROM billed_charges UNION ALL SELECT contract_id, charge, period, run_id, amount FROM credited_charges";

    public static async Task<List<Difference>> Check(Database database, DbConnection connection, CancellationToken cancellation)
    {
        var found = new List<Difference>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                $"""
                SELECT c.number, b.charge, b.period, b.amount, coalesce(l.amount, 0) + coalesce(g.amount, 0), coalesce(l.first, 0), coalesce(l.last, 0)
                FROM ({Charges}) AS b JOIN contracts c ON c.id = b.contract_id
                LEFT JOIN ({Lines}) AS l ON l.contract = c.number AND l.charge = b.charge AND l.period = b.period AND l.run_id = b.run_id
                LEFT JOIN ({Grouped}) AS g ON g.contract_id = b.contract_id AND g.charge = b.charge AND g.run_id = b.run_id
                WHERE b.amount <> coalesce(l.amount, 0) + coalesce(g.amount, 0) OR l.first <> l.last ORDER BY c.number, b.period, b.charge
                """;
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var place = Place(row.GetString(0), row.GetString(1), row.GetInt32(2));
                var (billed, lines) = (database.Money(row, 3), database.Money(row, 4));
                found.Add(row.GetInt32(5) == row.GetInt32(6)
                    ? new Difference(place, $"The charge says {Figures.Amount(billed)}, its invoice lines {Figures.Amount(lines)}.")
                    : new Difference(place, "The charge stands on two invoices."));
            }
        }

        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                $"""
                SELECT l.contract, l.charge, l.period FROM ({Lines}) AS l
                LEFT JOIN contracts c ON c.number = l.contract
                LEFT JOIN ({Charges}) AS b ON b.contract_id = c.id AND b.charge = l.charge AND b.period = l.period AND b.run_id = l.run_id
                WHERE b.charge IS NULL AND l.contract <> '' ORDER BY l.contract, l.period, l.charge
                """;
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
                found.Add(new Difference(Place(row.GetString(0), row.GetString(1), row.NumberOrNull(2)), "There are invoice lines without a billed charge."));
        }

        return found;
    }

    static string Place(string contract, string charge, int? period) =>
        $"{contract} {charge} {(period is { } number ? Period.FromNumber(number).ToString() : "of no invoice")}";
}
