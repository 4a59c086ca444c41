using Microsoft.EntityFrameworkCore;
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
        var posted = (await db.Invoices.Where(invoice => invoice.Period >= from && invoice.Period <= until)
            .GroupBy(invoice => new { invoice.Period, invoice.ExchangeRate })
            .Select(group => new { group.Key.Period, group.Key.ExchangeRate, Net = group.Sum(invoice => invoice.Net) })
            .ToListAsync(cancellation)).ToLookup(row => row.Period);
        var drafted = await db.DraftInvoices
            .Where(invoice => db.Runs.Any(run => run.Id == invoice.RunId && run.Period == until))
            .SumAsync(invoice => invoice.Net, cancellation);
        return
        [
            .. Enumerable.Range(0, months).Select(from.AddMonths).Select(period => new BilledMonth(
                period, posted[period].Sum(row => row.Net * (row.ExchangeRate ?? 1)), period == until ? drafted : 0)),
        ];
    }
}

/// <summary>A month's billed and drafted amounts.</summary>
sealed record BilledMonth(Period Period, decimal Posted, decimal Drafted);
