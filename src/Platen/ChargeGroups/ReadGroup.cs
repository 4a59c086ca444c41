using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.ChargeGroups;

/// <summary>A group's set-up, to read or to change.</summary>
[Needs(GroupPermissions.Read)]
sealed class ReadGroup(Db db)
{
    /// <exception cref="Refusal">There is none of the name.</exception>
    public async Task<GroupDetails> Run(string name, CancellationToken cancellation) =>
        await db.ChargeGroups.SingleOrDefaultAsync(group => group.Name == name, cancellation) is { } found
            ? await Details(db, found, cancellation)
            : throw new Refusal($"There is no charge group {name}.");

    /// <returns>Null where there is none of the number.</returns>
    public async Task<GroupDetails?> Run(int id, CancellationToken cancellation) =>
        await db.ChargeGroups.SingleOrDefaultAsync(group => group.Id == id, cancellation) is { } found ? await Details(db, found, cancellation) : null;

    /// <summary>What its customer and its finance company are called, by their codes.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Names(GroupDetails group, CancellationToken cancellation) =>
        await db.Customers.IgnoreQueryFilters().Where(customer => customer.Code == group.Customer || customer.Code == group.FinancedBy)
            .ToDictionaryAsync(customer => customer.Code, customer => customer.Name, cancellation);

    /// <summary>Whether some of it is settled, so that it may not become another agreement.</summary>
    public async Task<bool> IsBilled(int id, CancellationToken cancellation) => await new ChargedSoFar(db).LastBilled(id, cancellation) is not null;

    public static async Task<GroupDetails> Details(Db db, ChargeGroup group, CancellationToken cancellation)
    {
        // Its finance company and a machine that has gone elsewhere are told to whoever may see the group.
        var codes = await db.Customers.IgnoreQueryFilters().Where(customer => customer.Id == group.CustomerId || customer.Id == group.FinancedById)
            .ToDictionaryAsync(customer => customer.Id, customer => customer.Code, cancellation);
        var id = group.Id;
        var members = await (
            from row in db.GroupMachines
            join machine in db.Machines.IgnoreQueryFilters() on row.MachineId equals machine.Id
            where row.GroupId == id
            select new GroupMembership(machine.Serial, row.FromPeriod, row.UntilPeriod)).ToListAsync(cancellation);
        var sorted = members.OrderBy(member => member.Machine, StringComparer.Ordinal).ThenBy(member => member.From).ToList();
        return new GroupDetails
        {
            Name = group.Name,
            StartPeriod = group.StartPeriod,
            EndPeriod = group.EndPeriod,
            Customer = codes[group.CustomerId],
            FinancedBy = codes[group.FinancedById],
            CycleMonths = group.CycleMonths,
            Limit = Figures.Cents(group.LimitAmount),
            ChargeProduct = group.ChargeProduct,
            ExcessProducts = ChargeGroup.Read(group.ExcessProducts),
            Machines = [.. sorted.Where(member => IsPlain(member, group)).Select(member => member.Machine)],
            Joined = [.. sorted.Where(member => !IsPlain(member, group))],
        };
    }

    static bool IsPlain(GroupMembership member, ChargeGroup group) => member.From == group.StartPeriod && member.Until is null;
}
