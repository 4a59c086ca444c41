using System.CommandLine;
using System.Globalization;
using Platen.Rating;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Readings;

/// <summary>readings: what is missing, what it is set to, one entered by hand, and decisions.</summary>
static class ReadingsVerbs
{
    public static IEnumerable<Command> All() =>
        [new Command("readings", "What is missing in a period's readings, what it is set to, and readings by hand.").With(Missing(), Set(), ReadingEntryVerbs.Enter(), ReadingEntryVerbs.Held(), ReadingEntryVerbs.Decide(), ReadingEntryVerbs.Move(), RequestVerbs.Ask()), CountVerbs.All()];

    static Command Missing()
    {
        var (period, contract, machine) = Which();
        return new Command("missing", "List the meters that are due in a period and not read, or held.")
            .With(period, contract, machine)
            .Does(async (verb, cancellation) =>
            {
                var filter = new CaptureFilter(CaptureFilter.Open, Contract: verb.Get(contract), Machine: verb.Get(machine));
                var grid = verb.Use<CaptureGrid>();
                var rows = await grid.All(verb.Get(period), filter, cancellation);
                var counts = await grid.Counts(verb.Get(period), cancellation);
                await verb.Answer(new MissingAnswer(verb.Get(period), counts, rows), screen => Show(screen, counts, rows));
                return rows.Count == 0 ? Exit.Done : Exit.DoneWithExceptions;
            });
    }

    static Command Set()
    {
        var (period, contract, machine) = Which();
        var to = new Option<Substitute>("--to") { Description = "call: a technician's last reading of the period; average: the last reading and an average month; prior: the last reading, no copies.", Required = true };
        return new Command("set", "Set the missing readings of a period to a technician's, to the average or to the prior reading, marked as such.")
            .With(period, to, contract, machine)
            .Does(async (verb, cancellation) =>
            {
                var which = new CaptureFilter(Contract: verb.Get(contract), Machine: verb.Get(machine));
                var set = await verb.Use<SubstituteReadings>().Run(verb.Get(period), verb.Get(to), which, cancellation);
                await verb.Answer(set, screen =>
                {
                    screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set.Set:N0} readings of {set.Period} set to {Words(verb.Get(to))}."));
                    foreach (var meter in set.NotSet)
                        screen.WriteLine($"not set: {meter}");
                });
                return set.NotSet.Count == 0 ? Exit.Done : Exit.DoneWithExceptions;
            });
    }

    static void Show(IAnsiConsole screen, ReadingCounts counts, IReadOnlyList<CaptureRow> rows)
    {
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{counts.Read:N0} of {counts.Due:N0} meters read, {counts.Missing:N0} missing, {counts.Held:N0} held."));
        if (rows.Count == 0)
            return;

        var table = new Table().Border(TableBorder.Simple).AddColumn("Machine").AddColumn("Meter").AddColumn("Customer").AddColumn("Contract")
            .AddColumn(new TableColumn("Last").RightAligned()).AddColumn("Read on").AddColumn("");
        foreach (var row in rows)
        {
            var last = row.Before.Count > 0 ? row.Before[0] : null;
            table.AddRow(
                Markup.Escape(row.Serial), Markup.Escape(row.Meter), Markup.Escape(row.Customer), Markup.Escape(row.Contract),
                (last?.Value ?? row.StartReading).ToString("N0", CultureInfo.InvariantCulture),
                (last?.ReadOn ?? row.StartOn).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Markup.Escape(row.HoldReason ?? "missing"));
        }

        screen.Write(table);
    }

    static string Words(Substitute to) => to switch
    {
        Substitute.Average => "the average",
        Substitute.Prior => "the prior reading",
        Substitute.Call => "a technician's reading",
    };

    static (Argument<Period> Period, Option<string?> Contract, Option<string?> Machine) Which()
    {
        var contract = new Option<string?>("--contract") { Description = "Only this contract's meters.", HelpName = "NUMBER" };
        var machine = new Option<string?>("--machine") { Description = "Only this machine's meters.", HelpName = "SERIAL" };
        return (AskedMonth.Argument("The month, like 2026-01."), contract, machine);
    }

    /// <summary>As --json answers it.</summary>
    sealed record MissingAnswer(Period Period, ReadingCounts Counts, IReadOnlyList<CaptureRow> Meters);
}
