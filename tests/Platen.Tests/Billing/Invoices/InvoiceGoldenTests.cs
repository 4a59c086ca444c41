using Microsoft.EntityFrameworkCore;
using Platen.Billing.Invoices;
using Platen.Billing.Invoices.Pdf;
using Platen.Data;
using Platen.Rating;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Invoices;

/// <summary>The demo dealer's invoices as they are printed, the same on both databases.</summary>
public sealed class InvoiceGoldenTests(DemoYear year)
{
    [Theory]
    [EveryDatabase("pooled", "ACC001", 2025_11)]
    [EveryDatabase("whole-volume", "HOE001", 2026_04)]
    [EveryDatabase("per-machine", "VRE001", 2025_12)]
    [EveryDatabase("consolidated", "PRO001", 2026_04)]
    [EveryDatabase("third-party", "PBT001", 2026_04)]
    [EveryDatabase("dollars", "OKA001", 2026_04)]
    [EveryDatabase("reset-counter", "MIL001", 2026_04)]
    [EveryDatabase("estimated", "KLI001", 2026_07)]
    [EveryDatabase("quarterly", "SAV001", 2026_04)]
    public async Task An_invoice_reads_the_same_today_as_when_it_was_approved(TestDatabase database, string name, string payer, int period)
    {
        await using var db = new Db((await year.On(database)).Database);
        var cancellation = TestContext.Current.CancellationToken;
        var month = Period.FromNumber(period);
        var posted = await db.Invoices.Where(invoice => invoice.BillTo == payer && invoice.Period == month)
            .OrderBy(invoice => invoice.Number).FirstAsync(cancellation);

        var invoice = (await new ShowInvoice(db).Posted(posted.FullNumber, cancellation))!;

        Golden.Matches($"{name}.txt", InvoiceText.Of(invoice, explain: true));
        Golden.Matches($"{name}.pdf.txt", PdfText.Of(InvoicePdf.Of(invoice)));
    }
}
