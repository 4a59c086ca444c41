using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Setup;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Components;

namespace Platen.Billing;

/// <summary>A period's control total: every contract due is posted, and the pages behind it.</summary>
/// <param name="Total">In the dealer's own currency.</param>
/// <param name="Site">The site that closed it for itself; null: it is closed for the dealer.</param>
/// <param name="Apart">Invoices that no rate brings into that currency, where there are any.</param>
public sealed record Closed(
    Period Period, int Invoices, string Total, long Copies, int Meters, string? Site = null, IReadOnlyList<CurrencyTotal>? Apart = null);

/// <summary>
/// Closes a period, for a site or for the dealer. Refused while anything of it is unprocessed: a draft not posted, a charge not billed, a
/// contract held back (RUN-4). What is left is found by rating the period once more, as a run would. A site's month may be closed while
/// others still work on theirs; charge groups, which may have machines of several, are looked at when the dealer's is closed.
/// </summary>
[Needs(BillingPermissions.Close)]
sealed class ClosePeriod(Database database, AuditTrail trail)
{
    public async Task<Closed> Run(Period period, string? site, CancellationToken cancellation)
    {
        if (NotBefore(period, trail.Now) is { } day)
            throw new Refusal($"{period} is not over yet: it can be closed from {Numerals.Day(day)} on.");
        await using var db = new Db(database);
        if (site is not null && !(await ListSetup.Of(db, SetupTables.Sites, cancellation)).Exists(known => known.Key == site))
            throw new Refusal($"There is no site {site}. 'platen setup list sites' names them.");
        var left = await Left(db, period, site, cancellation);
        if (left.Count > 0)
        {
            throw new Refusal(string.Create(CultureInfo.InvariantCulture,
                $"{period} cannot be closed{(site is null ? "" : $" for site {site}")}: {left.Count} {(left.Count == 1 ? "thing is" : "things are")} unprocessed."), left);
        }

        if (site is null ? !await db.BillingPeriods.AnyAsync(closed => closed.Period == period, cancellation)
            : !await db.SitePeriods.AnyAsync(closed => closed.Period == period && closed.Site == site, cancellation))
        {
            await Close(period, site, cancellation);
        }

        return await Total(db, period, site, cancellation);
    }

    async Task Close(Period period, string? site, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var command = write.Connection.CreateCommand();
        command.CommandText = site is null
            ? "INSERT INTO billing_periods (period, closed_at) VALUES (@period, @now) ON CONFLICT DO NOTHING"
            : "INSERT INTO site_periods (site, period, closed_at) VALUES (@site, @period, @now) ON CONFLICT DO NOTHING";
        command.Add("@period", period.Number).Add("@now", trail.Now.UtcTicks);
        if (site is not null)
            command.Add("@site", site);
        await command.ExecuteNonQueryAsync(cancellation);
        await trail.Commit(write, new Change("period.closed", "period", period.ToString(), After: site is null ? null : new { site }), cancellation);
    }

    static async Task<Closed> Total(Db db, Period period, string? site, CancellationToken cancellation)
    {
        var contracts = db.Contracts.Where(contract => site == null || contract.Site == site);
        // By their lines: a consolidated customer's names no contract.
        var invoices = db.Invoices.Where(invoice => invoice.Period == period && (site == null
            || db.InvoiceLines.Any(line => line.InvoiceId == invoice.Id && contracts.Any(contract => contract.Number == line.Contract))));
        var sums = await InvoiceSum.Posted(db, invoices, cancellation);
        var total = Worth.Of(sums, sum => sum.Net + sum.Tax);
        var (net, tax) = (Worth.Of(sums, sum => sum.Net), Worth.Of(sums, sum => sum.Tax));
        var apart = net.Apart.Zip(tax.Apart, total.Apart).Select(sum =>
            new CurrencyTotal(sum.First.Currency, Figures.Amount(sum.First.Amount), Figures.Amount(sum.Second.Amount), Figures.Amount(sum.Third.Amount))).ToList();
        var usage = db.BilledUsage.Where(usage => usage.Period == period && (site == null || contracts.Any(contract => contract.Id == usage.ContractId)));
        return new Closed(period, await invoices.CountAsync(cancellation), Figures.Amount(total.Own),
            await usage.SumAsync(row => row.Copies, cancellation), await usage.CountAsync(cancellation), site, apart.Count == 0 ? null : apart);
    }

    /// <summary>The first day on which a period can be closed; null once it has come.</summary>
    public static DateOnly? NotBefore(Period period, DateTimeOffset now)
    {
        var day = period.LastDay.AddDays(1);
        return DateOnly.FromDateTime(now.UtcDateTime) < day ? day : null;
    }

    async Task<List<Fault>> Left(Db db, Period period, string? site, CancellationToken cancellation)
    {
        if (!await db.Company.AnyAsync(cancellation))
            throw new Refusal("There is no book yet. Import one with 'platen import FILE'.");
        var open = await db.Runs
            .Where(run => run.Period == period && run.State != RunState.Posted && (site == null || run.Site == null || run.Site == site))
            .Select(run => run.Id).ToListAsync(cancellation);
        var left = open.ConvertAll(run => new Fault(
            string.Create(CultureInfo.InvariantCulture, $"run {run}"), "is not posted. Post it with 'platen post RUN', or bill the period again."));
        var rated = await AnswerRun.Rate(database, new BillRequest(period, Site: site), period.LastDay, cancellation);
        foreach (var customer in rated)
        {
            left.AddRange(customer.Document.Contracts.Select(contract => new Fault($"contract {contract.Number}", "has charges that are not posted.")));
            left.AddRange(customer.Document.Groups.Select(group => new Fault($"charge group {group.Name}", "has periods that are not posted.")));
            left.AddRange(customer.Problems.Where(row => row.Problem.Severity == Severity.Blocking)
                .Select(row => new Fault(row.ChargeGroup is { } group ? $"charge group {group}" : $"contract {row.Contract}", Where(row.Problem) + row.Problem.Message)));
        }

        return left;
    }

    static string Where(Problem problem) => problem.Machine is null ? "" : $"{problem.Machine} {problem.Meter}: ";
}
