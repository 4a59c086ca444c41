using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Billing;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>Puts contracts and what was billed into a test's database.</summary>
static class Agreements
{
    public static readonly Period January = new(2026, 1);

    /// <summary>A contract from January 2026 that reads each machine's meters; all began at 1,000 on 31 December.</summary>
    public static async Task Contract(
        this TestDatabase database, string number, string serial, IReadOnlyList<string> meters, int cycleMonths = 1,
        ContractStatus status = ContractStatus.Active, DateOnly? until = null, Func<ItemMeter, ItemMeter>? priced = null)
    {
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        var revision = await Sequences.Take(connection, Sequences.Revision, 1, TestContext.Current.CancellationToken);
        await using var db = database.Db();
        var id = await db.Contracts.CountAsync() + 1;
        var machine = await db.Machines.SingleAsync(machine => machine.Serial == serial);
        var item = new ContractItem
        {
            Machine = serial,
            Until = until,
            Meters = [.. meters.Select(type => new ItemMeter { Type = type, StartReading = 1000, ReadingDate = new(2025, 12, 31) }).Select(priced ?? (meter => meter))],
        };
        var terms = new ContractTerms { From = January, CycleMonths = cycleMonths, BillingPeriod = cycleMonths == 3 ? 3 : null, Items = [item] };
        db.Contracts.Add(new Contract
        {
            Id = id,
            Number = number,
            CustomerId = 1,
            Type = "cost-per-copy",
            Status = status,
            StartDate = January.FirstDay,
            Revision = revision,
        });
        await db.SaveChangesAsync();
        db.Terms.Add(new TermsVersion
        {
            ContractId = id,
            Version = 1,
            FromPeriod = January,
            Approved = true,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Revision = revision,
            Document = JsonSerializer.Serialize(terms, Json.Options),
        });
        db.ContractMachines.Add(new ContractMachine { ContractId = id, MachineId = machine.Id });
        await db.SaveChangesAsync();
    }

    /// <summary>What was billed of a meter, a month each from January 2026 on.</summary>
    public static async Task Billed(this TestDatabase database, string serial, string type, params IReadOnlyList<long> copies)
    {
        var meter = await database.MeterId(serial, type);
        await using var db = database.Db();
        var opening = 1000L;
        for (var i = 0; i < copies.Count; i++)
        {
            var period = January.AddMonths(i);
            db.BilledUsage.Add(new BilledUsage
            {
                MeterId = meter,
                ContractId = 1,
                Period = period,
                Charge = "pool/" + type,
                OpenedOn = period.FirstDay.AddDays(-1),
                Opening = opening,
                ClosedOn = period.LastDay,
                Closing = opening + copies[i],
                CounterAfter = opening + copies[i],
                Source = ReadingSource.Import,
                Copies = copies[i],
            });
            opening += copies[i];
        }

        await db.SaveChangesAsync();
    }

    public static CaptureGrid Grid(this TestDatabase database) => new(database.Database, new MetersToRead(database.Database), database.Db());

    /// <summary>The states of a period's meters, as the grid tells them.</summary>
    public static async Task<IReadOnlyList<string>> States(this TestDatabase database, Period period, string? state = null)
    {
        var rows = await database.Grid().All(period, new CaptureFilter(state), TestContext.Current.CancellationToken);
        return [.. rows.Select(row => $"{row.Serial} {row.Meter} {row.State}")];
    }
}
