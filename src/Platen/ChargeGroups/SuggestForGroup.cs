using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.ChargeGroups;

/// <summary>What a charge group may name, to choose from as one types.</summary>
[Needs(GroupPermissions.Edit)]
sealed class SuggestForGroup(Db db)
{
    const int Most = 20;

    /// <param name="text">A part of code or name.</param>
    /// <param name="first">The role that comes first: customer, or finance-company.</param>
    public async Task<IReadOnlyList<(string Code, string Name)>> Parties(string text, string first, CancellationToken cancellation)
    {
        var part = text.Trim().ToLowerInvariant();
        var found = await db.Customers.Where(customer => customer.Code.ToLower().Contains(part) || customer.Name.ToLower().Contains(part))
            .OrderBy(customer => !customer.Roles.Contains(first)).ThenBy(customer => customer.Code).Take(Most)
            .Select(customer => new { customer.Code, customer.Name }).ToListAsync(cancellation);
        return found.ConvertAll(customer => (customer.Code, customer.Name));
    }

    /// <summary>What the dealer sells, by code.</summary>
    public async Task<IReadOnlyList<SoldProduct>> Products(CancellationToken cancellation) =>
        [.. (await Setup.Products.Read(db, cancellation)).Values.OrderBy(product => product.Code, StringComparer.Ordinal)];

    /// <summary>The customer's machines that are in no group, by a part of serial, model or place.</summary>
    public async Task<IReadOnlyList<(string Serial, string? What, string? Where)>> Machines(string customer, string text, CancellationToken cancellation)
    {
        var part = text.Trim().ToLowerInvariant();
        var found = await (
            from machine in db.Machines
            join owner in db.Customers on machine.CustomerId equals owner.Id
            where owner.Code == customer && !db.GroupMachines.Any(row => row.MachineId == machine.Id && row.UntilPeriod == null)
            where part == "" || machine.Serial.ToLower().Contains(part) || machine.Model!.ToLower().Contains(part) || machine.Location!.ToLower().Contains(part)
            orderby machine.Serial
            select new { machine.Serial, What = machine.Model ?? machine.Description, machine.Location }).Take(Most * 5).ToListAsync(cancellation);
        return found.ConvertAll(machine => (machine.Serial, (string?)machine.What, (string?)machine.Location));
    }
}
