using System.CommandLine;
using Platen.Billing.Invoices.Pdf;
using Platen.Shell;

namespace Platen.Billing.Invoices;

/// <summary>invoice: one invoice as text, with its why, as JSON or as a PDF.</summary>
static class InvoiceVerbs
{
    public static Command Invoice()
    {
        var number = new Argument<string>("number") { Description = "The invoice's number, like INV0000088." };
        var explain = new Option<bool>("--explain") { Description = "Tell of every line how its amount came about." };
        var pdf = new Option<FileInfo?>("--pdf") { Description = "Write the invoice into this file, as the customer gets it.", HelpName = "FILE" };
        return new Command("invoice", "Show a posted invoice.")
            .With(number, explain, pdf)
            .Does(async (verb, cancellation) =>
            {
                var invoice = await verb.Use<ShowInvoice>().Posted(verb.Get(number), cancellation)
                    ?? throw new Refusal($"There is no invoice {verb.Get(number)}. 'platen bill PERIOD' lists a period's invoices with their numbers.");
                if (verb.Get(pdf) is { } file)
                    await File.WriteAllBytesAsync(file.FullName, InvoicePdf.Of(invoice), cancellation);

                // Written as it is: its lines are to stay whole on any screen.
                await verb.Answer(invoice, screen => screen.Profile.Out.Writer.Write(
                    verb.Get(pdf) is { } written ? $"{invoice.Number} is in {written.FullName}.\n" : InvoiceText.Of(invoice, verb.Get(explain))));
                return Exit.Done;
            });
    }
}
