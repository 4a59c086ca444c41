using Microsoft.EntityFrameworkCore;
using Platen.ChargeGroups;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Setup;

namespace Platen.Billing.Groups;

/// <summary>A machine that is or was in a group.</summary>
/// <param name="IsCustomers">It belongs to the group's customer still.</param>
sealed record GroupMember(int MachineId, string Serial, Period From, Period? Until, bool IsCustomers)
{
    public bool IsIn(Period period) => From <= period && (Until is not { } until || period <= until);
}

/// <summary>A charge group to be rated, as it was agreed and billed before.</summary>
sealed record GroupInput(int Id, int CustomerId, GroupToRate ToRate, IReadOnlyList<GroupMember> Members)
{
    public static readonly ILookup<int, GroupInput> None = Enumerable.Empty<GroupInput>().ToLookup(group => group.CustomerId);

    /// <summary>Those of a range of customers that have begun by a period, by customer and name.</summary>
    public static async Task<ILookup<int, GroupInput>> Read(
        Db db, Company company, int firstCustomer, int lastCustomer, Period period, CancellationToken cancellation)
    {
        var groups = await db.ChargeGroups.Where(group => group.CustomerId >= firstCustomer && group.CustomerId <= lastCustomer && group.StartPeriod <= period)
            .OrderBy(group => group.Name).ToListAsync(cancellation);
        return groups.Count == 0 ? None : (await Of(db, company, groups, cancellation)).ToLookup(group => group.CustomerId);
    }

    public static async Task<List<GroupInput>> Of(Db db, Company company, IReadOnlyList<ChargeGroup> groups, CancellationToken cancellation)
    {
        var ids = groups.Select(group => group.Id).ToList();
        var payers = groups.SelectMany(group => (int[])[group.CustomerId, group.FinancedById]).Distinct().ToList();
        var customers = await db.Customers.IgnoreQueryFilters().Where(customer => EF.Parameter(payers).Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, cancellation);
        var members = await (
            from member in db.GroupMachines
            join machine in db.Machines on member.MachineId equals machine.Id
            where EF.Parameter(ids).Contains(member.GroupId)
            orderby machine.Serial, member.FromPeriod
            select new { Member = member, machine.Serial, machine.CustomerId }).ToListAsync(cancellation);
        var billed = (await db.BilledGroups.Where(row => EF.Parameter(ids).Contains(row.GroupId)).OrderBy(row => row.Period).ToListAsync(cancellation))
            .ToLookup(row => row.GroupId, row => row.Billed);
        // What was used in cycles that are settled counts no more.
        var since = groups.Min(group => billed[group.Id].Where(row => row.Settles).Select(row => row.Period.AddMonths(1)).DefaultIfEmpty(group.StartPeriod).Max());
        var use = (await GroupUses.Read(db, ids, since, cancellation)).ToLookup(row => row.Group, row => row.Use);
        var products = await Products.Read(db, cancellation);
        return [.. groups.Select(group => new GroupInput(group.Id, group.CustomerId,
            new GroupToRate
            {
                Terms = group.Terms(customers[group.CustomerId].Code, customers[group.FinancedById].Code),
                Currency = customers[group.CustomerId].Currency ?? company.Currency,
                TaxRate = company.TaxRate,
                Billed = [.. billed[group.Id]],
                Use = [.. use[group.Id]],
                Products = products,
            },
            [.. members.Where(row => row.Member.GroupId == group.Id).Select(row => new GroupMember(
                row.Member.MachineId, row.Serial, row.Member.FromPeriod, row.Member.UntilPeriod, row.CustomerId == group.CustomerId))]))];
    }
}

/// <summary>What the ledger says was used of groups, a machine's meter and period a row.</summary>
static class GroupUses
{
    public static async Task<List<(int Group, GroupUse Use)>> Read(Db db, IReadOnlyList<int> groups, Period since, CancellationToken cancellation) =>
        (await (
            from row in db.BilledGroupUsage
            join meter in db.Meters on row.MeterId equals meter.Id
            join machine in db.Machines on meter.MachineId equals machine.Id
            where EF.Parameter(groups).Contains(row.GroupId) && row.Period >= since
            orderby row.Period, machine.Serial, meter.Type
            select new { row.GroupId, row.Period, machine.Serial, meter.Type, row.Amount }).ToListAsync(cancellation))
        .ConvertAll(row => (row.GroupId, new GroupUse(row.Period, row.Serial, row.Type, row.Amount)));
}
