using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;

namespace Platen.ChargeGroups;

/// <summary>
/// Puts a machine into the charge group of the one whose place it takes, from the swap on, and not before the next charge run (G-11). The old
/// one is in it until what it has printed is charged, so that both count there. Done again, it changes nothing.
/// </summary>
sealed class PassMembershipOn(Db db, SaveGroup save)
{
    /// <param name="due">The period in which the old machine's copies up to its last day are charged.</param>
    /// <returns>Null: the old machine was in no group by then.</returns>
    public async Task<GroupPassedOn?> Run(string old, string fresh, DateOnly lastDay, Period due, CancellationToken cancellation)
    {
        var memberships = await Of(old, cancellation);
        var after = Period.Of(lastDay.AddDays(1));
        if (memberships.Find(row => row.Member.UntilPeriod is null && !(row.Group.EndPeriod < Period.Of(lastDay))) is not { Group: { } group } row)
        {
            var passed = await Of(fresh, cancellation);
            return passed.Find(row => row.Member.UntilPeriod is null && memberships.Exists(was => was.Group.Id == row.Group.Id)) is { } there
                ? new GroupPassedOn(there.Group.Name, there.Member.FromPeriod, null)
                : null;
        }

        var next = await new ChargedSoFar(db).LastBilled(group.Id, cancellation) is { } billed ? billed.AddMonths(1) : group.StartPeriod;
        var (from, until) = (next > after ? next : after, next > due ? next : due);
        try
        {
            await save.PassOn(group.Name, new GroupMembership(old, row.Member.FromPeriod, until), new GroupMembership(fresh, from), cancellation);
            return new GroupPassedOn(group.Name, from, null);
        }
        catch (Refusal refusal)
        {
            return new GroupPassedOn(group.Name, null, string.Join(" ", refusal.Faults.Select(fault => fault.Message).DefaultIfEmpty(refusal.Message)));
        }
    }

    async Task<List<Membership>> Of(string serial, CancellationToken cancellation) => await (
        from member in db.GroupMachines
        join machine in db.Machines on member.MachineId equals machine.Id
        join known in db.ChargeGroups on member.GroupId equals known.Id
        where machine.Serial == serial
        orderby member.FromPeriod
        select new Membership(known, member)).ToListAsync(cancellation);

    sealed record Membership(ChargeGroup Group, GroupMachine Member);
}
