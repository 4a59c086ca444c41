using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Finding;

namespace Platen.Billing.Invoices;

/// <summary>Invoices for the finder, by number.</summary>
[Needs(BillingPermissions.Read)]
sealed class FindInvoices(Db db) : IFindable
{
    public async Task<IReadOnlyList<Hit>> Find(string text, CancellationToken cancellation)
    {
        if (ListInvoices.NumberIn(text) is not { } number)
            return [];

        var found = await db.Invoices.Where(invoice => invoice.Number == number).Take(3).ToListAsync(cancellation);
        return found.ConvertAll(invoice => new Hit("Invoice", invoice.FullNumber, invoice.BillToName, Paths.Invoice(invoice.FullNumber)));
    }
}
