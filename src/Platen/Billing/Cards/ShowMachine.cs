using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Machines;
using Platen.Shell.Access;

namespace Platen.Billing.Cards;

/// <summary>A machine with its meters and the contracts it is or was on.</summary>
[Needs(MachinePermissions.Read)]
sealed class ShowMachine(Db db)
{
    /// <returns>Null where no machine has the serial.</returns>
    public async Task<MachineCard?> Run(string serial, CancellationToken cancellation)
    {
        if (await db.Machines.FirstOrDefaultAsync(machine => machine.Serial == serial, cancellation) is not { } machine)
            return null;

        var customer = await db.Customers.Where(customer => customer.Id == machine.CustomerId)
            .Select(customer => new { customer.Code, customer.Name }).SingleAsync(cancellation);
        var meters = await db.Meters.Where(meter => meter.MachineId == machine.Id).OrderBy(meter => meter.Id).ToListAsync(cancellation);
        var contracts = await (
            from item in db.ContractMachines
            join contract in db.Contracts on item.ContractId equals contract.Id
            where item.MachineId == machine.Id
            orderby contract.Number
            select contract.Number).ToListAsync(cancellation);
        var ids = meters.ConvertAll(meter => meter.Id);
        var copies = await db.BilledUsage.Where(usage => ids.Contains(usage.MeterId))
            .Select(usage => new { usage.MeterId, usage.Period, usage.Copies }).ToListAsync(cancellation);
        return new MachineCard(machine, customer.Code, customer.Name, contracts, meters.ConvertAll(meter => new MeterCard(
            meter.Type, meter.RollsOverAt,
            [.. copies.Where(row => row.MeterId == meter.Id).OrderBy(row => row.Period).TakeLast(24).Select(row => (decimal)row.Copies)])),
            await BilledOn(ids, cancellation));
    }

    /// <summary>The invoices that closing readings stand on, as far as they cost something there.</summary>
    async Task<IReadOnlyDictionary<(string Meter, DateOnly ClosedOn), string>> BilledOn(List<int> meters, CancellationToken cancellation) =>
        (await (
            from usage in db.BilledUsage
            join meter in db.Meters on usage.MeterId equals meter.Id
            join contract in db.Contracts on usage.ContractId equals contract.Id
            join charge in db.BilledCharges on new { usage.ContractId, usage.Charge, usage.Period } equals new { charge.ContractId, charge.Charge, charge.Period }
            join invoice in db.Invoices on charge.RunId equals invoice.RunId
            where meters.Contains(usage.MeterId) && invoice.CustomerId == contract.CustomerId && !db.Credits.Any(credit => credit.CreditedId == invoice.Id)
                && db.InvoiceLines.Any(line => line.InvoiceId == invoice.Id && line.Contract == contract.Number && line.Charge == usage.Charge)
            select new { meter.Type, usage.ClosedOn, invoice.Series, invoice.Number }).ToListAsync(cancellation))
        .DistinctBy(row => (row.Type, row.ClosedOn)).ToDictionary(row => (row.Type, row.ClosedOn), row => Invoice.NumberOf(row.Series, row.Number));
}

/// <summary>A machine's page.</summary>
/// <param name="BilledOn">The invoices that closing readings stand on, by meter and day.</param>
sealed record MachineCard(
    Machine Machine, string CustomerCode, string Customer, IReadOnlyList<string> Contracts, IReadOnlyList<MeterCard> Meters,
    IReadOnlyDictionary<(string Meter, DateOnly ClosedOn), string> BilledOn);

/// <summary>A meter with the copies billed in its last months, oldest first.</summary>
sealed record MeterCard(string Type, long RollsOverAt, IReadOnlyList<decimal> Copies);
