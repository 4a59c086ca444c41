using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Verifying;

/// <summary>Every opening is the closing billed before, or the start reading where there was none or a later one (RD-2).</summary>
static class Openings
{
    /// <summary>A meter's usage that does not go on where the one before ended, with the version of the terms that billed it.</summary>
    const string Breaks =
        """
        SELECT u.contract_id, b.terms_version, ma.serial, m.type, u.period, u.opened_on, u.opening, u.before_on, c.number
        FROM (SELECT x.*, lag(closed_on) OVER meter AS before_on, lag(counter_after) OVER meter AS before FROM billed_usage x
            WINDOW meter AS (PARTITION BY meter_id, contract_id ORDER BY period)) AS u
        JOIN contracts c ON c.id = u.contract_id
        JOIN meters m ON m.id = u.meter_id
        JOIN machines ma ON ma.id = m.machine_id
        LEFT JOIN billed_charges b ON b.contract_id = u.contract_id AND b.charge = u.charge AND b.period = u.period
        WHERE u.before_on IS NULL OR u.opening <> u.before OR u.opened_on <> u.before_on
        ORDER BY u.contract_id, b.terms_version, u.meter_id, u.period
        """;

    public static async Task<List<Difference>> Check(Database database, Db db, CancellationToken cancellation)
    {
        var found = new List<Difference>();
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = Breaks;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var (version, starts) = ((Contract: 0, Version: 0), new Dictionary<MeterKey, ItemMeter>());
        while (await row.ReadAsync(cancellation))
        {
            var place = $"{row.GetString(8)} {row.GetString(2)} {row.GetString(3)} {Period.FromNumber(row.GetInt32(4))}";
            if (row.NumberOrNull(1) is not { } number)
            {
                found.Add(new Difference(place, "Copies were billed without a charge."));
                continue;
            }

            if (version != (row.GetInt32(0), number))
                (version, starts) = ((row.GetInt32(0), number), await Starts(db, row.GetInt32(0), number, cancellation));
            var (openedOn, opening) = (database.Day(row, 5), row.GetInt64(6));
            var before = database.DayOrNull(row, 7);
            // An item that came back starts anew.
            if (!starts.TryGetValue(new MeterKey(row.GetString(2), row.GetString(3)), out var start)
                || start.StartReading != opening || start.ReadingDate != openedOn || before > openedOn)
            {
                found.Add(new Difference(place, string.Create(CultureInfo.InvariantCulture,
                    $"It opens at {opening:N0} on {openedOn:yyyy-MM-dd}, which is neither the closing billed before nor the start reading.")));
            }
        }

        return found;
    }

    static async Task<Dictionary<MeterKey, ItemMeter>> Starts(Db db, int contract, int version, CancellationToken cancellation)
    {
        var document = await db.Terms.Where(terms => terms.ContractId == contract && terms.Version == version)
            .Select(terms => terms.Document).SingleOrDefaultAsync(cancellation);
        var starts = new Dictionary<MeterKey, ItemMeter>();
        if (document is null)
            return starts;
        foreach (var item in JsonSerializer.Deserialize<ContractTerms>(document, Json.Options)!.Items)
        {
            foreach (var meter in item.Meters)
            {
                if (item.Machine is not null)
                    starts.TryAdd(new MeterKey(item.Machine, meter.Type), meter);
            }
        }

        return starts;
    }
}
