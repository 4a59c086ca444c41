using Microsoft.EntityFrameworkCore;
using Platen.Billing.Invoices;
using Platen.Data;

namespace Platen.Billing.Credits;

/// <summary>Which invoice credits or replaces which.</summary>
static class CreditLinks
{
    /// <summary>A posted invoice, with what it credits, is credited by, replaces and is replaced by.</summary>
    public static async Task<ShownInvoice> Add(Db db, ShownInvoice shown, CancellationToken cancellation)
    {
        if (shown.Number is not { } number || await FindInvoice.Of(db, number, cancellation) is not { } invoice)
            return shown;
        var credits = await db.Credits.Where(credit => credit.InvoiceId == invoice.Id || credit.CreditedId == invoice.Id || credit.ReplacedById == invoice.Id).ToListAsync(cancellation);
        var note = credits.Find(credit => credit.InvoiceId == invoice.Id);
        var by = credits.Find(credit => credit.CreditedId == invoice.Id);
        return shown with
        {
            Credits = note is null ? null : await Number(db, note.CreditedId, cancellation),
            CreditedBy = by is null ? null : await Number(db, by.InvoiceId, cancellation),
            Reason = (note ?? by)?.Reason,
            Replaces = note is not null ? [] : invoice.RunId == 0
                ? await Numbers(db.Invoices.Where(row => db.Credits.Any(credit => credit.ReplacedById == invoice.Id && credit.CreditedId == row.Id)), cancellation)
                : await Numbers(SameAs(db, invoice).Where(row => row.Id < invoice.Id
                    && db.Credits.Any(credit => credit.CreditedId == row.Id && credit.PutsBack && credit.InvoiceId < invoice.Id)), cancellation),
            ReplacedBy = by is null ? [] : by.PutsBack
                ? await Numbers(SameAs(db, invoice).Where(row => row.Id > by.InvoiceId), cancellation)
                : await Numbers(db.Invoices.Where(row => row.Id == by.ReplacedById), cancellation),
        };
    }

    /// <summary>Invoices of runs for the same: payer, period, contract, group and machine.</summary>
    static IQueryable<Invoice> SameAs(Db db, Invoice invoice) => db.Invoices.Where(row => row.RunId != 0 && row.Id != invoice.Id && row.CustomerId == invoice.CustomerId
        && row.Period == invoice.Period && row.BillTo == invoice.BillTo && row.Contract == invoice.Contract && row.ChargeGroup == invoice.ChargeGroup
        && row.Machine == invoice.Machine && row.Address == invoice.Address && row.Currency == invoice.Currency);

    static async Task<string?> Number(Db db, int id, CancellationToken cancellation) =>
        (await db.Invoices.SingleOrDefaultAsync(invoice => invoice.Id == id, cancellation))?.FullNumber;

    static async Task<IReadOnlyList<string>> Numbers(IQueryable<Invoice> which, CancellationToken cancellation) =>
        [.. (await which.OrderBy(invoice => invoice.Id).ToListAsync(cancellation)).Select(invoice => invoice.FullNumber)];
}
