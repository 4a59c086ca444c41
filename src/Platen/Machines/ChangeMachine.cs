using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Machines;

/// <summary>Changes what is known of a machine, and adds meters to it. A meter that is there stays: its readings do. Its contracts follow its address.</summary>
[Needs(MachinePermissions.Edit)]
sealed class ChangeMachine(Database database, AuditTrail trail, MachineMoved moved)
{
    /// <exception cref="Refusal">It has faults, or there is none of the serial.</exception>
    public async Task Run(string serial, MachineDetails details, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        var machine = await db.Machines.AsTracking().SingleOrDefaultAsync(row => row.Serial == serial, cancellation)
            ?? throw new Refusal($"There is no machine {serial}.");
        var customer = await db.Customers.SingleOrDefaultAsync(row => row.Code == details.Customer, cancellation);
        var faults = details.Faults(customer).ToList();
        if (faults.Count > 0)
            throw new Refusal("Nothing was saved.", faults);

        var meters = await db.Meters.AsTracking().Where(meter => meter.MachineId == machine.Id).OrderBy(meter => meter.Id).ToListAsync(cancellation);
        var from = await db.Customers.Where(row => row.Id == machine.CustomerId).Select(row => row.Code).SingleAsync(cancellation);
        var before = MachineDetails.Of(machine, from, meters);
        details.Into(machine, customer!);
        machine.Revision = revision;
        foreach (var meter in meters)
            meter.RollsOverAt = details.Meters.FirstOrDefault(asked => asked.Type == meter.Type)?.RollsOverAt ?? meter.RollsOverAt;
        await AddMachines.AddMeters(db, machine.Id, [.. details.Meters.Where(asked => meters.TrueForAll(meter => meter.Type != asked.Type))], cancellation);
        await db.SaveChangesAsync(cancellation);
        IReadOnlyList<Change> followed = machine.ShippingAddress == before.ShippingAddress ? [] : await moved(write, db, revision, machine, cancellation);
        await trail.Commit(write, [new Change("machine.changed", "machine", serial, before, details), .. followed], cancellation);
    }
}
