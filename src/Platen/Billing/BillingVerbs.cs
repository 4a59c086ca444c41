using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Billing.Credits;
using Platen.Billing.Delivery;
using Platen.Billing.Escalation;
using Platen.Billing.Invoices;
using Platen.Billing.Prepaid;
using Platen.Billing.Statements;
using Platen.Billing.Verifying;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Billing;

/// <summary>bill, post and close, and what is asked about them.</summary>
static class BillingVerbs
{
    public static IEnumerable<Command> All() => [Bill(), Post(), InvoiceVerbs.Invoice(), PrepaidVerbs.Prepaid(), CreditVerbs.Credit(), CreditVerbs.InvoiceByHand(), StatementVerbs.Statement(), VerifyVerbs.Verify(), DeliveryVerbs.Deliver(), Close(), EscalationVerbs.Escalate()];

    static Command Bill()
    {
        var period = AskedMonth.Argument("The month to bill, like 2026-01.");
        var preview = new Option<bool>("--preview") { Description = "Rate the period and keep nothing." };
        var post = new Option<bool>("--post") { Description = "Post at once what nothing holds back." };
        var discard = new Option<bool>("--discard") { Description = "Throw the drafts of this choice away; what is posted stays." };
        var only = new Option<ChargeKind?>("--only") { Description = "Only meter charges, or only fees and minimums billed by themselves: meter, fee." };
        var day = new Option<int[]>("--day") { Description = "Only contracts billed on these days, and those without a day.", AllowMultipleArgumentsPerToken = true };
        var date = AskedDay.Option("--date", "The invoices' date; the period's last day where none is given, or today where that month is closed.");
        var site = new Option<string?>("--site") { Description = "Only contracts of this site.", HelpName = "SITE" };
        var contract = new Option<string[]>("--contract") { Description = "Only these contracts.", HelpName = "NUMBER", AllowMultipleArgumentsPerToken = true };
        var ready = new Option<bool>("--ready") { Description = "Charge by charge: fees, and charges whose readings are there, do not wait for the contract's others." };
        return new Command("bill", "Plan and rate a period, and keep the draft for review.")
            .With(period, preview, post, discard, only, day, date, site, contract, ready)
            .Does(async (verb, cancellation) =>
            {
                var days = BillRequest.Asked(verb.Get(day) is { Length: > 0 } chosen ? chosen : null);
                var request = new BillRequest(verb.Get(period), verb.Get(only), days, verb.Get(date), verb.Get(site),
                    verb.Get(contract) is { Length: > 0 } named ? named.ToHashSet(StringComparer.Ordinal) : null, Ready: verb.Get(ready));
                if (!await verb.Use<Db>().Company.AnyAsync(cancellation))
                    await verb.Terminal.Error.WriteLineAsync("There is no book yet, so nothing to bill. Import one with 'platen import FILE'.");
                if (verb.Get(discard))
                    return await Discard(verb, request, cancellation);
                if (verb.Get(preview))
                    return await Tell(verb, await verb.Use<AnswerRun>().Preview(request, cancellation));

                var run = await verb.Watch(progress => verb.Use<BillPeriod>().Run(request, progress, cancellation));
                if (verb.Get(post))
                    await verb.Watch(progress => verb.Use<PostRun>().Run(run, progress, cancellation));
                return await Tell(verb, await verb.Use<AnswerRun>().Of(run, cancellation));
            });
    }

