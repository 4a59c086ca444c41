using Microsoft.EntityFrameworkCore;
using Platen.Billing.Trials;
using Platen.ChargeGroups;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Groups;

/// <summary>
/// A whole cycle of a charge group, set up or only proposed, of the readings of past months (G-14): what finance company and
/// customer would have paid, beside what the customer would have without the group. The run's own rating; nothing is kept.
/// </summary>
[Needs(BillingPermissions.Read)]
sealed class WhatWouldGroupBill(Db db, TimeProvider clock)
{
    /// <param name="last">The cycle's last month; null: the one that was billed last.</param>
    /// <exception cref="Refusal">It has faults that leave nothing to try.</exception>
    public async Task<GroupTrial> Run(GroupDetails details, Period? last, CancellationToken cancellation)
    {
        var faults = details.Faults().Where(fault => fault.Path is "limit" or "cycleMonths").ToList();
        if (await db.Customers.SingleOrDefaultAsync(row => row.Code == details.Customer, cancellation) is not { } customer)
            faults.Add(new Fault("customer", $"There is no customer {details.Customer}."));
        if (faults.Count > 0)
            throw new Refusal("Nothing can be tried.", faults);

        var until = last ?? await LastBilled(cancellation);
        var first = until.AddMonths(1 - details.CycleMonths);
        var machines = details.Machines.Concat(details.Joined.Where(member => member.Until is null).Select(member => member.Machine)).ToHashSet(StringComparer.Ordinal);
        var contracts = await Contracts(details.Customer, machines, cancellation);
        var (use, problems) = (new List<GroupUse>(), new List<string>());
        for (var month = first; month <= until; month = month.AddMonths(1))
        {
            foreach (var (contract, versions) in contracts)
                use.AddRange(await Used(contract, versions, details, month, machines, problems, cancellation));
        }

        var months = GroupRating.Account(Enumerable.Range(0, details.CycleMonths)
            .Select(i => new GroupBilled(first.AddMonths(i), details.Limit, 0, Settles: i == details.CycleMonths - 1)), use);
        var owed = Math.Max(0, months[^1].Balance);
        return new GroupTrial(
            await Currency(details.Customer, cancellation),
            [.. months.Select(month => new GroupTrialMonth(month.Period, Figures.Cents(month.Usage), Figures.Cents(month.Limit), Figures.Cents(month.Variance),
                Figures.Cents(month.Balance), month.Settles ? Figures.Cents(owed) : 0.00m))],
            Figures.Cents(months.Sum(month => month.Limit)), Figures.Cents(owed), Figures.Cents(months.Sum(month => month.Usage)), [.. problems.Distinct()]);
    }

    async Task<List<(Contract Contract, List<ContractTerms> Versions)>> Contracts(string customer, HashSet<string> machines, CancellationToken cancellation)
    {
        var contracts = await (
            from contract in db.Contracts
            join owner in db.Customers on contract.CustomerId equals owner.Id
            where owner.Code == customer && contract.Status != ContractStatus.Closed && contract.Status != ContractStatus.Suspended
                && db.ContractMachines.Any(item => item.ContractId == contract.Id && db.Machines.Any(machine => machine.Id == item.MachineId && EF.Parameter(machines).Contains(machine.Serial)))
            orderby contract.Number
            select contract).ToListAsync(cancellation);
        var ids = contracts.ConvertAll(contract => contract.Id);
        var versions = (await db.Terms.Where(row => EF.Parameter(ids).Contains(row.ContractId)).ToListAsync(cancellation)).ToLookup(row => row.ContractId);
        return [.. contracts.Select(contract => (contract, TermsChain.Billing([.. versions[contract.Id]]).Select(version => TermsDocument.Read(version.Document)).ToList()))];
    }

    async Task<IEnumerable<GroupUse>> Used(
        Contract contract, List<ContractTerms> versions, GroupDetails details, Period month, HashSet<string> machines, List<string> problems, CancellationToken cancellation)
    {
        if (versions.Count == 0)
            return [];
        var terms = versions.LastOrDefault(version => version.From <= month) ?? versions[0];
        var input = await new TrialInputs(db).Read(contract.Id, new ContractProposal
        {
            Number = contract.Number,
            Customer = details.Customer,
            Type = contract.Type,
            Start = contract.StartDate,
            End = contract.EndDate,
            Terms = terms,
        }, month, cancellation);
        var rated = ContractRating.Rate(input, month);
        problems.AddRange(rated.Problems.Where(problem => problem.Machine is null || machines.Contains(problem.Machine))
            .Select(problem => $"{month} {contract.Number}{(problem.Machine is { } machine ? $" {machine} {problem.Meter}" : "")}: {problem.Message}"));
        return from charge in rated.Charges
               from count in Grouping.Of(charge, machine => machines.Contains(machine) ? details.Name : null)
               select new GroupUse(month, count.Meter.Machine, count.Meter.Meter, count.Value);
    }

    async Task<string> Currency(string customer, CancellationToken cancellation) =>
        await db.Customers.Where(row => row.Code == customer).Select(row => row.Currency).SingleAsync(cancellation)
        ?? await db.Company.Select(company => company.Currency).SingleAsync(cancellation);

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
