using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Lists;
using Spectre.Console;

namespace Platen.Readings;

/// <summary>readings enter, held, decide and move-counter.</summary>
static class ReadingEntryVerbs
{
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    static readonly Dictionary<string, DecisionKind> Kinds =
        Enum.GetValues<DecisionKind>().ToDictionary(kind => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()));

    public static Command Enter()
    {
        var (serial, meter, on) = Which();
        var value = new Argument<long>("value") { Description = "What the counter showed at the end of the day; with --reset-to the old counter's last." };
        var reset = new Option<long?>("--reset-to") { Description = "The counter was replaced or set anew, and began at this.", HelpName = "NUMBER" };
        var rollover = new Option<bool>("--rollover") { Description = "It passed its end since the reading before." };
        var source = new Option<ReadingSource>("--source") { Description = "manual, final, call, estimate, ...; a call's is a technician's, and not billed by itself." };
        var test = new Option<string?>("--test") { Description = "Copies up to it that are not the customer's: 40, or 2.5%.", HelpName = "COPIES" };
        return new Command("enter", "Enter one reading by hand.").With(serial, meter, value, on, reset, rollover, source, test).Does(async (verb, cancellation) =>
        {
            var happened = verb.Get(reset) is not null ? ReadingEvent.Reset : verb.Get(rollover) ? ReadingEvent.Rollover : ReadingEvent.None;
            var entry = new Entry(
                verb.Get(serial), verb.Get(meter), verb.Get(on), verb.Get(value), happened, verb.Get(reset) ?? 0, verb.Get(source), TestCopyWords.Read(verb.Get(test)));
            return await Tell(verb, await verb.Use<EnterReading>().Run(entry, cancellation));
        });
    }

    public static Command Move()
    {
        var (serial, meter, on) = Which();
        var to = new Option<long>("--to") { Description = "What the counter goes on from.", Required = true };
        return new Command("move-counter", "Let a counter go on from another number: nothing is counted and nothing is billed again.")
            .With(serial, meter, on, to)
            .Does(async (verb, cancellation) => await Tell(
                verb, await verb.Use<EnterReading>().MoveCounter(verb.Get(serial), verb.Get(meter), verb.Get(on), verb.Get(to), cancellation)));
    }

    public static Command Held() => new Command("held", "List every reading that waits for a decision.").Does(async (verb, cancellation) =>
    {
        var rows = new List<HeldReadingRow>();
        for (var no = 1; ; no++)
        {
            var page = await verb.Use<HeldReadings>().Run(ListQuery.From(ListQuery.From("").With(("page", no.ToString(Plain)))), cancellation);
            rows.AddRange(page.Rows);
            if (no >= page.Pages)
                break;
        }

        await verb.Answer(rows, screen =>
        {
            foreach (var row in rows)
                screen.WriteLine(string.Create(Plain, $"{row.Id} {row.Serial} {row.Meter} {row.ReadOn:yyyy-MM-dd} {row.Value:N0}: {row.Reason}"));
            screen.WriteLine(rows.Count == 0 ? "No reading is held." : "Decide with 'platen readings decide ID ...'.");
        });
        return rows.Count == 0 ? Exit.Done : Exit.DoneWithExceptions;
    });

    public static Command Decide()
    {
        var id = new Argument<long>("id") { Description = "The reading, as 'platen readings held' numbers it." };
        var decision = new Argument<string>("decision") { Description = $"One of {string.Join(", ", Kinds.Keys)}." };
        var value = new Option<long?>("--value") { Description = "correct: the right value; reset: the old counter's last.", HelpName = "NUMBER" };
        var newStart = new Option<long>("--new-start") { Description = "reset: what the new counter began with.", HelpName = "NUMBER" };
        var on = AskedDay.Option("--on", "reset: its day; else the day before the reading.", "DAY");
        var test = new Option<string?>("--test") { Description = "test-copies: 40, or 2.5%.", HelpName = "COPIES" };
        return new Command("decide", "Decide on a reading that is held, or that looks odd.").With(id, decision, value, newStart, on, test).Does(async (verb, cancellation) =>
        {
            var copies = TestCopyWords.Read(verb.Get(test));
            var decided = new ReadingDecision(Kind(verb.Get(decision)), verb.Get(value), verb.Get(newStart), verb.Get(on), copies.Quantity, copies.Percent);
            await decided.Make(verb.Get(id), verb.Use<AcceptHeld>(), cancellation);
            await verb.Answer(decided, screen => screen.WriteLine("Decided."));
            return Exit.Done;
        });
    }

    static DecisionKind Kind(string word) =>
        Kinds.TryGetValue(word, out var kind) ? kind : throw new Refusal($"'{word}' is no decision. Say one of {string.Join(", ", Kinds.Keys)}.");

    static async Task<Exit> Tell(Verb verb, Entered entered)
    {
        await verb.Answer(entered, screen => screen.WriteLine(entered switch
        {
            { Held: { } held } => $"Kept, and held: {held}",
            { Verdict: Verdict.Ignored } => "It was kept already; nothing changed.",
            _ => string.Join(" ", entered.Odd.Prepend("Entered.")),
        }));
        return entered.Held is null ? Exit.Done : Exit.DoneWithExceptions;
    }

    static (Argument<string> Serial, Argument<string> Meter, Option<DateOnly> On) Which() => (
        new("serial") { Description = "The machine." },
        new("meter") { Description = "Mono, Colour, ... as the machine has it." },
        AskedDay.Required("--on", "The day at whose end the counter showed it, like 2026-01-31."));
}
