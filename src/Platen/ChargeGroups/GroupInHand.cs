using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Customers;
using Platen.Data;
using Platen.Machines;
using Platen.Rating;
using Platen.Shell;

namespace Platen.ChargeGroups;

/// <summary>A group being written, within a transaction: what it was, what it is to be, and every check of its set-up (G-1, G-7).</summary>
sealed class GroupInHand
{
    readonly Db _db;
    readonly List<GroupMachine> _rows;
    readonly Dictionary<int, Machine> _machines;
    readonly Period? _lastBilled;

    GroupInHand(Db db, ChargeGroup? kept, GroupDetails? before, List<GroupMachine> rows, Dictionary<int, Machine> machines, Period? lastBilled) =>
        (_db, Kept, Before, _rows, _machines, _lastBilled) = (db, kept, before, rows, machines, lastBilled);

    /// <summary>Null: a new one.</summary>
    public ChargeGroup? Kept { get; }

    /// <summary>As it was.</summary>
    public GroupDetails? Before { get; }

    /// <param name="db">Inside the caller's transaction.</param>
    public static async Task<GroupInHand> Take(Db db, string name, CancellationToken cancellation)
    {
        if (await db.ChargeGroups.AsTracking().SingleOrDefaultAsync(group => group.Name == name, cancellation) is not { } kept)
            return new GroupInHand(db, null, null, [], [], null);
        var rows = await db.GroupMachines.AsTracking().Where(row => row.GroupId == kept.Id).ToListAsync(cancellation);
        var ids = rows.ConvertAll(row => row.MachineId);
        var machines = await db.Machines.Where(machine => EF.Parameter(ids).Contains(machine.Id)).ToDictionaryAsync(machine => machine.Id, cancellation);
        return new GroupInHand(db, kept, await ReadGroup.Details(db, kept, cancellation), rows, machines, await new ChargedSoFar(db).LastBilled(kept.Id, cancellation));
    }

    /// <summary>Every fault by JSON path; where there are none, the plan may be written.</summary>
    public async Task<(List<Fault> Faults, GroupPlan Plan)> Check(GroupDetails details, CancellationToken cancellation)
    {
        var faults = details.Faults().ToList();
        var customer = await Party(details.Customer, "customer", faults, cancellation);
        await Party(details.FinancedBy, "financedBy", faults, cancellation);
        if (_lastBilled is { } billed)
            faults.AddRange(Settled(details, billed));
        var plan = GroupPlan.Of(details, [.. _rows.Select(row => new GroupMembership(_machines[row.MachineId].Serial, row.FromPeriod, row.UntilPeriod))], _lastBilled);
        faults.AddRange(plan.Faults);
        if (faults.Count > 0)
            return (faults, plan);

        foreach (var member in plan.Members.Where(member => member.Until is null))
        {
            var path = Array.IndexOf([.. details.Machines], member.Machine) is >= 0 and var place ? FormattableString.Invariant($"machines[{place}]") : "joined";
            if (await Machine(member, customer!, details, cancellation) is { } fault)
                faults.Add(new Fault(path, fault));
        }

        return (faults, plan);
    }

    async Task<Customer?> Party(string code, string path, List<Fault> faults, CancellationToken cancellation)
    {
        var party = await _db.Customers.SingleOrDefaultAsync(customer => customer.Code == code, cancellation);
        if (party is null)
            faults.Add(new Fault(path, $"There is no customer {code}. Its card comes first, then the group."));
        return party;
    }

    /// <summary>What was billed by stays: another agreement is another group.</summary>
    IEnumerable<Fault> Settled(GroupDetails details, Period billed)
    {
        if (details.StartPeriod != Before!.StartPeriod)
            yield return new Fault("startPeriod", $"The group was billed up to {billed}: it goes on starting with {Before.StartPeriod}.");
        if (details.Customer != Before.Customer)
            yield return new Fault("customer", $"The group was billed up to {billed} for {Before.Customer}. End it, and set another up.");
        if (details.CycleMonths != Before.CycleMonths)
            yield return new Fault("cycleMonths", FormattableString.Invariant($"The group was billed up to {billed} in cycles of {Before.CycleMonths}. End it, and set another up."));
        if (details.EndPeriod < billed && details.EndPeriod != Before.EndPeriod)
            yield return new Fault("endPeriod", $"The group was billed up to {billed}: it ends with that period or later.");
    }

