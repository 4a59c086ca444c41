using System.CommandLine;

namespace Platen.Bench;

/// <summary><c>import</c>: files of readings, with duplicates and corrections resolved, beside their floor.</summary>
static class ImportVerb
{
    const int WarmUpMachines = 2_000, Rounds = 3;

    public static Command Make()
    {
        var machines = new Option<int>("--machines") { Description = "How large the dealer is.", DefaultValueFactory = _ => 50_000 };
        var databases = new Option<DatabaseKind[]>("--database")
        {
            Description = "sqlite or postgres; else both, one after the other.",
            DefaultValueFactory = _ => Enum.GetValues<DatabaseKind>(),
        };
        var json = new Option<bool>("--json") { Description = "Answer for a program." };
        var command = new Command("import", "Import two months' files of readings, and compare with reading the file and inserting the rows bare.") { machines, databases, json };
        command.SetAction((parsed, cancellation) =>
            Run(parsed.GetValue(machines), parsed.GetValue(databases)!, parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> Run(int machines, IReadOnlyList<DatabaseKind> kinds, bool json, CancellationToken cancellation)
    {
        var results = new List<StageResult>();
        foreach (var kind in kinds)
            results.AddRange(await Measure(machines, kind, json, cancellation));
        if (json)
            RunVerb.Print(results);
        return 0;
    }

    static async Task<IReadOnlyList<StageResult>> Measure(int machines, DatabaseKind kind, bool json, CancellationToken cancellation)
    {
        var results = new List<StageResult>();
        var settings = "";
        for (var round = 1; round <= Rounds; round++)
        {
            await using var ground = Ground.Open(kind);
            settings = ground.Settings;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ground.Name}, round {round} of {Rounds}:"));
            await new ReadingsImport(ground, Math.Min(machines, WarmUpMachines)).Run(_ => { }, cancellation);
            results.AddRange(await new ReadingsImport(ground, machines).Run(stage => Console.Error.WriteLine($"{stage}..."), cancellation));
        }

        results = [.. results.GroupBy(result => result.Stage, (_, rounds) => StageResult.Best([.. rounds]))];
        if (!json)
            RunVerb.Show(results, settings);
        return results;
    }
}
