using Platen.Rating;
using Platen.Shell;

namespace Platen.ChargeGroups;

/// <summary>The machines of a group as they are to be: what was billed stays, and joins and leaves count from the next charge run on (G-11).</summary>
/// <param name="next">The first period that is not billed for the group.</param>
sealed class GroupPlan(GroupDetails details, Period next)
{
    readonly List<GroupMembership> _kept = [];
    readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>As they are kept, by machine and first period.</summary>
    public IReadOnlyList<GroupMembership> Members => [.. _kept.OrderBy(member => member.Machine, StringComparer.Ordinal).ThenBy(member => member.From)];

    /// <param name="kept">As it was so far; nothing on a group that was not billed yet, which may still become what it will.</param>
    public static GroupPlan Of(GroupDetails details, IReadOnlyList<GroupMembership> kept, Period? lastBilled)
    {
        var plan = new GroupPlan(details, lastBilled?.AddMonths(1) ?? details.StartPeriod);
        if (lastBilled is not null)
            plan.Keep(kept);
        plan.Join(lastBilled is null ? details.StartPeriod : null);
        return plan;
    }

    void Keep(IReadOnlyList<GroupMembership> kept)
    {
        foreach (var member in kept)
        {
            var told = details.Joined.FirstOrDefault(joined => joined.Machine == member.Machine && joined.From == member.From);
            var stays = details.Machines.Contains(member.Machine) || details.Joined.Any(joined => joined.Machine == member.Machine && joined.Until is null);
            if (member.Until is not null || (stays && told?.Until is null))
                _kept.Add(member);
            else if (told?.Until is { } until && until < next.AddMonths(-1))
                _faults.Add(new Fault("joined", $"{member.Machine} was billed in the group up to {next.AddMonths(-1)}: it leaves with that period or later."));
            else if ((told?.Until ?? next.AddMonths(-1)) is var last && last >= member.From)
                _kept.Add(member with { Until = last });
        }
    }

    void Join(Period? start)
    {
        foreach (var machine in details.Machines.Where(machine => !_kept.Exists(member => member.Machine == machine && member.Until is null)))
            _kept.Add(new GroupMembership(machine, start ?? next));
        foreach (var (i, joined) in details.Joined.Index().Where(joined => !_kept.Exists(member => member.Machine == joined.Item.Machine && member.From == joined.Item.From)))
        {
            if (start is null && joined.From < next)
                _faults.Add(new Fault(FormattableString.Invariant($"joined[{i}]"), $"{joined.Machine} joins with {next} at the earliest: what came before is billed."));
            else if (_kept.Exists(member => member.Machine == joined.Machine && Overlap(member, joined)))
                _faults.Add(new Fault(FormattableString.Invariant($"joined[{i}]"), $"{joined.Machine} is in the group twice. Keep one."));
            else
                _kept.Add(joined);
        }
    }

    public static bool Overlap(GroupMembership a, GroupMembership b) =>
        (a.Until is not { } first || b.From <= first) && (b.Until is not { } second || a.From <= second);
}
