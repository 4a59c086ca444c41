using System.CommandLine;
using System.Globalization;
using Platen.Shell;
using Platen.Shell.Lists;
using Spectre.Console;

namespace Platen.Readings;

/// <summary>count: make, list, show, finalise, and the cycle of meters.</summary>
static class CountVerbs
{
    public static Command All() => new Command("count", "Count meters together on one day, apart from a month's own readings.").With(Make(), List(), Show(), Finalise(), Assign());

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

    static async Task<Exit> Tell(Verb verb, CountAnswer answer)
    {
        await verb.Answer(answer, screen =>
        {
            screen.WriteLine(answer.Id is { } id ? string.Create(CultureInfo.InvariantCulture, $"Count {id}: {answer.Words}") : $"Nothing is kept. {answer.Words}");
            foreach (var row in answer.Rows.Where(row => row.State is CaptureState.Missing or CaptureState.Held || row.Doubt is not null))
                screen.WriteLine($"{row.Serial} {row.Meter}: {row.HoldReason ?? row.Doubt ?? "not read"}");
        });
        return answer.Missing + answer.Held + answer.Unlikely == 0 ? Exit.Done : Exit.DoneWithExceptions;
    }

    static Argument<int> Id() => new("count") { Description = "The count's number." };

    static Option<bool> Tried() => new("--try") { Description = "Answer the same, and keep nothing." };

    static (IReadOnlyList<Symbol> Symbols, Func<Verb, CountChoice> Read) Choice()
    {
        var to = new Option<DateOnly>("--to") { Description = "The cut-off day, at whose end the counters are read.", Required = true, HelpName = "DAY" };
        var set = new Option<string?>("--run-set") { Description = "A saved choice.", HelpName = "NAME" };
        var cycle = new Option<string?>("--cycle") { Description = "Only meters of this count cycle.", HelpName = "NAME" };
        var customer = new Option<string?>("--customer") { Description = "Only this customer's, by code.", HelpName = "CODE" };
        var contract = new Option<string?>("--contract") { Description = "Only this contract's.", HelpName = "NUMBER" };
        var site = new Option<string?>("--site") { Description = "Only contracts of this site.", HelpName = "CODE" };
        var uncounted = new Option<bool>("--uncounted") { Description = "Only what is not read yet." };
        return ([to, set, cycle, customer, contract, site, uncounted], verb => new CountChoice(
            verb.Get(to), verb.Get(set), verb.Get(cycle), verb.Get(customer), verb.Get(contract), verb.Get(site), null, verb.Get(uncounted)));
    }
}
