using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Machines;

/// <summary>The list of machines: by part of serial, model, place or customer.</summary>
[Needs(MachinePermissions.Read)]
sealed class ListMachines(Db db)
{
    public Task<ListPage<MachineRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var code = query["customer"];
        var rows =
            from machine in db.Machines
            join customer in db.Customers on machine.CustomerId equals customer.Id
            where code == null || customer.Code == code
            where text == "" || machine.Serial.ToLower().Contains(text) || machine.Model!.ToLower().Contains(text)
                || machine.Location!.ToLower().Contains(text) || customer.Name.ToLower().Contains(text)
            select new MachineRow
            {
                Serial = machine.Serial,
                Model = machine.Model,
                Description = machine.Description,
                CustomerCode = customer.Code,
                Customer = customer.Name,
                Location = machine.Location,
                Meters = db.Meters.Count(meter => meter.MachineId == machine.Id),
            };
        return rows.ToPage(query, "serial", new()
        {
            ["serial"] = row => row.Serial,
            ["model"] = row => row.Model,
            ["customer"] = row => row.Customer,
            ["location"] = row => row.Location,
        }, cancellation);
    }
}

/// <summary>A machine in the list.</summary>
sealed record MachineRow
{
    public required string Serial { get; init; }
    public string? Model { get; init; }
    public string? Description { get; init; }
    public required string CustomerCode { get; init; }
    public required string Customer { get; init; }
    public string? Location { get; init; }
    public required int Meters { get; init; }
}
