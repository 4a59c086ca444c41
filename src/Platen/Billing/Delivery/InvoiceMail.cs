using Platen.Billing.Credits;
using Platen.Billing.Invoices;
using Platen.Billing.Invoices.Pdf;
using Platen.Notifications;
using Platen.Shell;
using Platen.Shell.Components;

namespace Platen.Billing.Delivery;

/// <summary>The mail with which an invoice goes to its payer.</summary>
static class InvoiceMail
{
    /// <summary>The kind of such a mail, and of the file that goes with it.</summary>
    public const string Kind = "invoice";

    public static string Key(string number) => $"{Kind}:{number}";

    public static NewMail Of(Invoice invoice, string to, string dealer)
    {
        var (number, month, total) = (invoice.FullNumber, Numerals.Month(invoice.Period), $"{invoice.Currency} {Numerals.Amount(invoice.Total)}");
        var (name, what) = invoice.Series == Credit.Series ? ("Credit note", "credit note") : ("Invoice", "invoice");
        return new NewMail(Key(number), Kind, to, $"{name} {number} from {dealer}, {month}",
            $"""
            Good day,

            your {what} for {month} is attached.

            {name,-9} {number}
            Dated     {Numerals.Day(invoice.InvoicedOn)}
            {(invoice.Contract is { } contract ? $"Contract  {contract}" : $"For       {invoice.ChargeGroup ?? "all your contracts"}")}
            Total     {total}

            {(invoice.RunId == 0 ? "It tells line by line what it is for." : invoice.ChargeGroup is null ? "Every reading behind it stands on its last page." : "It tells how its amount came about.")}

            {dealer}

            """.ReplaceLineEndings("\n"))
        {
            About = (Kind, number),
            Attachments = [Key(number)],
        };
    }

    /// <summary>Makes the PDF when the mail goes out.</summary>
    public static AttachmentKind File { get; } = new(Kind, async (services, number, cancellation) =>
        await services.GetRequiredService<ShowInvoice>().Posted(number, cancellation) is { } invoice
            ? new Attachment($"{number}.pdf", "application/pdf", InvoicePdf.Of(invoice))
            : throw new Refusal($"There is no invoice {number}."));
}
