using System.Data.Common;
using System.Globalization;
using Platen.Rating;

namespace Platen.Billing.Verifying;

/// <summary>Every prepaid life goes on where the charge before left it, has no more free copies than were made, and ends once (P-4, P-5).</summary>
static class WholeLives
{
    const string Odd =
        """
        SELECT c.number, p.meter, p.period, CASE
            WHEN p.charge IS NULL THEN 'Copies were prepaid without a charge.'
            WHEN p.free > p.used THEN 'More copies are free than were made.'
            WHEN p.used > p.copies AND p.copies >= 0 THEN 'More copies are prepaid than the charge counts.'
            WHEN p.over_before > 0 THEN 'Copies are prepaid of what was over before.'
            ELSE 'It does not go on where the charge before ended.' END
        FROM (SELECT b.*, x.charge, x.copies,
                coalesce(sum(b.used) OVER life, 0) AS sum_before,
                coalesce(sum(CASE WHEN b.is_over THEN 1 ELSE 0 END) OVER life, 0) AS over_before
            FROM billed_prepaid b
            LEFT JOIN billed_charges x ON x.contract_id = b.contract_id AND x.charge = 'pool/' || b.meter AND x.period = b.period
            WINDOW life AS (PARTITION BY b.contract_id, b.meter, b.starts_on ORDER BY b.period ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS p
        JOIN contracts c ON c.id = p.contract_id
        WHERE p.charge IS NULL OR p.free > p.used OR (p.used > p.copies AND p.copies >= 0) OR p.over_before > 0 OR p.sum_before <> p.used_before
        ORDER BY c.number, p.meter, p.period
        """;

    public static async Task<List<Difference>> Check(DbConnection connection, CancellationToken cancellation)
    {
        var found = new List<Difference>();
        await using var command = connection.CreateCommand();
        command.CommandText = Odd;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} prepaid {row.GetString(1)} {Period.FromNumber(row.GetInt32(2))}");
            found.Add(new Difference(place, row.GetString(3)));
        }

        return found;
    }
}
