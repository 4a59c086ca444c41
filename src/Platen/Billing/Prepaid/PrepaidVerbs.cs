using System.CommandLine;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Components;
using Spectre.Console;

namespace Platen.Billing.Prepaid;

/// <summary>prepaid: what is left of copies that were paid for ahead.</summary>
static class PrepaidVerbs
{
    public static Command Prepaid()
    {
        var contract = new Argument<string?>("contract") { Description = "Only this contract's.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("prepaid", "Show prepaid meters: used, left, and when they will be used up.")
            .With(contract)
            .Does(async (verb, cancellation) =>
            {
                var rows = await verb.Use<ListPrepaid>().All(verb.Get(contract), cancellation);
                await verb.Answer(rows, screen => Show(screen, rows));
                return Exit.Done;
            });
    }

    static void Show(IAnsiConsole screen, List<PrepaidRow> rows)
    {
        if (rows.Count == 0)
        {
            screen.WriteLine("Nothing is prepaid.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("Contract").AddColumn("Meter")
            .AddColumn(new TableColumn("Included").RightAligned()).AddColumn(new TableColumn("Used").RightAligned())
            .AddColumn(new TableColumn("Left").RightAligned()).AddColumn("Used up").AddColumn("Last day").AddColumn("");
        foreach (var row in rows)
        {
            table.AddRow(Markup.Escape(row.Contract), Markup.Escape(row.Meter), Numerals.Count(row.IncludedUsage), Numerals.Count(row.Used),
                Numerals.Count(row.Left), row.UsedUpOn is { } day ? $"about {Numerals.Day(day)}" : "", Numerals.Day(row.End), row.Word());
        }

        screen.Write(table);
        foreach (var row in rows.Where(row => row.Untold is not null && row.State is PrepaidState.Running or PrepaidState.NotBegun).DistinctBy(row => row.Contract))
            screen.WriteLine($"{row.Contract}: {row.Untold}");
    }
}
