using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.ChargeGroups;

/// <summary>What was billed of groups and of the machines that are to be in them: from the ledger, which another module writes.</summary>
sealed class ChargedSoFar(Db db)
{
    /// <returns>Null: nothing was billed for it yet.</returns>
    public async Task<Period?> LastBilled(int group, CancellationToken cancellation)
    {
        await using var command = await Command("SELECT max(period) FROM billed_groups WHERE group_id = @group", cancellation);
        return await command.Add("@group", group).ExecuteScalarAsync(cancellation) is { } last and not DBNull
            ? Period.FromNumber(Convert.ToInt32(last, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>For which periods each contract that a machine is on charges its meters next (G-7).</summary>
    public async Task<List<(string Contract, NextCharge Next)>> NextCharged(int machine, string serial, CancellationToken cancellation)
    {
        var yearEnd = await db.Company.Select(company => company.FinancialYearEndMonth).SingleAsync(cancellation);
        var next = new List<(string, NextCharge)>();
        foreach (var (number, id, start, end) in await Contracts(machine, cancellation))
        {
            var contract = new ContractToRate
            {
                Contract = number,
                Customer = "",
                Currency = "",
                TaxRate = 0,
                FinancialYearEndMonth = yearEnd,
                Start = start,
                End = end,
                Versions = await Terms(id, cancellation),
                Meters = await Meters(id, machine, serial, cancellation),
                BilledThrough = await BilledThrough(id, cancellation),
            };
            next.AddRange(NextCharge.Of(contract, serial).Select(charge => (number, charge)));
        }

        return next;
    }

    async Task<List<(string Number, int Id, DateOnly Start, DateOnly? End)>> Contracts(int machine, CancellationToken cancellation)
    {
        await using var command = await Command(
            """
            SELECT c.number, c.id, c.start_date, c.end_date FROM contracts c JOIN contract_machines m ON m.contract_id = c.id
            WHERE m.machine_id = @machine AND c.status IN (0, 1, 2, 3) ORDER BY c.number
            """, cancellation);
        await using var row = await command.Add("@machine", machine).ExecuteReaderAsync(cancellation);
        var contracts = new List<(string, int, DateOnly, DateOnly?)>();
        while (await row.ReadAsync(cancellation))
            contracts.Add((row.GetString(0), row.GetInt32(1), Day(row, 2)!.Value, Day(row, 3)));
        return contracts;
    }

    async Task<ContractTerms[]> Terms(int contract, CancellationToken cancellation)
    {
        await using var command = await Command(
            "SELECT document FROM contract_terms WHERE contract_id = @contract AND approved ORDER BY from_period, version", cancellation);
        await using var row = await command.Add("@contract", contract).ExecuteReaderAsync(cancellation);
        var terms = new List<ContractTerms>();
        while (await row.ReadAsync(cancellation))
            terms.Add(JsonSerializer.Deserialize<ContractTerms>(row.GetString(0), Json.Options)!);
        return [.. terms];
    }

    async Task<Dictionary<MeterKey, MeterHistory>> Meters(int contract, int machine, string serial, CancellationToken cancellation)
    {
        await using var command = await Command(
            """
            SELECT m.type, u.period, u.closed_on, u.counter_after FROM meters m LEFT JOIN billed_usage u ON u.meter_id = m.id AND u.contract_id = @contract
                AND u.period = (SELECT max(x.period) FROM billed_usage x WHERE x.meter_id = m.id AND x.contract_id = @contract)
            WHERE m.machine_id = @machine
            """, cancellation);
        await using var row = await command.Add("@contract", contract).Add("@machine", machine).ExecuteReaderAsync(cancellation);
        var meters = new Dictionary<MeterKey, MeterHistory>();
        while (await row.ReadAsync(cancellation))
        {
            BilledReading? last = row.NumberOrNull(1) is { } period ? new BilledReading(Period.FromNumber(period), Day(row, 2)!.Value, row.GetInt64(3), false) : null;
            meters.Add(new MeterKey(serial, row.GetString(0)), new MeterHistory(long.MaxValue, last, []));
        }

        return meters;
    }

    async Task<Dictionary<string, Period>> BilledThrough(int contract, CancellationToken cancellation)
    {
        await using var command = await Command("SELECT charge, max(period) FROM billed_charges WHERE contract_id = @contract GROUP BY charge", cancellation);
        await using var row = await command.Add("@contract", contract).ExecuteReaderAsync(cancellation);
        var through = new Dictionary<string, Period>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation))
            through.Add(row.GetString(0), Period.FromNumber(row.GetInt32(1)));
        return through;
    }

    /// <summary>Each database has days in its own form.</summary>
    static DateOnly? Day(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    async Task<DbCommand> Command(string sql, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open)
            await connection.OpenAsync(cancellation);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
