using Microsoft.EntityFrameworkCore;
using Platen.Customers;
using Platen.Data;
using Platen.Notifications;
using Platen.Rating;
using Platen.Readings;
using Platen.Setup;
using Platen.Shell.Access;

namespace Platen.Billing.Months;

/// <summary>How a month stands at each of its stations, in a few counts.</summary>
[Needs(BillingPermissions.Read)]
sealed class ShowMonth(Db db, CaptureGrid readings, TimeProvider clock)
{
    public async Task<MonthStanding> Run(Period period, CancellationToken cancellation)
    {
        var counts = await readings.Counts(period, cancellation);
        var runs = await db.Runs.Where(run => run.Period == period).OrderBy(run => run.Id).ToListAsync(cancellation);
        var open = runs.LastOrDefault(run => run.State != RunState.Posted);
        // A run of a few contracts tells nothing of the others.
        int? lastRun = open?.Id ?? (runs.FindLast(run => run.Contracts is null) ?? runs.LastOrDefault())?.Id;
        var last = lastRun ?? 0;
        var drafted = db.DraftInvoices.Where(invoice => invoice.RunId == last);
        var posted = db.Invoices.Where(invoice => invoice.Period == period);
        var mails = db.Mails.Where(mail => db.Deliveries.Any(done => done.Period == period && done.MailKey == mail.Key));
        return new MonthStanding
        {
            Period = period,
            Meters = counts.Due,
            Missing = counts.Missing,
            Held = counts.Held,
            OpenRun = open?.Id,
            LastRun = lastRun,
            Working = open?.State is RunState.Rating or RunState.Posting,
            HeldBack = await db.RunExceptions.Where(row => row.RunId == last && row.Severity == Severity.Blocking)
                .Select(row => row.Contract).Distinct().CountAsync(cancellation),
            Drafted = await drafted.CountAsync(cancellation),
            DraftedNet = Worth.Of(await InvoiceSum.Drafted(db, drafted, cancellation), sum => sum.Net),
            Posted = await posted.CountAsync(cancellation),
            PostedNet = Worth.Of(await InvoiceSum.Posted(db, posted, cancellation), sum => sum.Net),
            ToDeliver = await posted.CountAsync(invoice => !db.Deliveries.Any(done => done.InvoiceId == invoice.Id), cancellation),
            ToPrint = await db.Deliveries.CountAsync(done => done.Period == period && done.Way == DeliveryWay.Print, cancellation),
            OnTheirWay = await mails.CountAsync(mail => mail.State < MailState.Sent, cancellation),
            NotDelivered = await mails.CountAsync(mail => mail.State == MailState.GivenUp, cancellation),
            ClosesFrom = ClosePeriod.NotBefore(period, clock.GetUtcNow()),
            ClosedAt = await db.BillingPeriods.Where(closed => closed.Period == period)
                .Select(closed => (DateTimeOffset?)closed.ClosedAt).FirstOrDefaultAsync(cancellation),
            Sites = await Sites(period, cancellation),
        };
    }

    async Task<List<SiteStanding>> Sites(Period period, CancellationToken cancellation)
    {
        var closed = await db.SitePeriods.Where(closed => closed.Period == period).ToDictionaryAsync(closed => closed.Site, closed => closed.ClosedAt, cancellation);
        return (await ListSetup.Of(db, SetupTables.Sites, cancellation)).Cast<Site>()
            .Select(site => new SiteStanding(site.Code, site.Name, closed.TryGetValue(site.Code, out var at) ? at : null)).ToList();
    }
}

/// <summary>A month's counts, station by station.</summary>
sealed record MonthStanding
{
    public required Period Period { get; init; }

    /// <summary>Meters that the month needs a reading of, and how many have none.</summary>
    public required int Meters { get; init; }
    public required int Missing { get; init; }

    /// <summary>Meters whose reading waits for a person (RD-6).</summary>
    public required int Held { get; init; }

    /// <summary>The run that is not posted yet.</summary>
    public required int? OpenRun { get; init; }
    public required int? LastRun { get; init; }

    /// <summary>The open run is being rated or posted just now, or was cut off.</summary>
    public required bool Working { get; init; }

    /// <summary>Contracts the last run could not bill (RUN-8).</summary>
    public required int HeldBack { get; init; }
    public required int Drafted { get; init; }
    public required Worth DraftedNet { get; init; }
    public required int Posted { get; init; }
    public required Worth PostedNet { get; init; }

    /// <summary>Posted invoices that nobody has sent yet.</summary>
    public required int ToDeliver { get; init; }

    /// <summary>Invoices in the pack that is printed.</summary>
    public required int ToPrint { get; init; }

    /// <summary>Invoices whose mail waits, or is tried again.</summary>
    public required int OnTheirWay { get; init; }

    /// <summary>Invoices whose mail was given up.</summary>
    public required int NotDelivered { get; init; }

    /// <summary>The first day on which it can be closed, while that is still to come.</summary>
    public required DateOnly? ClosesFrom { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The dealer's sites, each with when it closed the month for itself.</summary>
    public required IReadOnlyList<SiteStanding> Sites { get; init; }
}

/// <param name="ClosedAt">Null: the site still works on the month.</param>
sealed record SiteStanding(string Code, string Name, DateTimeOffset? ClosedAt);
