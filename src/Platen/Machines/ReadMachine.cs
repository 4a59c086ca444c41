using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Machines;

/// <summary>One machine's details, to read or to change.</summary>
[Needs(MachinePermissions.Read)]
sealed class ReadMachine(Db db)
{
    public async Task<MachineDetails> Run(string serial, CancellationToken cancellation)
    {
        var machine = await db.Machines.SingleOrDefaultAsync(row => row.Serial == serial, cancellation) ?? throw new Refusal($"There is no machine {serial}.");
        var customer = await db.Customers.Where(row => row.Id == machine.CustomerId).Select(row => row.Code).SingleAsync(cancellation);
        return MachineDetails.Of(machine, customer, await db.Meters.Where(meter => meter.MachineId == machine.Id).OrderBy(meter => meter.Id).ToListAsync(cancellation));
    }
}
