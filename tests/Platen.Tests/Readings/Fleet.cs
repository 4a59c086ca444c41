using Microsoft.EntityFrameworkCore;
using Platen.Customers;
using Platen.Data;
using Platen.Machines;
using Platen.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>Puts machines and what they were read into a test's database, a line for each fact that matters.</summary>
static class Fleet
{
    public static Db Db(this TestDatabase database) => new(database.Database);

    /// <summary>A machine of customer C1 with a meter of each type.</summary>
    public static async Task Machine(this TestDatabase database, string serial, params IReadOnlyList<string> meters)
    {
        await using var db = database.Db();
        if (!await db.Customers.AnyAsync())
            db.Customers.Add(new Customer { Id = 1, Code = "C1", Name = "Customer", Roles = "customer" });
        var id = await db.Machines.CountAsync() + 1;
        db.Machines.Add(new Machine { Id = id, Serial = serial, CustomerId = 1, Location = "Reception" });
        var meter = await db.Meters.CountAsync();
        db.Meters.AddRange(meters.Select(type => new Meter { Id = ++meter, MachineId = id, Type = type, RollsOverAt = 10_000_000 }));
        await db.SaveChangesAsync();
    }

    public static async Task<int> MeterId(this TestDatabase database, string serial, string type)
    {
        await using var db = database.Db();
        return await (from meter in db.Meters
                      join machine in db.Machines on meter.MachineId equals machine.Id
                      where machine.Serial == serial && meter.Type == type
                      select meter.Id).SingleAsync();
    }

    /// <summary>What is kept of a meter, by day and in the order in which it came: "2026-01-31 1000 Accepted".</summary>
    public static async Task<IReadOnlyList<string>> Kept(this TestDatabase database, string serial, string type = "Mono")
    {
        var meter = await database.MeterId(serial, type);
        await using var db = database.Db();
        var readings = await db.Readings.Where(reading => reading.MeterId == meter).OrderBy(reading => reading.ReadOn).ThenBy(reading => reading.Id).ToListAsync();
        return readings.ConvertAll(reading => string.Create(CultureInfo.InvariantCulture, $"{reading.ReadOn:yyyy-MM-dd} {reading.Value} {reading.State}"));
    }

    public static ImportReadings Import(this TestDatabase database) => new(database.Database, database.Trail());

    /// <summary>Imports a CSV file of these lines.</summary>
    public static async Task<ImportedReadings> ImportLines(this TestDatabase database, params IEnumerable<string> lines) =>
        await database.ImportWith(new ImportOptions(), lines);

    public static async Task<ImportedReadings> ImportWith(this TestDatabase database, ImportOptions options, params IEnumerable<string> lines)
    {
        var file = Path.Combine(database.Folder, "readings.csv");
        await File.WriteAllLinesAsync(file, lines);
        return await database.Import().Run(file, options, null, TestContext.Current.CancellationToken);
    }

    public static Task<Entered> Enter(this TestDatabase database, Entry entry) =>
        new EnterReading(database.Database, database.Trail()).Run(entry, TestContext.Current.CancellationToken);

    /// <summary>The id of the reading held with this value.</summary>
    public static async Task<long> Held(this TestDatabase database, long value)
    {
        await using var db = database.Db();
        return await db.Readings.Where(reading => reading.State == ReadingState.Held && reading.Value == value).Select(reading => reading.Id).SingleAsync();
    }

    public static async Task<long> Revision(this TestDatabase database)
    {
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        return await Sequences.Last(connection, Sequences.Revision, TestContext.Current.CancellationToken);
    }
}
