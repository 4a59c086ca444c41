using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Invoices;

/// <summary>Reads a posted invoice from the ledger.</summary>
static class PostedSource
{
    public static async Task<InvoiceSource?> Read(Db db, string series, long number, CancellationToken cancellation)
    {
        var row = await db.Invoices.SingleOrDefaultAsync(invoice => invoice.Series == series && invoice.Number == number, cancellation);
        if (row is null)
            return null;
        var lines = await db.InvoiceLines.Where(line => line.InvoiceId == row.Id).OrderBy(line => line.No).ToListAsync(cancellation);
        var invoice = new DraftedInvoice(row.BillTo, row.Contract, row.Machine, row.Currency, row.Net, row.Tax, row.Total,
            lines.ConvertAll(line => new InvoiceLine(line.Contract, line.Charge, line.Kind, line.Meter, line.Machine,
                line.Quantity, line.UnitCharge, line.Amount, line.TaxRate, line.Explanation)));
        var apart = (await db.Invoices
            .Where(other => other.RunId == row.RunId && other.BillTo == row.BillTo && other.Contract == row.Contract && other.Machine != null)
            .Select(other => other.Machine!).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        return new InvoiceSource(row.FullNumber, row.RunId, row.CustomerId, row.Period, row.InvoicedOn, row.BillToName, invoice,
            await Contracts(db, row, invoice, apart, cancellation));
    }

    static async Task<List<DraftedContract>> Contracts(
        Db db, Invoice row, DraftedInvoice invoice, IReadOnlySet<string> apart, CancellationToken cancellation)
    {
        var numbers = invoice.Lines.Select(line => line.Contract).Distinct().ToList();
        var contracts = await db.Contracts.Where(contract => numbers.Contains(contract.Number)).OrderBy(contract => contract.Number).ToListAsync(cancellation);
        var ids = contracts.ConvertAll(contract => contract.Id);
        var charges = (await db.BilledCharges
            .Where(charge => ids.Contains(charge.ContractId) && charge.Period == row.Period && charge.RunId == row.RunId)
            .ToListAsync(cancellation)).ToLookup(charge => charge.ContractId);
        var usage = (await db.BilledUsage.Where(usage => ids.Contains(usage.ContractId) && usage.Period == row.Period)
            .OrderBy(usage => usage.MeterId).ToListAsync(cancellation)).ToLookup(usage => (usage.ContractId, usage.Charge));
        return contracts.FindAll(contract => charges[contract.Id].Any()).ConvertAll(contract => new DraftedContract(
            contract.Id, contract.Number, charges[contract.Id].First().TermsVersion, row.Currency, row.ExchangeRate,
            [
                .. charges[contract.Id].Select(charge => Charge(charge, usage[(contract.Id, charge.Charge)]))
                    .Where(charge => InvoiceSource.Belongs(invoice, charge, apart)),
            ]));
    }

    static DraftedCharge Charge(BilledCharge charge, IEnumerable<BilledUsage> usage) => new(
        charge.Charge, charge.BillTo, charge.FirstCycle.Number, charge.Cycles, charge.Copies, charge.Amount, null, 0,
        [
            .. usage.Select(row => new DraftedCount(
                row.MeterId, row.OpenedOn, row.Opening, row.ClosedOn, row.Closing, row.CounterAfter, row.Source, row.Copies)),
        ]);
}
