using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Months;

/// <summary>What was billed in each of the months up to one, net and in the company's currency, with what its run has drafted.</summary>
[Needs(BillingPermissions.Read)]
sealed class ListBilledMonths(Db db)
{
    public async Task<IReadOnlyList<BilledMonth>> Run(Period until, int months, CancellationToken cancellation)
    {
        var from = until.AddMonths(1 - months);
        var posted = (await InvoiceSum.Posted(db, db.Invoices.Where(invoice => invoice.Period >= from && invoice.Period <= until), cancellation)).ToLookup(sum => sum.Period);
        var drafted = Worth.Of(
            await InvoiceSum.Drafted(db, db.DraftInvoices.Where(invoice => db.Runs.Any(run => run.Id == invoice.RunId && run.Period == until)), cancellation), sum => sum.Net);
        return
        [
            .. Enumerable.Range(0, months).Select(from.AddMonths).Select(period => new BilledMonth(
                period, Worth.Of(posted[period], sum => sum.Net), period == until ? drafted : Worth.Nothing)),
        ];
    }
}

/// <summary>A month's billed and drafted amounts.</summary>
sealed record BilledMonth(Period Period, Worth Posted, Worth Drafted);
