using System.CommandLine;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Billing.Next;

/// <summary>contract next: for which periods a contract is charged next.</summary>
static class NextChargesVerbs
{
    public static Command Next()
    {
        var number = new Argument<string>("number") { Description = "The contract's number." };
        var machine = new Option<string?>("--machine") { Description = "Only what this machine's meters are charged with.", HelpName = "SERIAL" };
        return new Command("next", "Tell for which periods a contract's minimums and copies are charged next.").With(number, machine).Does(async (verb, cancellation) =>
        {
            var rows = await verb.Use<ShowNextCharges>().Run(verb.Get(number), verb.Get(machine), cancellation)
                ?? throw new Refusal($"There is no contract {verb.Get(number)}. 'platen contract list' names them.");
            await verb.Answer(rows, screen =>
            {
                foreach (var row in rows)
                    screen.WriteLine($"{row.Charge}: next minimum {row.NextMinimum?.ToString() ?? "none"}, next variance {row.NextVariance?.ToString() ?? "none"}");
            });
            return Exit.Done;
        });
    }
}
