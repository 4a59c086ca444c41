using System.Data.Common;
using System.Text.Json;
using Platen.Data;
using Platen.Rating;
using Platen.Settings;

namespace Platen.Readings;

/// <summary>
/// Keeps the list of meters that contracts want read in step with their approved terms: which meter, from and until which
/// day, and every how many months. Only contracts that changed since are taken anew.
/// </summary>
sealed class MetersToRead(Database database)
{
    /// <summary>The last revision that the list has taken in.</summary>
    const string Mark = "meters-to-read";
    const int ContractsAtOnce = 500;
    const string Changed =
        """
        SELECT id FROM contracts WHERE revision > @mark OR EXISTS (SELECT 1 FROM settings WHERE name = @settings AND revision > @mark)
        UNION SELECT contract_id FROM contract_terms WHERE revision > @mark
        """;

    public async Task Refresh(CancellationToken cancellation)
    {
        await using (var connection = await database.Connect(cancellation))
        {
            var mark = await Sequences.Last(connection, Mark, cancellation);
            if (mark > 0 && (await ChangedSince(connection, mark, cancellation)).Count == 0)
                return;
        }

        await using var transaction = await database.Write(cancellation);
        // Taking none holds the mark's row: two who find the list old do not both renew it.
        var last = await Sequences.Take(transaction.Connection, Mark, 0, cancellation) - 1;
        var revision = await Sequences.Last(transaction.Connection, Sequences.Revision, cancellation);
        foreach (var some in (await ChangedSince(transaction.Connection, last, cancellation)).Chunk(ContractsAtOnce))
            await Renew(transaction.Connection, some, cancellation);
        await Sequences.Take(transaction.Connection, Mark, revision - last, cancellation);
        await transaction.Commit(cancellation);
    }

    static async Task<List<int>> ChangedSince(DbConnection connection, long mark, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = mark == 0 ? "SELECT id FROM contracts ORDER BY id" : Changed;
        if (mark > 0)
            command.Add("@mark", mark).Add("@settings", ReadingRules.Name); // the window of a last day is part of the list
        var ids = new List<int>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            ids.Add(row.GetInt32(0));
        return ids;
    }

    async Task Renew(DbConnection connection, int[] contracts, CancellationToken cancellation)
    {
        var list = MeterPasts.List(contracts);
        var ids = await MeterIds(connection, list, cancellation);
        var terms = await Terms(connection, list, cancellation);
        var window = (await SettingsStore.Get<ReadingRules>(connection, cancellation)).Window;
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"DELETE FROM meters_to_read WHERE contract_id IN ({list})";
            await command.ExecuteNonQueryAsync(cancellation);
        }

        using var rows = database.Rows(
            connection, "meters_to_read", "meter_id", "contract_id", "from_day", "until_day", "until_earliest", "until_latest",
            "cycle_months", "first_month", "start_on", "start_reading");
        foreach (var contract in terms)
        {
            foreach (var meter in contract.Meters(ids).DistinctBy(meter => (meter.Id, meter.From)))
            {
                rows.Add(meter.Id).Add(contract.Id).Add(meter.From).Add(meter.Until)
                    .Add(window.Earliest(meter.Until)).Add(window.Latest(meter.Until))
                    .Add(meter.CycleMonths).Add(CaptureMonth.IndexOf(meter.FirstBilling)).Add(meter.StartOn).Add(meter.StartReading).EndRow();
            }
        }

        rows.Complete();
    }

    static async Task<Dictionary<MeterKey, int>> MeterIds(DbConnection connection, string contracts, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT DISTINCT machines.serial, meters.type, meters.id FROM contract_machines
            JOIN machines ON machines.id = contract_machines.machine_id JOIN meters ON meters.machine_id = machines.id
            WHERE contract_machines.contract_id IN ({contracts})
            """;
        var ids = new Dictionary<MeterKey, int>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            ids[new MeterKey(row.GetString(0), row.GetString(1))] = row.GetInt32(2);
        return ids;
    }

    async Task<IReadOnlyCollection<ContractToRead>> Terms(DbConnection connection, string contracts, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT c.id, c.start_date, c.end_date, (SELECT financial_year_end_month FROM company), t.document
            FROM contracts c JOIN contract_terms t ON t.contract_id = c.id
            WHERE c.id IN ({contracts}) AND t.approved ORDER BY c.id, t.from_period, t.version
            """;
        var read = new Dictionary<int, ContractToRead>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var id = row.GetInt32(0);
            if (!read.TryGetValue(id, out var contract))
                read.Add(id, contract = new ContractToRead(id, database.Day(row, 1), database.DayOrNull(row, 2), row.NumberOrNull(3) ?? 12, []));
            contract.Versions.Add(JsonSerializer.Deserialize<ContractTerms>(row.GetString(4), Json.Options)!);
        }

        return read.Values;
    }
}