    static async Task<Exit> Discard(Verb verb, BillRequest request, CancellationToken cancellation)
    {
        var discarded = await verb.Use<DiscardRun>().Run(request, cancellation);
        await verb.Answer(discarded, screen => screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Run {discarded.Run} of {discarded.Period}: {discarded.Drafts:N0} drafted {(discarded.Drafts == 1 ? "invoice is" : "invoices are")} discarded{(discarded.Posted > 0 ? $"; {discarded.Posted:N0} posted before stay" : "")}.")));
        return Exit.Done;
    }

    static Command Post()
    {
        var run = new Argument<int>("run") { Description = "The run's number, as 'platen bill' tells it." };
        return new Command("post", "Post a drafted run: number its invoices and write them into the ledger.")
            .With(run)
            .Does(async (verb, cancellation) =>
            {
                var posted = await verb.Watch(progress => verb.Use<PostRun>().Run(verb.Get(run), progress, cancellation));
                var exit = await Tell(verb, await verb.Use<AnswerRun>().Of(posted.Run, cancellation));
                if (posted.BackToReview == 0)
                    return exit;
                await verb.Terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{posted.BackToReview} customers' drafts changed since they were reviewed. Look at them, and post run {posted.Run} again."));
                return Exit.DoneWithExceptions;
            });
    }

    static Command Close()
    {
        var period = AskedMonth.Argument("The month to close.");
        var site = new Option<string?>("--site") { Description = "Only this site's month; others go on with theirs.", HelpName = "SITE" };
        return new Command("close", "Close a period, when nothing of it is left unprocessed.")
            .With(period).With(site)
            .Does(async (verb, cancellation) =>
            {
                var closed = await Close(verb, verb.Get(period), verb.Get(site), cancellation);
                await verb.Answer(closed, screen => screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{closed.Period} is closed{(closed.Site is { } code ? $" for site {code}" : "")}: {closed.Invoices:N0} {(closed.Invoices == 1 ? "invoice" : "invoices")} of {string.Join(" + ", (closed.Apart ?? []).Select(sum => $"{sum.Total} {sum.Currency}").Prepend(closed.Total))}, {closed.Copies:N0} copies on {closed.Meters:N0} meters.")));
                return Exit.Done;
            });
    }

    /// <summary>A run that is not posted leaves all its contracts; a person reads the first, as on the page, and a program all.</summary>
    static async Task<Closed> Close(Verb verb, Period period, string? site, CancellationToken cancellation)
    {
        const int most = 100;
        try
        {
            return await verb.Use<ClosePeriod>().Run(period, site, cancellation);
        }
        catch (Refusal refusal) when (refusal.Faults.Count > most && !verb.Json)
        {
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"{refusal.Message} The first {most}:"), [.. refusal.Faults.Take(most)]);
        }
    }

    static async Task<Exit> Tell(Verb verb, RunAnswer answer)
    {
        await verb.Answer(answer, screen => Show(screen, answer));
        return answer.NeedsHands ? Exit.DoneWithExceptions : Exit.Done;
    }

    static void Show(IAnsiConsole screen, RunAnswer answer)
    {
        screen.WriteLine(answer.Run is { } run
            ? string.Create(CultureInfo.InvariantCulture, $"Run {run} of {answer.Period}, {answer.State}")
            : $"Preview of {answer.Period}; nothing is kept");
        var table = new Table().Border(TableBorder.Simple).AddColumn("Invoice").AddColumn("Bill to").AddColumn("Contract")
            .AddColumn(Right("Net")).AddColumn(Right("Tax")).AddColumn(Right("Total")).AddColumn("");
        foreach (var invoice in answer.Invoices)
        {
            table.AddRow(invoice.Number ?? "draft", Markup.Escape(invoice.BillTo), Markup.Escape(invoice.Contract ?? invoice.Lines[0].ChargeGroup!),
                invoice.Net, invoice.Tax, invoice.Total, invoice.Currency);
        }

        screen.Write(table);
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{answer.Totals.Invoices:N0} {(answer.Totals.Invoices == 1 ? "invoice" : "invoices")}, net {answer.Totals.Net}, tax {answer.Totals.Tax}, total {answer.Totals.Total}"));
        foreach (var other in answer.Totals.Others ?? [])
            screen.WriteLine($"  and in {other.Currency}: net {other.Net}, tax {other.Tax}, total {other.Total}");
        if (answer.Shipments.Count > 0)
            screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.Shipments.Count:N0} shipments of charge groups cancelled at 0.00"));
        foreach (var exception in answer.Exceptions)
        {
            var mark = exception.Severity == Severity.Blocking ? "held back" : "look";
            screen.WriteLine($"{mark}: {exception.ChargeGroup ?? exception.Contract} {exception.Machine} {exception.Meter} {exception.Message}");
        }
    }

    static TableColumn Right(string title) => new TableColumn(title).RightAligned();
}
