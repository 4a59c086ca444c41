using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Invoices;

/// <summary>Reads a posted invoice from the ledger.</summary>
static class PostedSource
{
    public static async Task<(InvoiceSource Source, PricedBy PricedBy)?> Read(
        Db db, string series, long number, CancellationToken cancellation)
    {
        var ledger = await LedgerRows.Read(
            db, db.Invoices.Where(invoice => invoice.Series == series && invoice.Number == number), cancellation);
        if (ledger.Invoices.Count == 0)
            return null;
        var row = ledger.Invoices[0];
        var apart = Apart.Of((await db.Invoices
            .Where(other => other.BillTo == row.BillTo && other.Period == row.Period && other.RunId == row.RunId && other.Contract == row.Contract)
            .Select(other => new { other.Machine, other.Address }).ToListAsync(cancellation)).Select(other => (other.Machine, other.Address)));
        var invoice = new DraftedInvoice(row.BillTo, row.Contract, row.Machine, row.Currency, row.Net, row.Tax, row.Total,
            [.. ledger.Lines[row.Id].Select(line => line.AsInvoiced())], row.ChargeGroup, row.Address);
        var source = new InvoiceSource(row.FullNumber, row.RunId, row.CustomerId, row.Period, row.InvoicedOn, row.BillToName, invoice,
            row.RunId == 0 ? [] : [.. ledger.Contracts.OrderBy(contract => contract.Key, StringComparer.Ordinal)
                .Select(contract => Contract(contract.Key, contract.Value, row, invoice, apart, ledger))], row.ExchangeRate, row.AddressLines);
        return await OversSource.Add(db, source, ledger.PricedBy, null, cancellation);
    }

    static DraftedContract Contract(
        string number, int id, Invoice row, DraftedInvoice invoice, Apart apart, LedgerRows ledger)
    {
        // A contract may be billed twice in a period, its meters by one run and its fees by another.
        var charges = ledger.Charges[(id, row.RunId)].ToList();
        var addresses = InvoiceAddresses.Of(ledger.PricedBy.Terms[(id, charges[0].TermsVersion)].Terms);
        return new DraftedContract(id, number, charges[0].TermsVersion, row.Currency, row.ExchangeRate,
        [
            .. charges.Select(charge => Charge(charge, ledger, ledger.Prepaid.GetValueOrDefault((id, row.RunId, charge.Charge))))
                .Where(charge => InvoiceSource.Belongs(invoice, charge, apart, addresses)),
        ]);
    }

    static DraftedCharge Charge(BilledCharge charge, LedgerRows ledger, PrepaidUse? prepaid) => new(
        charge.Charge, charge.BillTo, charge.FirstCycle.Number, charge.Cycles, charge.Copies, charge.Amount, null, 0,
        [
            .. from row in ledger.Usage[(charge.ContractId, charge.RunId, charge.Charge)]
               let grouped = ledger.Grouped.GetValueOrDefault((row.MeterId, row.ContractId, charge.RunId))
               select new DraftedCount(row.MeterId, row.OpenedOn, row.Opening, row.ClosedOn, row.Closing, row.CounterAfter, row.Source, row.Copies, row.Deducted,
                   grouped?.GroupId, grouped?.Amount ?? 0),
        ],
        prepaid);
}
