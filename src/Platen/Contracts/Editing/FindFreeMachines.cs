using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Machines;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>Machines to put on a contract: by their serials, or those of a customer that are on none.</summary>
[Needs(ContractPermissions.Edit)]
sealed class FindFreeMachines(Db db, TimeProvider clock)
{
    const int Most = 50;

    public async Task<IReadOnlyList<FreeMachine>> Named(IReadOnlyCollection<string> serials, CancellationToken cancellation) =>
        await Told(db.Machines.Where(machine => EF.Parameter(serials).Contains(machine.Serial)), cancellation);

    /// <param name="text">A part of serial, model or place.</param>
    public async Task<IReadOnlyList<FreeMachine>> Of(string customer, string text, CancellationToken cancellation)
    {
        var (part, today) = (text.Trim().ToLowerInvariant(), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var taken =
            from row in db.ContractMachines
            join contract in db.Contracts on row.ContractId equals contract.Id
            where contract.Status != ContractStatus.Closed && (row.UntilDate ?? contract.EndDate ?? today) >= today
            select row.MachineId;
        return await Told(
            from machine in db.Machines
            where db.Customers.Any(owner => owner.Id == machine.CustomerId && owner.Code == customer) && !taken.Contains(machine.Id)
            where part == "" || machine.Serial.ToLower().Contains(part) || machine.Model!.ToLower().Contains(part) || machine.Location!.ToLower().Contains(part)
            orderby machine.Serial
            select machine, cancellation);
    }

    async Task<IReadOnlyList<FreeMachine>> Told(IQueryable<Machine> chosen, CancellationToken cancellation)
    {
        var machines = await chosen.Take(chosen is IOrderedQueryable<Machine> ? Most : int.MaxValue).ToListAsync(cancellation);
        var ids = machines.ConvertAll(machine => machine.Id);
        var meters = (await db.Meters.Where(meter => EF.Parameter(ids).Contains(meter.MachineId)).OrderBy(meter => meter.Id).ToListAsync(cancellation))
            .ToLookup(meter => meter.MachineId, meter => meter.Type);
        return machines.ConvertAll(machine => new FreeMachine(machine.Serial, machine.Description, machine.Model, machine.Location, machine.ShippingAddress, [.. meters[machine.Id]]));
    }
}

/// <summary>A machine that may go on a contract, with its counters in their order.</summary>
public sealed record FreeMachine(string Serial, string? Description, string? Model, string? Location, string? ShippingAddress, IReadOnlyList<string> Meters)
{
    public string Where => string.Join(", ", new[] { Model ?? Description, Location }.Where(part => part is not null));
}
