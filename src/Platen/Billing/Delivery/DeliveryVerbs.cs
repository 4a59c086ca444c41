using System.CommandLine;
using System.Globalization;
using Platen.Notifications.Sending;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Billing.Delivery;

/// <summary>deliver.</summary>
static class DeliveryVerbs
{
    public static Command Deliver()
    {
        var period = AskedMonth.Argument("The month whose posted invoices go out.");
        var print = new Option<FileInfo?>("--print") { Description = "Write those that go out on paper into this PDF.", HelpName = "FILE" };
        return new Command("deliver", "Send a month's posted invoices to their payers, each as they want it and once.")
            .With(period, print)
            .Does(async (verb, cancellation) =>
            {
                var delivered = await verb.Watch(progress => verb.Use<DeliverInvoices>().Run(verb.Get(period), progress, cancellation));
                if (verb.Get(print) is { } file)
                    await File.WriteAllBytesAsync(file.FullName, await verb.Use<PrintPack>().Run(verb.Get(period), cancellation), cancellation);
                var mails = await verb.Use<SendMails>().Run(cancellation);
                await verb.Answer(new Answered(delivered, mails), screen => Say(screen, delivered, mails));
                return delivered.Unreachable + mails.Failed + mails.Waiting == 0 ? Exit.Done : Exit.DoneWithExceptions;
            });
    }

    static void Say(IAnsiConsole screen, InvoicesDelivered delivered, MailsSent mails)
    {
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{delivered.Mailed} to mail, {delivered.ToPrint} to print, {delivered.Kept} for nobody, {delivered.Unreachable} without an address."));
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{mails.Sent} sent, {mails.Failed} failed, {mails.Waiting} waiting.{(mails.Why is { } why ? " " + why : "")}"));
    }

    /// <summary>As --json answers it.</summary>
    sealed record Answered(InvoicesDelivered Invoices, MailsSent Mails);
}
