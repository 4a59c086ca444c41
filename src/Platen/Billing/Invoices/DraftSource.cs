using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

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
        var apart = Apart.Of(document.Invoices.Where(other => other.BillTo == invoice.BillTo && other.Contract == invoice.Contract)
            .Select(other => (other.Machine, other.Address)));
        var contracts = document.Contracts.Where(contract => numbers.Contains(contract.Number)).ToList();
        var pricedBy = await PricedBy.Read(db, contracts.Select(contract => (contract.Id, contract.TermsVersion)), cancellation);
        var source = new InvoiceSource(null, runId, customerId, run.Period, run.InvoicedOn, null, invoice,
        [
            .. from contract in contracts
               let addresses = InvoiceAddresses.Of(pricedBy.Terms[(contract.Id, contract.TermsVersion)].Terms)
               select contract with { Charges = [.. contract.Charges.Where(charge => InvoiceSource.Belongs(invoice, charge, apart, addresses))] },
        ], document.Groups.FirstOrDefault(group => group.Name == invoice.ChargeGroup)?.ExchangeRate);
        return await OversSource.Add(db, source, pricedBy, document.Contracts, cancellation);
    }
}