    /// <summary>What is wrong with a machine that is to be in it; null: nothing.</summary>
    async Task<string?> Machine(GroupMembership member, Customer customer, GroupDetails details, CancellationToken cancellation)
    {
        if (await _db.Machines.SingleOrDefaultAsync(row => row.Serial == member.Machine, cancellation) is not { } machine)
            return $"There is no machine {member.Machine}.";
        if (machine.CustomerId != customer.Id)
            return $"{machine.Serial} is not a machine of {customer.Code}. A group has machines of its customer alone.";
        var own = Kept?.Id ?? 0;
        var elsewhere = await (
            from row in _db.GroupMachines
            join other in _db.ChargeGroups on row.GroupId equals other.Id
            where row.MachineId == machine.Id && row.GroupId != own
            select new { other.Name, row.FromPeriod, Until = row.UntilPeriod, other.EndPeriod }).ToListAsync(cancellation);
        if (elsewhere.Find(row => GroupPlan.Overlap(member, new GroupMembership("", row.FromPeriod, Earlier(row.Until, row.EndPeriod)))) is { } taken)
            return $"{machine.Serial} is in the charge group {taken.Name}. A machine is in one at most: take it out there first.";
        // Who was in it when it was first billed needs no look at the next period any more.
        if (_lastBilled is not null || member.From != details.StartPeriod)
            return null;
        return (await new NextCharges(_db).OfMachine(machine.Serial, cancellation))
            .Select(row => Unfit(machine.Serial, row.Contract, row.Next, details.StartPeriod)).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Both next periods are the group's first (G-7); an earlier one only says that what is before is not billed yet.</summary>
    static string? Unfit(string serial, string contract, NextCharge next, Period start)
    {
        var meter = $"{serial} {next.Price.Type} on contract {contract}";
        if (next.Variance > start || next.Minimum > start)
            return $"{meter}: {(next.Minimum is { } minimum ? $"next minimum charge {minimum}" : "no minimum")}, {(next.Variance is { } variance ? $"next variance charge {variance}" : "no variance")}; the group starts with {start}. All must be the same: let it start with {Later(next.Variance, next.Minimum)}.";
        return next.IsApart
            ? $"{meter} has billing cycles of its own, and a group's machines are charged every period. Bill its minimum and copies with the contract first."
            : null;
    }

    static Period? Later(Period? a, Period? b) => a is null || b > a ? b ?? a : a;

    static Period? Earlier(Period? a, Period? b) => a is null || b < a ? b ?? a : a;

    /// <param name="id">Of a new one.</param>
    /// <returns>Whether something is other than before.</returns>
    public async Task<bool> Write(GroupDetails details, GroupPlan plan, int id, long revision, CancellationToken cancellation)
    {
        var codes = new[] { details.Customer, details.FinancedBy };
        var parties = await _db.Customers.Where(customer => codes.Contains(customer.Code)).ToDictionaryAsync(customer => customer.Code, customer => customer.Id, cancellation);
        var group = Kept ?? new ChargeGroup { Id = id, Name = details.Name, ChargeProduct = "" };
        (group.CustomerId, group.FinancedById) = (parties[details.Customer], parties[details.FinancedBy]);
        (group.StartPeriod, group.EndPeriod, group.CycleMonths) = (details.StartPeriod, details.EndPeriod, details.CycleMonths);
        (group.LimitAmount, group.ChargeProduct, group.ExcessProducts) = (details.Limit, details.ChargeProduct.Trim(), ChargeGroup.Write(details.ExcessProducts));
        if (Kept is null)
            _db.ChargeGroups.Add(group);
        await WriteMachines(group, plan, cancellation);
        if (!_db.ChangeTracker.HasChanges())
            return false;
        group.Revision = revision;
        await _db.SaveChangesAsync(cancellation);
        return true;
    }

    async Task WriteMachines(ChargeGroup group, GroupPlan plan, CancellationToken cancellation)
    {
        var serials = plan.Members.Select(member => member.Machine).Distinct().ToList();
        var ids = await _db.Machines.Where(machine => EF.Parameter(serials).Contains(machine.Serial)).ToDictionaryAsync(machine => machine.Serial, machine => machine.Id, cancellation);
        foreach (var member in plan.Members)
        {
            if (_rows.Find(row => row.MachineId == ids[member.Machine] && row.FromPeriod == member.From) is { } row)
                row.UntilPeriod = member.Until;
            else
                _db.GroupMachines.Add(new GroupMachine { GroupId = group.Id, MachineId = ids[member.Machine], FromPeriod = member.From, UntilPeriod = member.Until });
        }

        _db.GroupMachines.RemoveRange(_rows.Where(row => !plan.Members.Any(member => ids[member.Machine] == row.MachineId && member.From == row.FromPeriod)));
    }
}
