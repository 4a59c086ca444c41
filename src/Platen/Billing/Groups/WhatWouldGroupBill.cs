using Microsoft.EntityFrameworkCore;
using Platen.Billing.Trials;
using Platen.ChargeGroups;
using Platen.Contracts;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Settings;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Groups;

/// <summary>
/// A whole cycle of a charge group, set up or only proposed, of the readings of past months (G-14): what finance company and
/// customer would have paid, beside what the customer would have without the group. A month after the other is rated as a run rates
/// it, with all that a run would hold back; nothing is kept.
/// </summary>
[Needs(BillingPermissions.Read)]
sealed class WhatWouldGroupBill(Database database, Db db, TimeProvider clock)
{
    /// <param name="last">The cycle's last month; null: the one that was billed last.</param>
    /// <exception cref="Refusal">It has faults that leave nothing to try.</exception>
    public async Task<GroupTrial> Run(GroupDetails details, Period? last, CancellationToken cancellation)
    {
        var (faults, _) = await (await GroupInHand.Take(db, details.Name, cancellation)).Check(details, cancellation);
        var inTheWay = faults.FindAll(fault => fault.Path is "limit" or "cycleMonths" or "customer");
        if (inTheWay.Count > 0 || await db.Customers.SingleOrDefaultAsync(row => row.Code == details.Customer, cancellation) is not { } customer)
            throw new Refusal("Nothing can be tried.", inTheWay);

        var until = last ?? await LastBilled(cancellation);
        var first = until.AddMonths(1 - details.CycleMonths);
        var company = await db.Company.SingleAsync(cancellation);
        var group = await Group(details, first, customer, company, cancellation);
        var contracts = await Contracts(customer.Id, [.. group.Members.Select(member => member.MachineId)], cancellation);
        List<string> problems = [.. faults.Select(fault => fault.ToString()), .. await new WarnOfGroup(db).Of([.. group.Members.Select(member => member.MachineId)], cancellation)];
        for (var month = first; month <= until; month = month.AddMonths(1))
        {
            var (toRate, told) = await Month(group, contracts, month, company, cancellation);
            group = group with { ToRate = toRate };
            problems.AddRange(told);
        }

        var months = GroupRating.Account(group.ToRate.Billed, group.ToRate.Use);
        return new GroupTrial(
            group.ToRate.Currency,
            [.. months.Select(month => new GroupTrialMonth(month.Period, Figures.Cents(month.Usage), Figures.Cents(month.Limit), Figures.Cents(month.Variance),
                Figures.Cents(month.Balance), Figures.Cents(month.Customer)))],
            Figures.Cents(months.Sum(month => month.Limit)), Figures.Cents(months.Sum(month => month.Customer)), Figures.Cents(group.ToRate.Use.Sum(use => use.Value)),
            [.. problems.Distinct()]);
    }

    /// <summary>As it would be set up, with a cycle that begins in the first month that is tried.</summary>
    async Task<GroupInput> Group(GroupDetails details, Period first, Customer customer, Company company, CancellationToken cancellation)
    {
        var serials = details.Machines.Concat(details.Joined.Where(member => member.Until is null).Select(member => member.Machine)).Distinct().ToList();
        var machines = await db.Machines.Where(machine => EF.Parameter(serials).Contains(machine.Serial)).OrderBy(machine => machine.Serial).ToListAsync(cancellation);
        return new GroupInput(0, customer.Id, new GroupToRate
        {
            Terms = new GroupTerms
            {
                Name = details.Name,
                Customer = details.Customer,
                FinancedBy = details.FinancedBy,
                Start = first,
                CycleMonths = details.CycleMonths,
                Limit = details.Limit,
                ChargeProduct = details.ChargeProduct,
                ExcessProducts = details.ExcessProducts,
            },
            Currency = customer.Currency ?? company.Currency,
            TaxRate = company.TaxRate,
        }, machines.ConvertAll(machine => new GroupMember(machine.Id, machine.Serial, first, null, machine.CustomerId == customer.Id)));
    }

