using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>A machine's meter, and the count cycle that it was given (N-1).</summary>
/// <param name="Cycle">Null: none; it is counted by its billing.</param>
public sealed record CycleOfMeter(string Meter, string? Cycle);

/// <summary>The count cycles of a machine's meters.</summary>
[Needs(ReadingPermissions.Read)]
sealed class MeterCycles(Db db)
{
    public async Task<IReadOnlyList<CycleOfMeter>> Of(string serial, CancellationToken cancellation)
    {
        var machine = await db.Machines.Where(row => row.Serial == serial).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellation)
            ?? throw new Refusal($"There is no machine {serial}.");
        var meters = await (
            from meter in db.Meters
            join given in db.MeterCycles on meter.Id equals given.MeterId into cycles
            from cycle in cycles.DefaultIfEmpty()
            where meter.MachineId == machine
            orderby meter.Id
            select new { meter.Type, Cycle = (string?)cycle.Cycle }).ToListAsync(cancellation);
        return meters.ConvertAll(meter => new CycleOfMeter(meter.Type, meter.Cycle));
    }

    public static string InWords(CycleOfMeter meter) => string.Create(CultureInfo.InvariantCulture, $"{meter.Meter}: {meter.Cycle ?? "by its billing"}");
}
