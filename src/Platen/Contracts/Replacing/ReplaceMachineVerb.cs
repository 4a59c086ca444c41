using System.CommandLine;
using System.Globalization;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Contracts;

/// <summary>contract replace-machine.</summary>
static class ReplaceMachineVerb
{
    public static Command Make()
    {
        var number = new Argument<string>("number") { Description = "The contract." };
        var old = new Argument<string>("old") { Description = "The machine that leaves, by serial." };
        var fresh = new Argument<string>("new") { Description = "The machine that takes its place." };
        var on = AskedDay.Required("--on", "The old machine's last day, like 2026-06-16.");
        var meters = new Option<string[]>("--meter")
        {
            Description = "A counter of both: the old one's final reading and the new one's first, like Mono=60300:12. Once for each.",
            Required = true,
            HelpName = "TYPE=FINAL:START",
        };
        return new Command("replace-machine", "Swap a machine in the midst of a period: the old one is billed to its final reading, the new one goes on.")
            .With(number, old, fresh, on, meters)
            .Does(async (verb, cancellation) =>
            {
                var swap = new MachineSwap(verb.Get(old), verb.Get(fresh), verb.Get(on), [.. verb.Get(meters)!.Select(Read)]);
                var swapped = await verb.Use<ReplaceMachine>().Run(verb.Get(number), swap, cancellation);
                await verb.Answer(swapped, screen => screen.WriteLine(Words(swap, swapped)));
                return swapped.Readings.Any(reading => reading.Held is not null) || swapped.Group is { Refused: not null } ? Exit.DoneWithExceptions : Exit.Done;
            });
    }

    static SwappedMeter Read(string text) =>
        text.Split('=', ':') is [var type, var final, var start]
        && long.TryParse(final, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            ? new(type, last, first)
            : throw new Refusal($"'{text}' is no counter of both machines. Write it like Mono=60300:12.");

    static string Words(MachineSwap swap, MachineSwapped swapped) => string.Join('\n',
    [
        string.Create(CultureInfo.InvariantCulture, $"{swap.New} goes on for {swap.Old} on {swapped.Contract.Number}, which is {swapped.Contract.Status}: version {swapped.Contract.Version}, from {swapped.Contract.From}."),
        .. swapped.Readings.Where(reading => reading.Held is not null).Select(reading => $"The final reading of {reading.Meter} is held: {reading.Held}"),
        .. swapped.Group is { } group ? (string[])[Words(swap, group)] : [],
    ]);

    static string Words(MachineSwap swap, GroupPassedOn group) => group.From is { } from
        ? $"{swap.New} is in the charge group {group.Group} from {from}; what {swap.Old} has printed counts in it too."
        : $"{swap.New} is not in the charge group {group.Group} of {swap.Old}: {group.Refused}";
}
