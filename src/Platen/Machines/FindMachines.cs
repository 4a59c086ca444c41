using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Finding;

namespace Platen.Machines;

/// <summary>Machines for the finder, by serial.</summary>
[Needs(MachinePermissions.Read)]
sealed class FindMachines(Db db) : IFindable
{
    public async Task<IReadOnlyList<Hit>> Find(string text, CancellationToken cancellation)
    {
        var part = text.ToLowerInvariant();
        if (part.Length < 2)
            return [];

        var found = await db.Machines
            .Where(machine => machine.Serial.ToLower().Contains(part))
            .OrderBy(machine => machine.Serial)
            .Take(5)
            .Select(machine => new { machine.Serial, machine.Model, machine.Location })
            .ToListAsync(cancellation);
        return found.ConvertAll(machine =>
            new Hit("Machine", machine.Serial, $"{machine.Model} {machine.Location}".Trim(), Paths.Machine(machine.Serial)));
    }
}