    async Task<List<(Contract Contract, bool IsApproved, List<ContractTerms> Versions)>> Contracts(int customer, List<int> machines, CancellationToken cancellation)
    {
        var contracts = await db.Contracts
            .Where(contract => contract.CustomerId == customer && db.ContractMachines.Any(item => item.ContractId == contract.Id && EF.Parameter(machines).Contains(item.MachineId)))
            .OrderBy(contract => contract.Number).ToListAsync(cancellation);
        var ids = contracts.ConvertAll(contract => contract.Id);
        var versions = (await db.Terms.Where(row => EF.Parameter(ids).Contains(row.ContractId)).ToListAsync(cancellation)).ToLookup(row => row.ContractId);
        return [.. contracts.Select(contract => (contract, versions[contract.Id].Any(version => version.Approved), TermsChain.Billing([.. versions[contract.Id]]).Select(version => TermsDocument.Read(version.Document)).ToList()))];
    }

    /// <summary>A month as a run of it bills it.</summary>
    async Task<(GroupToRate After, IEnumerable<string> Problems)> Month(
        GroupInput group, List<(Contract Contract, bool IsApproved, List<ContractTerms> Versions)> contracts, Period month, Company company, CancellationToken cancellation)
    {
        var inputs = new List<ContractInput>();
        foreach (var (contract, isApproved, versions) in contracts.Where(row => row.Versions.Count > 0))
        {
            var input = await Input(contract, versions.LastOrDefault(version => version.From <= month) ?? versions[0], group.ToRate.Terms.Customer, month, cancellation);
            inputs.Add(isApproved ? input : input with { Versions = [] });
        }

        var rules = await new SettingsStore(database).Get<BillingRules>(cancellation);
        var tables = await RunTables.Read(database, db, company, month.LastDay, cancellation);
        var rated = new RateCustomer(new BillRequest(month), new Dictionary<string, InvoicePreference>(), rules.BillLastApprovedWhileReleased, tables).Rate(group.CustomerId, inputs, [group]);
        var meters = inputs.SelectMany(input => input.MeterIds).DistinctBy(meter => meter.Value).ToDictionary(meter => meter.Value, meter => meter.Key);
        var used =
            from contract in rated.Document.Contracts
            from charge in contract.Charges
            from count in charge.Counts
            where count.Group is not null
            let meter = meters[count.MeterId]
            select new GroupUse(month, meter.Machine, meter.Meter, count.GroupValue);
        return (group.ToRate with
        {
            Billed = [.. group.ToRate.Billed, .. rated.Document.Groups.SelectMany(one => one.Periods)],
            Use = [.. group.ToRate.Use, .. used],
        }, rated.Problems.Select(row => $"{month} {Where(row)}{row.Problem.Message}"));
    }

    static string Where(RunProblem row) => (row.Contract, row.Problem.Machine) switch
    {
        ("", _) => "",
        (var contract, null) => $"{contract}: ",
        var (contract, machine) => $"{contract} {machine} {row.Problem.Meter}: ",
    };

    async Task<ContractInput> Input(Contract contract, ContractTerms terms, string customer, Period month, CancellationToken cancellation)
    {
        var toRate = await new TrialInputs(db).Read(contract.Id, new ContractProposal
        {
            Number = contract.Number,
            Customer = customer,
            Type = contract.Type,
            Start = contract.StartDate,
            End = contract.EndDate,
            Terms = terms,
        }, month, cancellation);
        var serials = toRate.Meters.Keys.Select(meter => meter.Machine).Distinct().ToList();
        var meters = await (
            from meter in db.Meters
            join machine in db.Machines on meter.MachineId equals machine.Id
            where EF.Parameter(serials).Contains(machine.Serial)
            select new { machine.Serial, meter.Type, meter.Id }).ToDictionaryAsync(row => new MeterKey(row.Serial, row.Type), row => row.Id, cancellation);
        return new ContractInput(contract.Id, contract.CustomerId, contract.Status, contract.Site, toRate, [1], meters);
    }

    async Task<Period> LastBilled(CancellationToken cancellation) =>
        await db.Runs.Where(run => run.State == RunState.Posted).OrderByDescending(run => run.Period).Select(run => (Period?)run.Period).FirstOrDefaultAsync(cancellation)
        ?? Period.Of(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).AddMonths(-1);
}

/// <summary>What a cycle of a group would have cost; amounts before tax.</summary>
/// <param name="Without">What the customer would have paid for the same copies without the group.</param>
/// <param name="Problems">What stands in the way, or is worth a look.</param>
public sealed record GroupTrial(
    string Currency, IReadOnlyList<GroupTrialMonth> Months, decimal Finance, decimal Customer, decimal Without, IReadOnlyList<string> Problems);

/// <summary>A month of it.</summary>
public sealed record GroupTrialMonth(Period Period, decimal Usage, decimal Limit, decimal Variance, decimal Balance, decimal Customer);
