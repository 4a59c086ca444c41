using Platen.Audit;
using Platen.Bench.Dealer;
using Platen.Bench.Floors;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;

namespace Platen.Bench;

/// <summary>
/// A month's file of readings, imported where the month before stands already. One row in twenty stands in it twice, and one in
/// fifty corrects the month before; all of it is judged. The floor reads the file and inserts the rows that came of it.
/// </summary>
sealed class ReadingsImport(Ground ground, int machines)
{
    static readonly Period Before = new(2026, 1), Month = new(2026, 2);

    /// <summary>Of the first import, into an empty table, and of the second.</summary>
    public async Task<IReadOnlyList<StageResult>> Run(Action<string> begins, CancellationToken cancellation)
    {
        var dealer = new SyntheticDealer(machines);
        var files = DealerFiles.Write(dealer, Before, ground.NewFolder());
        var again = Path.Combine(ground.NewFolder(), "february.csv");
        WriteFebruary(dealer, again);
        await using var database = ground.Create();
        await using var beside = ground.Create();
        await using var floor = ground.Bare(beside);
        await using var settling = ground.Bare(database);

        begins("book");
        await using (var book = File.OpenRead(files.Book))
            await new Book.ImportBook(database, Trail(database)).Run(book, approve: false, new Progress<Step>(), cancellation);
        await using (var from = await database.Connect(cancellation))
            await floor.Write(["customers", "machines", "meters"], from, cancellation);
        return
        [
            await Measure("first-month", files.Readings, database, settling, floor, begins, cancellation),
            await Measure("second-month", again, database, settling, floor, begins, cancellation),
            await Measure("second-again", again, database, settling, floor, begins, cancellation),
        ];
    }

    async Task<StageResult> Measure(
        string name, string file, Database database, BareDriver settling, BareDriver floor, Action<string> begins, CancellationToken cancellation)
    {
        begins(name);
        await settling.Settle(cancellation);
        await floor.Settle(cancellation);
        var last = await Last(database, cancellation);
        var platen = await Measured.Of(() => new ImportReadings(database, Trail(database)).Run(file, new ImportOptions(), null, cancellation));
        await floor.Settle(cancellation);
        var read = await Measured.Of(async () =>
        {
            await using var stream = File.OpenRead(file);
            await stream.CopyToAsync(Stream.Null, cancellation);
            await floor.Drain("SELECT id, serial FROM machines", cancellation);
            await floor.Drain("SELECT id, machine_id, type, rolls_over_at FROM meters", cancellation);
        });
        await using var from = await database.Connect(cancellation);
        var written = await floor.Write("readings", string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM readings WHERE id > {last}"), from, cancellation);
        return new StageResult(name, ground.Name, machines, platen.Seconds, read.Seconds + written, platen.PeakMiB);
    }

    static async Task<long> Last(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(MAX(id), 0) FROM readings";
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    static AuditTrail Trail(Database database) => new(database, Actor.CommandLine, TimeProvider.System);

    static void WriteFebruary(SyntheticDealer dealer, string file)
    {
        using var csv = new StreamWriter(file);
        csv.WriteLine("serial,meter,date,value");
        var row = 0;
        for (var machine = 0; machine < dealer.Machines; machine++)
        {
            for (var meter = 0; meter < SyntheticDealer.Meters.Length; meter++, row++)
            {
                var january = SyntheticDealer.Opening(machine, meter) + SyntheticDealer.Copies(machine, meter);
                var february = january + SyntheticDealer.Copies(machine, meter) + 10;
                Write(Month, february);
                if (row % 20 == 0)
                    Write(Month, february);
                if (row % 50 == 0)
                    Write(Before, january + 1);

                void Write(Period period, long value) => csv.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{SyntheticDealer.Serial(machine)},{SyntheticDealer.Meters[meter]},{period.LastDay:yyyy-MM-dd},{value}"));
            }
        }
    }
}
