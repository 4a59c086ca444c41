using System.CommandLine;
using Platen.Settings.Sealing;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Health;

/// <summary>doctor.</summary>
static class HealthVerbs
{
    public static IEnumerable<Command> All() =>
    [
        new Command("doctor", "Tell what is wrong with this installation.").Does(async (verb, cancellation) =>
        {
            var (folder, postgres) = verb.Place;
            var findings = await Doctor.Look(new Installation(folder, postgres, verb.Clock) { Passphrase = Passphrase.FromEnvironment() }, cancellation);
            var worst = findings.Max(finding => finding.Verdict);
            await verb.Answer(new Looked(worst, findings), screen => Say(screen, findings));
            return worst switch
            {
                Verdict.Well => Exit.Done,
                Verdict.Look => Exit.DoneWithExceptions,
                Verdict.Broken => Exit.Failed,
            };
        }),
    ];

    static void Say(IAnsiConsole screen, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            screen.WriteLine($"{finding.Verdict.ToString().ToLowerInvariant(),-7} {finding.Check,-9} {finding.Says}");
            if (finding.Remedy is { } remedy)
                screen.WriteLine($"{"",-17} {remedy}");
        }
    }

    sealed record Looked(Verdict Verdict, IReadOnlyList<Finding> Findings);
}
