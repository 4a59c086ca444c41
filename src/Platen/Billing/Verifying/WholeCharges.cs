using System.Data.Common;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Verifying;

/// <summary>Each charge stands in the ledger once, on one invoice, with the amount of its lines (RUN-7); and no line without its charge.</summary>
static class WholeCharges
{
    const string Lines =
        """
        SELECT l.contract, l.charge, i.period, sum(l.amount) AS amount, min(l.invoice_id) AS first, max(l.invoice_id) AS last
        FROM invoice_lines l LEFT JOIN invoices i ON i.id = l.invoice_id GROUP BY l.contract, l.charge, i.period
        """;

    /// <summary>What of a charge went through charge groups, and so stands on no invoice of the contract's.</summary>
    const string Grouped = "SELECT contract_id, charge, period, sum(amount) AS amount FROM billed_group_usage GROUP BY contract_id, charge, period";

    public static async Task<List<Difference>> Check(Database database, DbConnection connection, CancellationToken cancellation)
    {
        var found = new List<Difference>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                $"""
                SELECT c.number, b.charge, b.period, b.amount, coalesce(l.amount, 0) + coalesce(g.amount, 0), coalesce(l.first, 0), coalesce(l.last, 0)
                FROM billed_charges b JOIN contracts c ON c.id = b.contract_id
                LEFT JOIN ({Lines}) AS l ON l.contract = c.number AND l.charge = b.charge AND l.period = b.period
                LEFT JOIN ({Grouped}) AS g ON g.contract_id = b.contract_id AND g.charge = b.charge AND g.period = b.period
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
                LEFT JOIN billed_charges b ON b.contract_id = c.id AND b.charge = l.charge AND b.period = l.period
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
