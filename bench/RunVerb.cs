using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Platen.Bench;

/// <summary>The two databases a dealer may have.</summary>
enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary><c>run</c>: a dealer's month from the book to the posted invoices, each stage beside its floor.</summary>
static class RunVerb
{
    const int WarmUpMachines = 2_000;

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    public static Command Make()
    {
        var machines = new Option<int>("--machines") { Description = "How large the dealer is.", DefaultValueFactory = _ => 10_000 };
        var database = new Option<DatabaseKind>("--database") { Description = "sqlite or postgres." };
        var json = new Option<bool>("--json") { Description = "Answer for a program." };
        var command = new Command("run", "Bill a made-up dealer's month, and compare each stage with the bare driver.") { machines, database, json };
        command.SetAction((parsed, cancellation) =>
            Run(parsed.GetValue(machines), parsed.GetValue(database), parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> Run(int machines, DatabaseKind kind, bool json, CancellationToken cancellation)
    {
        await using var ground = Ground.Open(kind);
        // Once small and unseen, so that neither side pays for the compiler.
        await new DealerMonth(ground, Math.Min(machines, WarmUpMachines)).Run(_ => { }, cancellation);
        var results = await new DealerMonth(ground, machines).Run(stage => Console.Error.WriteLine($"{stage}..."), cancellation);
        if (json)
            Print(results);
        else
            Show(results, ground.Settings);
        return 0;
    }

    /// <summary>For a program.</summary>
    public static void Print(IReadOnlyList<StageResult> results) => Console.WriteLine(JsonSerializer.Serialize(results, Json));

    /// <summary>For a person.</summary>
    public static void Show(IReadOnlyList<StageResult> results, string settings)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Stage");
        foreach (var title in (string[])["Seconds", "Floor", "Ratio", "Peak MiB"])
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var result in results)
        {
            table.AddRow(result.Stage, result.Seconds.ToString("0.00", CultureInfo.InvariantCulture),
                result.FloorSeconds.ToString("0.00", CultureInfo.InvariantCulture),
                result.Ratio.ToString("0.00", CultureInfo.InvariantCulture), result.PeakMiB.ToString("N0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results[0].Machines:N0} machines; {settings}"));
        AnsiConsole.Write(table);
    }
}
