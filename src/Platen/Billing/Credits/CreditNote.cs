using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Credits;

/// <summary>Makes the note that credits an invoice: the same lines, taken back.</summary>
static class CreditNote
{
    public static async Task<LedgerInvoice> Of(Db db, Invoice credited, int id, long number, DateOnly date, CancellationToken cancellation)
    {
        var lines = await db.InvoiceLines.Where(line => line.InvoiceId == credited.Id).OrderBy(line => line.No).ToListAsync(cancellation);
        var entry = await db.JournalLines.Where(line => line.InvoiceId == credited.Id).OrderBy(line => line.No).ToListAsync(cancellation);
        return new LedgerInvoice(
            new Invoice
            {
                Id = id,
                Series = Credit.Series,
                Number = number,
                RunId = 0,
                Period = credited.Period,
                InvoicedOn = date,
                CustomerId = credited.CustomerId,
                BillTo = credited.BillTo,
                BillToName = credited.BillToName,
                Contract = credited.Contract,
                ChargeGroup = credited.ChargeGroup,
                Machine = credited.Machine,
                Address = credited.Address,
                AddressLines = credited.AddressLines,
                Currency = credited.Currency,
                ExchangeRate = credited.ExchangeRate,
                Net = -credited.Net,
                Tax = -credited.Tax,
                Total = -credited.Total,
            },
            lines.ConvertAll(line => PostedLine.Of(id, line.No, line.AsInvoiced().TakenBack)),
            Journal.TakenBack(entry.Select(side => new JournalSide(side.Account, side.Debit, side.Credit))));
    }
}
