using Microsoft.EntityFrameworkCore;
using PdfSharp.Pdf.IO;
using Platen.Billing.Invoices;
using Platen.Billing.Invoices.Pdf;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Delivery;

/// <summary>A month's invoices that go out on paper, one after another in one PDF.</summary>
[Needs(BillingPermissions.Read)]
sealed class PrintPack(Db db, ShowInvoice show)
{
    public async Task<byte[]> Run(Period period, CancellationToken cancellation)
    {
        var invoices = await db.Invoices
            .Where(invoice => invoice.Period == period && db.Deliveries.Any(done => done.InvoiceId == invoice.Id && done.Way == DeliveryWay.Print))
            .OrderBy(invoice => invoice.BillToName).ThenBy(invoice => invoice.Number).ToListAsync(cancellation);
        if (invoices.Count == 0)
            throw new Refusal($"Of {period}, no invoice goes out on paper. 'platen deliver {period}' decides which do.");

        using var pack = PdfPaper.NewDocument();
        foreach (var invoice in invoices)
        {
            var pdf = InvoicePdf.Of((await show.Posted(invoice.FullNumber, cancellation))!);
            using var one = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
            foreach (var page in one.Pages)
                pack.AddPage(page);
        }

        pack.Info.Title = $"Invoices of {period} on paper";
        using var bytes = new MemoryStream();
        await pack.SaveAsync(bytes);
        return bytes.ToArray();
    }
}
