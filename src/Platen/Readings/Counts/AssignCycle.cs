using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Setup;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>What came of giving meters a count cycle.</summary>
public sealed record CycleAssigned(string? Cycle, int Meters);

/// <summary>Gives the meters of a choice, or of one machine, a count cycle, or takes it from them (N-1). A meter has one.</summary>
[Needs(ReadingPermissions.Edit)]
sealed class AssignCycle(Database database, CaptureGrid grid, AuditTrail trail)
{
    /// <param name="cycle">Null: none any more; they are counted by their billing.</param>
    public async Task<CycleAssigned> Run(string? cycle, CountChoice choice, CancellationToken cancellation)
    {
        await using (var db = new Db(database))
            choice = (await choice.Resolve(db, cancellation)).Choice;
        var meters = (await grid.Counted(choice.CutOff!.Value, CountRuns.UsualDays, null, choice, cancellation)).Select(row => row.MeterId).Distinct().ToList();
        return await Give(cycle, meters, choice.Words, cancellation);
    }

    /// <param name="meter">One of its meters; null: all.</param>
    /// <param name="cycle">Null: none any more; they are counted by their billing.</param>
    public async Task<CycleAssigned> ToMachine(string serial, string? meter, string? cycle, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var meters = await (
            from its in db.Meters
            join machine in db.Machines on its.MachineId equals machine.Id
            where machine.Serial == serial && (meter == null || its.Type == meter)
            select its.Id).ToListAsync(cancellation);
        if (meters.Count == 0)
            throw new Refusal($"There is no machine {serial}{(meter is null ? " with meters" : $" with a {meter} meter")}.");
        return await Give(cycle, meters, $"{serial}{(meter is null ? "" : $" {meter}")}", cancellation);
    }

    async Task<CycleAssigned> Give(string? cycle, List<int> meters, string words, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var within = Db.Within(database, write);
        if (cycle is not null && (await ListSetup.Of(within, SetupTables.CountCycles, cancellation)).TrueForAll(row => row.Key != cycle))
            throw new Refusal($"There is no count cycle {cycle}. 'platen setup list count-cycles' names them.");
        await within.MeterCycles.Where(row => EF.Parameter(meters).Contains(row.MeterId)).ExecuteDeleteAsync(cancellation);
        if (cycle is not null)
            within.MeterCycles.AddRange(meters.Select(meter => new MeterCycle { MeterId = meter, Cycle = cycle }));
        await within.SaveChangesAsync(cancellation);
        await trail.Commit(write, new Change("count.cycle-assigned", "count-cycle", cycle ?? "none", After: new { Words = words, meters = meters.Count }), cancellation);
        return new(cycle, meters.Count);
    }
}
