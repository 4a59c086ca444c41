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
            credited.FollowedBy(id, Credit.Series, number, date, -credited.Net, -credited.Tax),
            lines.ConvertAll(line => line.AsInvoiced().TakenBack),
            Journal.TakenBack(entry.Select(side => new JournalSide(side.Account, side.Debit, side.Credit))));
    }
}
