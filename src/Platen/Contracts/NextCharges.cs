using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Contracts;

/// <summary>
/// For which periods contracts are charged next, by their approved terms, their suspensions and what the ledger, which another module
/// writes, has of them (N-6, G-7): nothing stores a "next".
/// </summary>
sealed class NextCharges(Db db)
{
    /// <summary>What a machine's meters are charged with, on all contracts that it is on.</summary>
    public async Task<List<(string Contract, NextCharge Next)>> OfMachine(string serial, CancellationToken cancellation)
    {
        var contracts = await (
            from item in db.ContractMachines
            join machine in db.Machines on item.MachineId equals machine.Id
            join contract in db.Contracts on item.ContractId equals contract.Id
            where machine.Serial == serial
            orderby contract.Number
            select contract).ToListAsync(cancellation);
        var next = new List<(string, NextCharge)>();
        foreach (var contract in contracts)
            next.AddRange((await Of(contract, serial, cancellation)).Select(charge => (contract.Number, charge)));
        return next;
    }

    /// <param name="contract">One that is suspended or closed has none.</param>
    /// <param name="machine">Only what its meters are charged with; null: all.</param>
    public async Task<IReadOnlyCollection<NextCharge>> Of(Contract contract, string? machine, CancellationToken cancellation)
    {
        if (contract.Status is ContractStatus.Suspended or ContractStatus.Closed)
            return [];
        var company = await db.Company.SingleAsync(cancellation);
        var versions = await db.Terms.Where(terms => terms.ContractId == contract.Id && terms.Approved).ToListAsync(cancellation);
        var states = await db.ContractStates.Where(state => state.ContractId == contract.Id).OrderBy(state => state.No).ToListAsync(cancellation);
        return NextCharge.Of(new ContractToRate
        {
            Contract = contract.Number,
            Customer = "",
            Currency = company.Currency,
            TaxRate = company.TaxRate,
            FinancialYearEndMonth = company.FinancialYearEndMonth,
            Start = contract.StartDate,
            End = contract.EndDate,
            Versions = [.. TermsChain.Billing(versions).Select(version => TermsDocument.Read(version.Document))],
            Meters = await LastBilled(contract.Id, cancellation),
            BilledThrough = await BilledThrough(contract.Id, cancellation),
            Suspended = Suspensions.Periods(states.Select(state => (state.Status, state.At))),
        }, machine);
    }

    async Task<Dictionary<MeterKey, MeterHistory>> LastBilled(int contract, CancellationToken cancellation)
    {
        await using var command = await Command(
            """
            SELECT a.serial, m.type, m.rolls_over_at, u.period, u.closed_on, u.counter_after
            FROM billed_usage u JOIN meters m ON m.id = u.meter_id JOIN machines a ON a.id = m.machine_id
            WHERE u.contract_id = @contract
                AND u.period = (SELECT max(x.period) FROM billed_usage x WHERE x.meter_id = u.meter_id AND x.contract_id = u.contract_id)
            """, contract, cancellation);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var meters = new Dictionary<MeterKey, MeterHistory>();
        while (await row.ReadAsync(cancellation))
        {
            meters.Add(new MeterKey(row.GetString(0), row.GetString(1)), new MeterHistory(
                row.GetInt64(2), new BilledReading(Period.FromNumber(row.GetInt32(3)), Day(row, 4), row.GetInt64(5), false), []));
        }

        return meters;
    }

    async Task<Dictionary<string, Period>> BilledThrough(int contract, CancellationToken cancellation)
    {
        await using var command = await Command("SELECT charge, max(period) FROM billed_charges WHERE contract_id = @contract GROUP BY charge", contract, cancellation);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var through = new Dictionary<string, Period>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation))
            through.Add(row.GetString(0), Period.FromNumber(row.GetInt32(1)));
        return through;
    }

    /// <summary>Each database has days in its own form.</summary>
    static DateOnly Day(DbDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    async Task<DbCommand> Command(string sql, int contract, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open)
            await connection.OpenAsync(cancellation);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.Add("@contract", contract);
    }
}
