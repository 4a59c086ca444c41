using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>Invoices, posted or drafted, of one run and month and in one currency at one rate, added up by the database.</summary>
/// <param name="Period">Null of drafts: it is their run's.</param>
/// <param name="Rate">The dealer's own currency for one of theirs; 1 in that itself, null where it is not known.</param>
sealed record InvoiceSum(int RunId, Period? Period, string Currency, decimal? Rate, decimal Net, decimal Tax)
{
    public static async Task<List<InvoiceSum>> Posted(Db db, IQueryable<Invoice> invoices, CancellationToken cancellation) => In(
        await Own(db, cancellation),
        await invoices.GroupBy(invoice => new { invoice.RunId, invoice.Period, invoice.Currency, invoice.ExchangeRate })
            .Select(same => new InvoiceSum(same.Key.RunId, same.Key.Period, same.Key.Currency, same.Key.ExchangeRate, same.Sum(invoice => invoice.Net), same.Sum(invoice => invoice.Tax)))
            .ToListAsync(cancellation));

    public static async Task<List<InvoiceSum>> Drafted(Db db, IQueryable<DraftInvoice> drafts, CancellationToken cancellation) => In(
        await Own(db, cancellation),
        await drafts.GroupBy(invoice => new { invoice.RunId, invoice.Currency, invoice.ExchangeRate })
            .Select(same => new InvoiceSum(same.Key.RunId, null, same.Key.Currency, same.Key.ExchangeRate, same.Sum(invoice => invoice.Net), same.Sum(invoice => invoice.Tax)))
            .ToListAsync(cancellation));

    /// <summary>Terms may name a rate for the dealer's own currency too, where it means nothing.</summary>
    static List<InvoiceSum> In(string? own, List<InvoiceSum> sums) => sums.ConvertAll(sum => sum.Currency == own ? sum with { Rate = 1 } : sum);

    /// <returns>Null before the first book.</returns>
    static Task<string?> Own(Db db, CancellationToken cancellation) => db.Company.Select(company => company.Currency).SingleOrDefaultAsync(cancellation);
}
