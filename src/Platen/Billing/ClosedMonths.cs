using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Billing;

/// <summary>No document is dated in a month that is closed, though it may be of that month's billing.</summary>
static class ClosedMonths
{
    /// <summary>The date of a run's invoices: as asked; else the period's last day, or today where its month is closed.</summary>
    public static async Task<DateOnly> DateOf(Database database, BillRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (request.InvoicedOn is null && await IsClosed(db, request.Period, cancellation))
            return today;
        var date = request.InvoicedOn ?? request.Period.LastDay;
        await Refuse(db, date, cancellation);
        return date;
    }

    /// <exception cref="Refusal">The day lies in a closed month.</exception>
    public static async Task Refuse(Db db, DateOnly date, CancellationToken cancellation)
    {
        if (await IsClosed(db, Period.Of(date), cancellation))
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"{Period.Of(date)} is closed: nothing is dated {date:yyyy-MM-dd} any more. Name a day in an open month with --date."));
    }

    static Task<bool> IsClosed(Db db, Period period, CancellationToken cancellation) =>
        db.BillingPeriods.AnyAsync(closed => closed.Period == period, cancellation);
}
