using System.CommandLine;
using System.Globalization;
using Platen.Shell;
using Platen.Shell.Lists;
using Spectre.Console;

namespace Platen.Readings;

/// <summary>count: make, list, show, finalise, and the cycle of meters.</summary>
static class CountVerbs
{
    public static Command All() => new Command("count", "Count meters together on one day, apart from a month's own readings.").With(Make(), List(), Show(), Finalise(), Ask(), Assign(), Cycles());

    static Command Make()
    {
        var (choice, read) = Choice();
        var tried = Tried();
        return new Command("make", "Extract the meters of a count.").With([.. choice, tried]).Does(async (verb, cancellation) =>
            await Tell(verb, await verb.Use<MakeCountRun>().Run(read(verb), verb.Get(tried), cancellation)));
    }

    static Command List() => new Command("list", "List the counts, the latest first.").Does(async (verb, cancellation) =>
    {
        var runs = (await verb.Use<CountRuns>().List(ListQuery.From(""), cancellation)).Rows;
        await verb.Answer(runs, screen =>
        {
            foreach (var run in runs)
                screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Id} to {run.CutOff:yyyy-MM-dd}, {run.Choice}: {(run.State == CountState.Open ? "open" : "finalised")}"));
        });
        return Exit.Done;
    });

    static Command Show()
    {
        var id = Id();
        return new Command("show", "A count's meters, the doubtful first.").With(id).Does(async (verb, cancellation) =>
            await Tell(verb, await verb.Use<CountRuns>().Show(verb.Get(id), cancellation)));
    }

    static Command Finalise()
    {
        var (id, tried) = (Id(), Tried());
        return new Command("finalise", "Write down what was counted, and by which terms it is priced.").With(id, tried).Does(async (verb, cancellation) =>
            await Tell(verb, await verb.Use<FinaliseCount>().Run(verb.Get(id), verb.Get(tried), cancellation)));
    }

    static Command Assign()
    {
        var cycle = new Argument<string>("cycle") { Description = "A count cycle by name, or none." };
        var (choice, read) = Choice();
        return new Command("assign", "Give the meters of a choice a count cycle.").With([cycle, .. choice]).Does(async (verb, cancellation) =>
        {
            var assigned = await verb.Use<AssignCycle>().Run(verb.Get(cycle) is "none" ? null : verb.Get(cycle), read(verb), cancellation);
            await verb.Answer(assigned, screen => screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{assigned.Meters:N0} meters have the cycle {assigned.Cycle ?? "none"}.")));
            return Exit.Done;
        });
    }

    static Command Ask()
    {
        var id = Id();
        return new Command("ask", "Ask the customers of what is missing of a count, by mail with a link; remind those asked before.").With(id).Does(async (verb, cancellation) =>
            await RequestVerbs.Tell(verb, await verb.Use<AskForReadings>().OfCount(verb.Get(id), cancellation), cancellation));
    }

    static Command Cycles()
    {
        var serial = new Argument<string>("serial") { Description = "The machine's serial." };
        var meter = new Option<string?>("--meter") { Description = "Only this meter type.", HelpName = "TYPE" };
        var cycle = new Option<string?>("--set") { Description = "Give it this count cycle; or none.", HelpName = "NAME" };
        return new Command("cycles", "How often a machine's meters are counted, apart from their billing.").With(serial, meter, cycle).Does(async (verb, cancellation) =>
        {
            if (verb.Get(cycle) is { } given)
                await verb.Use<AssignCycle>().ToMachine(verb.Get(serial), verb.Get(meter), given is "none" ? null : given, cancellation);
            var rows = (await verb.Use<MeterCycles>().Of(verb.Get(serial), cancellation)).Where(row => verb.Get(meter) is not { } only || row.Meter == only).ToList();
            await verb.Answer(rows, screen =>
            {
                foreach (var row in rows)
                    screen.WriteLine(MeterCycles.InWords(row));
            });
            return Exit.Done;
        });
    }

    static async Task<Exit> Tell(Verb verb, CountAnswer answer)
    {
        await verb.Answer(answer, screen =>
        {
            screen.WriteLine(answer.Id is { } id ? string.Create(CultureInfo.InvariantCulture, $"Count {id}: {answer.Words}") : $"Nothing is kept. {answer.Words}");
            foreach (var row in answer.Rows.Where(row => row.State is CaptureState.Missing or CaptureState.Held || (row.ChangedSince ?? row.Doubt) is not null))
                screen.WriteLine($"{row.Serial} {row.Meter}: {row.ChangedSince ?? row.HoldReason ?? row.Doubt ?? "not read"}");
        });
        return answer.Missing + answer.Held + answer.Unlikely == 0 ? Exit.Done : Exit.DoneWithExceptions;
    }

    static Argument<int> Id() => new("count") { Description = "The count's number." };

    static Option<bool> Tried() => new("--try") { Description = "Answer the same, and keep nothing." };

    static (IReadOnlyList<Symbol> Symbols, Func<Verb, CountChoice> Read) Choice()
    {
        var to = AskedDay.Required("--to", "The cut-off day, at whose end the counters are read.");
        var set = new Option<string?>("--run-set") { Description = "A saved choice.", HelpName = "NAME" };
        var cycle = new Option<string?>("--cycle") { Description = "Only meters of this count cycle.", HelpName = "NAME" };
        var customer = new Option<string?>("--customer") { Description = "Only this customer's, by code.", HelpName = "CODE" };
        var contract = new Option<string?>("--contract") { Description = "Only this contract's.", HelpName = "NUMBER" };
        var site = new Option<string?>("--site") { Description = "Only contracts of this site.", HelpName = "CODE" };
        var text = new Option<string?>("--text") { Description = "Only where machine, customer or place holds this text.", HelpName = "TEXT" };
        var machine = new Option<string?>("--machine") { Description = "Only this machine's.", HelpName = "SERIAL" };
        var group = new Option<string?>("--group") { Description = "Only machines in this charge group.", HelpName = "NAME" };
        var uncounted = new Option<bool>("--uncounted") { Description = "Only what is not read yet." };
        return ([to, set, cycle, customer, contract, site, text, machine, group, uncounted], verb => new CountChoice(
            verb.Get(to), verb.Get(set), verb.Get(cycle), verb.Get(customer), verb.Get(contract), verb.Get(site), verb.Get(text), verb.Get(uncounted), verb.Get(machine), verb.Get(group)));
    }
}
