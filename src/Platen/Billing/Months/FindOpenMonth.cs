using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell.Access;

namespace Platen.Billing.Months;

/// <summary>The month a biller works on: the one whose run is not posted yet, else the last posted until it is closed, then the next.</summary>
[Needs(ReadingPermissions.Read)]
sealed class FindOpenMonth(Db db)
{
    /// <returns>Null where there is no book yet, or nothing in it to bill.</returns>
    public async Task<Period?> Run(CancellationToken cancellation)
    {
        if (!await db.Company.AnyAsync(cancellation))
            return null;
        var open = await db.Runs.Where(run => run.State != RunState.Posted)
            .OrderByDescending(run => run.Period).Select(run => (Period?)run.Period).FirstOrDefaultAsync(cancellation);
        var posted = await db.Invoices.OrderByDescending(invoice => invoice.Period)
            .Select(invoice => (Period?)invoice.Period).FirstOrDefaultAsync(cancellation);
        if (open is not null && (posted is null || open > posted))
            return open;
        if (posted is { } last)
            return await db.BillingPeriods.AnyAsync(closed => closed.Period == last, cancellation) ? last.AddMonths(1) : last;

        var read = await db.Readings.Where(reading => reading.State == ReadingState.Accepted)
            .MaxAsync(reading => (DateOnly?)reading.ReadOn, cancellation);
        if (read is { } day)
            return Period.Of(day);
        return await db.Terms.OrderBy(terms => terms.FromPeriod).Select(terms => (Period?)terms.FromPeriod).FirstOrDefaultAsync(cancellation);
    }
}
