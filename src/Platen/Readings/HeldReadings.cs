using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Readings;

/// <summary>Every reading that is held, of any period and also of machines on no contract: none is lost sight of.</summary>
[Needs(ReadingPermissions.Read)]
sealed class HeldReadings(Db db)
{
    public Task<ListPage<HeldReadingRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var rows =
            from reading in db.Readings
            join meter in db.Meters on reading.MeterId equals meter.Id
            join machine in db.Machines on meter.MachineId equals machine.Id
            join customer in db.Customers on machine.CustomerId equals customer.Id
            where reading.State == ReadingState.Held
            where text == "" || machine.Serial.ToLower().Contains(text) || customer.Name.ToLower().Contains(text)
            select new HeldReadingRow
            {
                Id = reading.Id,
                Serial = machine.Serial,
                Meter = meter.Type,
                CustomerCode = customer.Code,
                Customer = customer.Name,
                ReadOn = reading.ReadOn,
                Value = reading.Value,
                Reason = reading.HoldReason,
                CapturedBy = reading.CapturedBy,
            };
        return rows.ToPage(query, "serial", new()
        {
            ["serial"] = row => row.Serial,
            ["customer"] = row => row.Customer,
            ["date"] = row => row.ReadOn,
        }, cancellation);
    }
}

/// <summary>A held reading in the list.</summary>
sealed record HeldReadingRow
{
    public required long Id { get; init; }
    public required string Serial { get; init; }
    public required string Meter { get; init; }
    public required string CustomerCode { get; init; }
    public required string Customer { get; init; }
    public required DateOnly ReadOn { get; init; }
    public required long Value { get; init; }
    public string? Reason { get; init; }
    public required string CapturedBy { get; init; }
}
