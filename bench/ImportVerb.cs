using System.CommandLine;

namespace Platen.Bench;

/// <summary><c>import</c>: files of readings, with duplicates and corrections resolved, beside their floor.</summary>
static class ImportVerb
{
    const int WarmUpMachines = 2_000, Rounds = 3;

    public static Command Make()
    {
        var machines = new Option<int>("--machines") { Description = "How large the dealer is.", DefaultValueFactory = _ => 50_000 };
        var database = new Option<DatabaseKind>("--database") { Description = "sqlite or postgres." };
        var json = new Option<bool>("--json") { Description = "Answer for a program." };
        var command = new Command("import", "Import two months' files of readings, and compare with reading the file and inserting the rows bare.") { machines, database, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var results = new List<StageResult>();
            for (var round = 1; round <= Rounds; round++)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round} of {Rounds}:"));
                await using var ground = Ground.Open(parsed.GetValue(database));
                await new ReadingsImport(ground, Math.Min(parsed.GetValue(machines), WarmUpMachines)).Run(_ => { }, cancellation);
                results.AddRange(await new ReadingsImport(ground, parsed.GetValue(machines)).Run(stage => Console.Error.WriteLine($"{stage}..."), cancellation));
                if (round == Rounds)
                    RunVerb.Tell([.. results.GroupBy(result => result.Stage, (_, rounds) => StageResult.Best([.. rounds]))], ground.Settings, parsed.GetValue(json));
            }

            return 0;
        });
        return command;
    }
}
