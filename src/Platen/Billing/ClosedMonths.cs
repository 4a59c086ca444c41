using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Components;

namespace Platen.Billing;

/// <summary>
/// No document is dated in a month that is closed, though it may be of that month's billing. A month is closed for the dealer, or for a
/// site and what its contracts are billed.
/// </summary>
static class ClosedMonths
{
    /// <summary>The date of a run's invoices: as asked; else the period's last day, or today where its month is closed.</summary>
    public static async Task<DateOnly> DateOf(Database database, BillRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        string[] sites = request.Site is { } site ? [site] : [];
        if (request.InvoicedOn is null && await Of(db, request.Period, sites, cancellation) is not null)
            return today;
        var date = request.InvoicedOn ?? request.Period.LastDay;
        await Refuse(db, date, sites, cancellation);
        return date;
    }

    /// <param name="sites">Those of the contracts that the document is for.</param>
    /// <exception cref="Refusal">The day lies in a closed month.</exception>
    public static async Task Refuse(Db db, DateOnly date, IReadOnlyCollection<string> sites, CancellationToken cancellation)
    {
        if (!PossibleDays.Have(date))
            throw new Refusal($"{PossibleDays.Fault} Name a day in an open month with --date.");
        if (await Of(db, Period.Of(date), sites, cancellation) is { } closed)
            throw new Refusal($"{closed}: nothing is dated {Numerals.Day(date)} any more. Name a day in an open month with --date.");
    }

    /// <summary>The sites that closed a month for themselves.</summary>
    public static async Task<IReadOnlySet<string>> SitesOf(Db db, Period period, CancellationToken cancellation) =>
        await db.SitePeriods.Where(closed => closed.Period == period).Select(closed => closed.Site).ToHashSetAsync(cancellation);

    /// <returns>What is closed, in words; null where nothing is.</returns>
    static async Task<string?> Of(Db db, Period period, IReadOnlyCollection<string> sites, CancellationToken cancellation)
    {
        if (await db.BillingPeriods.AnyAsync(closed => closed.Period == period, cancellation))
            return $"{period} is closed";
        if (sites.Count == 0)
            return null;
        var site = (await SitesOf(db, period, cancellation)).Intersect(sites).Order(StringComparer.Ordinal).FirstOrDefault();
        return site is null ? null : $"{period} is closed for site {site}";
    }
}
