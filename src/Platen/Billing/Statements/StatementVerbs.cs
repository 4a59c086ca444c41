using System.CommandLine;
using Platen.Billing.Statements.Pdf;
using Platen.Shell;
using Platen.Shell.Components;
using Spectre.Console;

namespace Platen.Billing.Statements;

/// <summary>statement: what a payer was billed and credited.</summary>
static class StatementVerbs
{
    public static Command Statement()
    {
        var customer = new Argument<string>("customer") { Description = "The payer's code." };
        var from = AskedDay.Option("--from", "The first day; what is dated before is told as one sum.");
        var until = AskedDay.Option("--until", "The last day.");
        var pdf = new Option<FileInfo?>("--pdf") { Description = "Write the statement into this file, as the customer gets it.", HelpName = "FILE" };
        return new Command("statement", "Show a customer's invoices and credit notes by date, with a running balance.")
            .With(customer, from, until, pdf)
            .Does(async (verb, cancellation) =>
            {
                var statement = await verb.Use<ShowStatement>().Run(verb.Get(customer), verb.Get(from), verb.Get(until), cancellation)
                    ?? throw new Refusal($"There is no customer {verb.Get(customer)}. 'platen customer list' names them.");
                if (verb.Get(pdf) is { } file)
                    await File.WriteAllBytesAsync(file.FullName, StatementPdf.Of(statement), cancellation);
                await verb.Answer(statement, screen => Show(screen, statement, verb.Get(pdf)));
                return Exit.Done;
            });
    }

    static void Show(IAnsiConsole screen, Statement statement, FileInfo? written)
    {
        if (written is not null)
        {
            screen.WriteLine($"The statement of {statement.Customer} is in {written.FullName}.");
            return;
        }

        screen.WriteLine($"{statement.Name} ({statement.Customer})");
        foreach (var currency in statement.Currencies)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumn("Date").AddColumn("Number").AddColumn("Month").AddColumn("")
                .AddColumn(new TableColumn(currency.Currency).RightAligned()).AddColumn(new TableColumn("Balance").RightAligned());
            if (statement.From is { } from)
                table.AddRow("", $"before {Numerals.Day(from)}", "", "", "", Numerals.Amount(currency.Before));
            foreach (var row in currency.Rows)
                table.AddRow(Numerals.Day(row.Date), row.Number ?? "", row.Period.ToString(), Markup.Escape(StatementWords.What(row)), row.Unused is null ? Numerals.Amount(row.Total) : "", Numerals.Amount(row.Balance));
            screen.Write(table);
        }

        if (statement.Currencies.Count == 0)
            screen.WriteLine("Nothing was billed yet.");
    }
}
