using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Billing.Invoices;

/// <summary>Reads a drafted invoice.</summary>
static class DraftSource
{
    public static async Task<(InvoiceSource Source, PricedBy PricedBy)?> Read(
        Db db, int runId, int customerId, int no, CancellationToken cancellation)
    {
        var run = await db.Runs.SingleOrDefaultAsync(run => run.Id == runId, cancellation);
        var text = await db.Drafts.Where(draft => draft.RunId == runId && draft.CustomerId == customerId)
            .Select(draft => draft.Document).SingleOrDefaultAsync(cancellation);
        // The document has all of the customer's contracts: whether this invoice is in sight, its heading tells.
        var inSight = await db.DraftInvoices.AnyAsync(row => row.RunId == runId && row.CustomerId == customerId && row.No == no, cancellation);
        if (run is null || text is null || !inSight)
            return null;
        var document = DraftDocument.FromJson(text);
        var invoice = document.Invoices[no];
        var numbers = invoice.Lines.Select(line => line.Contract).ToHashSet(StringComparer.Ordinal);
        var apart = document.Invoices
            .Where(other => other.BillTo == invoice.BillTo && other.Contract == invoice.Contract && other.Machine is not null)
            .Select(other => other.Machine!).ToHashSet(StringComparer.Ordinal);
        var source = new InvoiceSource(null, runId, customerId, run.Period, run.InvoicedOn, null, invoice,
        [
            .. document.Contracts.Where(contract => numbers.Contains(contract.Number)).Select(contract => contract with
            {
                Charges = [.. contract.Charges.Where(charge => InvoiceSource.Belongs(invoice, charge, apart))],
            }),
        ], document.Groups.FirstOrDefault(group => group.Name == invoice.ChargeGroup)?.ExchangeRate);
        return (source, await PricedBy.Read(db, source.Contracts.Select(contract => (contract.Id, contract.TermsVersion)), cancellation));
    }
}
