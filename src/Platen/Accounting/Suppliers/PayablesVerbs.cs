using System.CommandLine;
using System.Globalization;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Components;
using Platen.Shell.Lists;
using Spectre.Console;

namespace Platen.Accounting.Suppliers;

/// <summary>payables: what is owed to back-to-back suppliers, and their invoices.</summary>
static class PayablesVerbs
{
    public static Command All() => new Command("payables", "What is owed to back-to-back suppliers, and their invoices.").With(List(), Invoice());

    static Command List()
    {
        var supplier = new Option<string?>("--supplier") { Description = "Only this supplier's code." };
        var period = AskedMonth.Option("Only what was billed in this month.");
        var all = new Option<bool>("--all") { Description = "Also what stands on an invoice already." };
        return new Command("list", "List what is owed, the oldest first.").With(supplier, period, all).Does(async (verb, cancellation) =>
        {
            var query = ListQuery.From("?").With(("supplier", verb.Get(supplier)), ("period", verb.Get(period)?.ToString()), ("state", verb.Get(all) ? ListPayables.All : null));
            var rows = new List<PayableRow>();
            for (var page = 1; ; page++)
            {
                var found = await verb.Use<ListPayables>().Run(ListQuery.From($"{query}&page={page.ToString(CultureInfo.InvariantCulture)}"), cancellation);
                rows.AddRange(found.Rows);
                if (page >= found.Pages)
                    break;
            }

            await verb.Answer(rows, screen => Show(screen, rows));
            return Exit.Done;
        });
    }

    static void Show(IAnsiConsole screen, IReadOnlyList<PayableRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Supplier").AddColumn("Month").AddColumn("Contract").AddColumn("Charge")
            .AddColumn(new TableColumn("Amount").RightAligned()).AddColumn("").AddColumn("Invoice");
        foreach (var row in rows)
            table.AddRow(Markup.Escape(row.Supplier), row.Period.ToString(), Markup.Escape(row.Contract), Markup.Escape(row.Charge), Numerals.Amount(row.Amount), row.Currency, Markup.Escape(row.Invoice ?? "open"));
        screen.Write(table);
    }

    static Command Invoice()
    {
        var supplier = new Argument<string>("supplier") { Description = "The supplier's code." };
        var number = new Argument<string>("number") { Description = "The number on the supplier's invoice." };
        var date = AskedDay.Option("--date", "The date on it; today where none is given.");
        var total = new Option<decimal?>("--total") { Description = "What it adds up to without tax; refused where its lines do not." };
        var period = AskedMonth.Option("Only the lines billed in this month; all that are open where none is given.");
        var lines = new Option<string[]>("--line") { Description = "Only this line, like 'CPC0000001 pool/Mono 2026-01'; as often as there are lines." };
        return new Command("invoice", "Record a supplier's invoice from lines that are owed.").With(supplier, number, date, total, period, lines)
            .Does(async (verb, cancellation) =>
            {
                var recorded = await verb.Use<RecordSupplierInvoice>().Run(new NewSupplierInvoice
                {
                    Supplier = verb.Get(supplier),
                    Number = verb.Get(number),
                    Dated = verb.Get(date),
                    Total = verb.Get(total),
                    Period = verb.Get(period),
                    Lines = verb.Get(lines) is { Length: > 0 } named ? [.. named.Select(Line)] : null,
                }, cancellation);
                await verb.Answer(recorded, screen => screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"Invoice {recorded.Number} of {recorded.Supplier} is recorded: {recorded.Lines:N0} {(recorded.Lines == 1 ? "line" : "lines")}, {Numerals.Amount(recorded.Total)} {recorded.Currency}.")));
                return Exit.Done;
            });
    }

    /// <summary>A charge's key may have spaces in it.</summary>
    static PayableLine Line(string text) =>
        text.Split(' ') is { Length: >= 3 } parts && Period.TryParse(parts[^1], out var period)
            ? new PayableLine(parts[0], string.Join(' ', parts[1..^1]), period)
            : throw new Refusal($"'{text}' is not a line like 'CPC0000001 pool/Mono 2026-01'. 'platen payables list' names them.");
}
