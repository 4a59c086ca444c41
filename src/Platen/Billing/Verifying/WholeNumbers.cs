using System.Data.Common;
using System.Globalization;

namespace Platen.Billing.Verifying;

/// <summary>Invoice numbers begin at 1 and leave none out, in every series (L-6).</summary>
static class WholeNumbers
{
    public static async Task<List<Difference>> Check(DbConnection connection, CancellationToken cancellation)
    {
        var gaps = new List<Difference>();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT series, number, before FROM (
                SELECT series, number, lag(number, 1, CAST(0 AS bigint)) OVER (PARTITION BY series ORDER BY number) AS before FROM invoices) AS n
            WHERE number <> before + 1 ORDER BY series, number
            """;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var (series, number, before) = (row.GetString(0), row.GetInt64(1), row.GetInt64(2));
            gaps.Add(new Difference(Invoice.NumberOf(series, number), string.Create(CultureInfo.InvariantCulture,
                $"The {number - before - 1:N0} numbers from {Invoice.NumberOf(series, before + 1)} on are missing.")));
        }

        return gaps;
    }
}
