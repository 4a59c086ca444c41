using System.CommandLine;
using System.Globalization;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Billing.Credits;

/// <summary>credit: takes a posted invoice back, and bills again; invoice-by-hand: writes one that takes no other's place.</summary>
static class CreditVerbs
{
    public static Command Credit()
    {
        var number = new Argument<string>("number") { Description = "The invoice's number, like INV0000088." };
        var reason = new Option<string?>("--reason") { Description = "Why, as the credit note says it.", HelpName = "TEXT" };
        var rebill = new Option<bool>("--rebill") { Description = "Bill the same period again: the last closing reading or the prices were wrong." };
        var readings = new Option<string[]>("--reading") { Description = "A closing reading as it should have been; as often as there are some.", HelpName = "SERIAL:METER=VALUE" };
        var lines = new Option<string[]>("--line") { Description = "A line of an invoice by hand in its place: so many at a price, and what for; as often as there are lines.", HelpName = "'QUANTITY x PRICE TEXT'" };
        var date = AskedDay.Option("--date", "The date of the credit note and of what takes its place; today where none is given.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what it would do, and keep nothing." };
        return new Command("credit", "Credit a posted invoice; bill its period again, or write an invoice by hand, where asked to.")
            .With(number, reason, rebill, readings, lines, date, dryRun)
            .Does(async (verb, cancellation) =>
            {
                var right = (verb.Get(readings) ?? []).Select(Reading).ToList();
                var byHand = (verb.Get(lines) ?? []).Select(Line).ToList();
                if (byHand.Count > 0 && (verb.Get(rebill) || right.Count > 0))
                    throw new Refusal("Either the period is billed again or an invoice is written by hand, not both.");
                var asked = new CreditRequest
                {
                    Way = byHand.Count > 0 ? CreditWay.Manual : verb.Get(rebill) || right.Count > 0 ? CreditWay.Rebill : CreditWay.Only,
                    Reason = verb.Get(reason),
                    Date = verb.Get(date),
                    Readings = right,
                    Lines = byHand,
                };
                var answer = verb.Get(dryRun)
                    ? await verb.Use<PreviewCredit>().Run(verb.Get(number), asked, cancellation)
                    : await verb.Watch(progress => verb.Use<CreditInvoice>().Run(verb.Get(number), asked, progress, cancellation));
                await verb.Answer(answer, screen => Show(screen, answer, asked.Way));
                return answer.Exceptions.Count == 0 ? Exit.Done : Exit.DoneWithExceptions;
            });
    }

    public static Command InvoiceByHand()
    {
        var customer = new Argument<string>("customer") { Description = "The code of who pays." };
        var lines = new Option<string[]>("--line") { Description = "So many at a price, and what for; as often as there are lines.", HelpName = "'QUANTITY x PRICE TEXT'" };
        var contract = new Option<string?>("--contract") { Description = "The customer's contract that it is for; none in particular where none is given.", HelpName = "NUMBER" };
        var date = AskedDay.Option("--date", "Its date, in an open month; today where none is given.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what it would be, and keep nothing." };
        return new Command("invoice-by-hand", "Write an invoice by hand that takes no other's place.")
            .With(customer, lines, contract, date, dryRun)
            .Does(async (verb, cancellation) =>
            {
                var asked = new NewInvoice
                {
                    Customer = verb.Get(customer),
                    Date = verb.Get(date),
                    Lines = [.. (verb.Get(lines) ?? []).Select(line => Line(line) with { Contract = verb.Get(contract) })],
                };
                var write = verb.Use<WriteInvoice>();
                var answer = verb.Get(dryRun) ? await write.Preview(asked, cancellation) : await write.Run(asked, cancellation);
                await verb.Answer(answer, screen => screen.WriteLine(
                    $"{answer.Number ?? "An invoice"} to {answer.BillTo}: net {answer.Net}, tax {answer.Tax}, total {answer.Total} {answer.Currency}{(answer.Number is null ? "; nothing is kept" : "")}"));
                return Exit.Done;
            });
    }

    static RightReading Reading(string text)
    {
        var (colon, equals) = (text.IndexOf(':', StringComparison.Ordinal), text.LastIndexOf('='));
        return colon > 0 && equals > colon && long.TryParse(text.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new RightReading(text[..colon], text[(colon + 1)..equals], value)
            : throw new Refusal($"'{text}' is not a reading like 2020-00018:Mono=11000.");
    }

    internal static LineByHand Line(string text) =>
        text.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries) is [var quantity, "x", var price, var words]
            && long.TryParse(quantity, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var many)
            && decimal.TryParse(price, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var each)
            ? new LineByHand(words, many, each)
            : throw new Refusal($"'{text}' is not a line like '1000 x 0.05 Copies left out in May'.");

    static void Show(IAnsiConsole screen, CreditAnswer answer, CreditWay way)
    {
        if (answer.BilledLater is { } later)
            screen.WriteLine($"{answer.Invoice} is not the last: {later} was billed since, and stays as it is. The credit is of money alone.");
        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn("Bill to").AddColumn("Contract")
            .AddColumn(new TableColumn("Net").RightAligned()).AddColumn(new TableColumn("Tax").RightAligned()).AddColumn(new TableColumn("Total").RightAligned()).AddColumn("");
        foreach (var (credits, note) in answer.Notes)
            Row(note, $"{note.Number ?? "credit note"} credits {credits}");
        foreach (var invoice in answer.Invoices)
            Row(invoice, invoice.Number ?? "new invoice");
        screen.Write(table);
        foreach (var difference in answer.Differences)
            screen.WriteLine($"Difference: net {difference.Net}, tax {difference.Tax}, total {difference.Total} {difference.Currency}");
        foreach (var exception in answer.Exceptions)
            screen.WriteLine($"held back: {exception.ChargeGroup ?? exception.Contract} {exception.Machine} {exception.Meter} {exception.Message}");
        if (answer.PutsBack && way == CreditWay.Only)
            screen.WriteLine("Its charges are due again: the next run bills them.");

        void Row(InvoiceAnswer invoice, string what) => table.AddRow(
            Markup.Escape(what), Markup.Escape(invoice.BillTo), Markup.Escape(invoice.Contract ?? invoice.Lines[0].ChargeGroup ?? ""), invoice.Net, invoice.Tax, invoice.Total, invoice.Currency);
    }
}
