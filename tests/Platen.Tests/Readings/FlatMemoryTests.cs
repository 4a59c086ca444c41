using System.Diagnostics;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>
/// Imports files in a process of its own that the runtime gives 48 MiB for its objects: it ends with the readings, or out
/// of memory. That is the same on a busy machine.
/// </summary>
public class FlatMemoryTests
{
    const string HeapLimit = "0x3000000";
    const int Machines = 100_000;

    [Theory]
    [EveryDatabase(10)]
    public Task A_file_of_a_hundred_thousand_meters_is_imported_in_flat_memory(TestDatabase database, int megabytes) => Import(database, megabytes);

    [Theory, Trait("Suite", "Full")]
    [EveryDatabase(1024)]
    public Task A_file_of_a_gigabyte_is_imported_in_flat_memory(TestDatabase database, int megabytes) => Import(database, megabytes);

    /// <summary>A hundred kilobytes that unpack to more than there is, in one cell.</summary>
    [Theory, EveryDatabase]
    public async Task A_workbook_made_to_fill_the_memory_is_refused(TestDatabase database)
    {
        var parts = WorkbookTests.Parts();
        parts["xl/sharedStrings.xml"] = [.. "<sst><si><t>"u8, .. Enumerable.Repeat((byte)'x', 100_000_000)];

        var said = await Run(["import", WorkbookTests.Write(database, parts), "--data", database.Folder, .. database.Postgres is { } postgres ? (string[])["--database", postgres] : []]);

        Assert.Contains("The part xl/sharedStrings.xml of the workbook unpacks to 95 MiB", said, StringComparison.Ordinal);
    }

    static async Task Import(TestDatabase database, int megabytes)
    {
        await AddMachines(database);
        var file = Path.Combine(database.Folder, "large.csv");
        await Write(file, megabytes * 1024L * 1024);

        var said = await Run(["import", file, "--data", database.Folder, .. database.Postgres is { } postgres ? (string[])["--database", postgres] : []]);

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Machines:N0} readings new"), said, StringComparison.Ordinal);
    }

    static async Task AddMachines(TestDatabase database)
    {
        await database.Machine("first", "Mono");
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture,
            $"""
            WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i <= {Machines})
            INSERT INTO machines (id, serial, customer_id, revision) SELECT i, 'VD35518' || i, 1, 0 FROM n;
            INSERT INTO meters (id, machine_id, type, rolls_over_at) SELECT id, id, 'Mono', 10000000 FROM machines WHERE id > 1;
            """);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A reading of every machine, in no order, again and again: all are read and sorted, and each is kept once.</summary>
    static async Task Write(string path, long bytes)
    {
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync("serial,meter,date,value");
        for (var row = 0L; file.BaseStream.Position < bytes; row++)
        {
            var machine = row * 7919 % Machines + 2;
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"VD35518{machine},Mono,2026-01-31,{1000 + machine}"));
        }
    }

    static async Task<string> Run(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "platen.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output + await error;
    }
}
