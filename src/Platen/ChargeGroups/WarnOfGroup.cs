using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.ChargeGroups;

/// <summary>What of a group's set-up is worth a look, though nothing stands in its way: its machines are better counted together (A-21).</summary>
[Needs(GroupPermissions.Read)]
sealed class WarnOfGroup(Db db)
{
    /// <summary>So many machines are named.</summary>
    const int Named = 4;

    public async Task<IReadOnlyList<string>> Run(int group, CancellationToken cancellation) =>
        await Of(await db.GroupMachines.Where(row => row.GroupId == group && row.UntilPeriod == null).Select(row => row.MachineId).ToListAsync(cancellation), cancellation);

    /// <param name="machines">By id.</param>
    public async Task<IReadOnlyList<string>> Of(IReadOnlyCollection<int> machines, CancellationToken cancellation)
    {
        var meters = await (
            from meter in db.Meters
            join machine in db.Machines on meter.MachineId equals machine.Id
            join given in db.MeterCycles on meter.Id equals given.MeterId into cycles
            from cycle in cycles.DefaultIfEmpty()
            where EF.Parameter(machines).Contains(machine.Id)
            select new { machine.Serial, Cycle = (string?)cycle.Cycle }).ToListAsync(cancellation);
        var apart = meters.GroupBy(meter => meter.Cycle, meter => meter.Serial).OrderBy(cycle => cycle.Key, StringComparer.Ordinal).ToList();
        return apart.Count < 2 ? [] :
        [
            $"The meters of its machines have more than one count cycle: {string.Join("; ", apart.Select(cycle => $"{cycle.Key ?? "none"} ({Names([.. cycle.Distinct().Order(StringComparer.Ordinal)])})"))}. Give them the same, so that they are counted together.",
        ];
    }

    static string Names(List<string> serials) =>
        string.Join(", ", serials.Take(Named)) + (serials.Count > Named ? FormattableString.Invariant($" and {serials.Count - Named} more") : "");
}
