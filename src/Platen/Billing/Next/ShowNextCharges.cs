using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Next;

/// <summary>For which periods contracts are charged next, by what the ledger has of them (N-6, G-7): nothing stores a "next".</summary>
[Needs(BillingPermissions.Read)]
sealed class ShowNextCharges(Db db)
{
    /// <param name="machine">Only what its meters are charged with; null: all.</param>
    /// <returns>Null where there is no such contract.</returns>
    public async Task<IReadOnlyList<NextChargeRow>?> Run(string number, string? machine, CancellationToken cancellation) =>
        await db.Contracts.SingleOrDefaultAsync(contract => contract.Number == number, cancellation) is { } contract ? await Of(contract, machine, cancellation) : null;

    /// <summary>Of a machine, on all contracts that it is on.</summary>
    public async Task<IReadOnlyList<NextChargeRow>> OfMachine(string serial, CancellationToken cancellation)
    {
        var contracts = await (
            from item in db.ContractMachines
            join machine in db.Machines on item.MachineId equals machine.Id
            join contract in db.Contracts on item.ContractId equals contract.Id
            where machine.Serial == serial
            orderby contract.Number
            select contract).ToListAsync(cancellation);
        var rows = new List<NextChargeRow>();
        foreach (var contract in contracts)
            rows.AddRange(await Of(contract, serial, cancellation));
        return rows;
    }

    async Task<IReadOnlyList<NextChargeRow>> Of(Contract contract, string? machine, CancellationToken cancellation)
    {
        if (contract.Status is ContractStatus.Suspended or ContractStatus.Closed)
            return [];
        var company = await db.Company.SingleAsync(cancellation);
        var versions = await db.Terms.Where(terms => terms.ContractId == contract.Id && terms.Approved).ToListAsync(cancellation);
        var states = await db.ContractStates.Where(state => state.ContractId == contract.Id).OrderBy(state => state.No).ToListAsync(cancellation);
        var next = NextCharge.Of(new ContractToRate
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
        return [.. next.Select(charge => new NextChargeRow(contract.Number, ChargeKey.InWords(charge.Charge), charge.Price.Type, charge.Machine, charge.Minimum, charge.Variance))];
    }

    async Task<Dictionary<MeterKey, MeterHistory>> LastBilled(int contract, CancellationToken cancellation)
    {
        var rows = await (
            from usage in db.BilledUsage
            join meter in db.Meters on usage.MeterId equals meter.Id
            join machine in db.Machines on meter.MachineId equals machine.Id
            where usage.ContractId == contract && !db.BilledUsage.Any(later => later.MeterId == usage.MeterId && later.ContractId == contract && later.Period > usage.Period)
            select new { machine.Serial, meter.Type, meter.RollsOverAt, usage.Period, usage.ClosedOn, usage.CounterAfter }).ToListAsync(cancellation);
        return rows.ToDictionary(row => new MeterKey(row.Serial, row.Type), row => new MeterHistory(row.RollsOverAt, new BilledReading(row.Period, row.ClosedOn, row.CounterAfter, false), []));
    }

    async Task<Dictionary<string, Period>> BilledThrough(int contract, CancellationToken cancellation) =>
        (await db.BilledCharges.Where(charge => charge.ContractId == contract).Select(charge => new { charge.Charge, charge.Period }).ToListAsync(cancellation))
        .GroupBy(charge => charge.Charge, StringComparer.Ordinal).ToDictionary(charge => charge.Key, charge => charge.Max(row => row.Period), StringComparer.Ordinal);
}

/// <summary>For which periods a pool, or a machine's meter priced alone, is charged next.</summary>
/// <param name="Charge">In words.</param>
/// <param name="Machine">The machine's serial; null for a pool.</param>
/// <param name="NextMinimum">The next min charge run period; null where there is no minimum, or none any more.</param>
/// <param name="NextVariance">The next var charge run period: of the copies beyond; null where they are charged no more.</param>
public sealed record NextChargeRow(string Contract, string Charge, string Meter, string? Machine, Period? NextMinimum, Period? NextVariance);
