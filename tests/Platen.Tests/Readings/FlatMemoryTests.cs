using System.Diagnostics;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>
/// Imports files in a process of its own that the runtime gives 80 MiB for its objects: it ends with the readings, or out
/// of memory. That is the same on a busy machine.
/// </summary>
public class FlatMemoryTests
{
    const string HeapLimit = "0x5000000";
    const int Meters = 10, Days = 300;

    [Theory]
    [EveryDatabase(20)]
    public Task A_file_of_20_megabytes_is_imported_in_flat_memory(TestDatabase database, int megabytes) => Import(database, megabytes);

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
        for (var machine = 0; machine < Meters; machine++)
            await database.Machine(Serial(machine), "Mono");
        var file = Path.Combine(database.Folder, "large.csv");
        await Write(file, megabytes * 1024L * 1024);

        var said = await Run(["import", file, "--data", database.Folder, .. database.Postgres is { } postgres ? (string[])["--database", postgres] : []]);

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Meters * Days:N0} readings new"), said, StringComparison.Ordinal);
    }

    /// <summary>The same readings again and again, in another order each time: every row is read and sorted, few are kept.</summary>
    static async Task Write(string path, long bytes)
    {
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync("serial,meter,date,value");
        var first = new DateOnly(2025, 1, 1);
        for (var row = 0; file.BaseStream.Position < bytes; row++)
        {
            var day = row * 7 % Days;
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Serial(row / Days % Meters)},Mono,{first.AddDays(day):yyyy-MM-dd},{1000 + day}"));
        }
    }

    static string Serial(int machine) => string.Create(CultureInfo.InvariantCulture, $"VD3551820{machine}");

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
