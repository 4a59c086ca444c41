using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Billing.Runs;

/// <summary>All billing runs, newest first.</summary>
[Needs(BillingPermissions.Read)]
sealed class ListRuns(Db db)
{
    public async Task<ListPage<ListedRun>> Run(ListQuery query, CancellationToken cancellation)
    {
        Period? only = Period.TryParse(query.Text.Trim(), out var period) ? period : null;
        var rows = db.Runs.Where(run => only == null || run.Period == only).Select(run => new ListedRun
        {
            Id = run.Id,
            Period = run.Period,
            ChargeKind = run.ChargeKind,
            BillingDays = run.BillingDays,
            BillsReady = run.BillsReady,
            State = run.State,
            StartedAt = run.StartedAt,
            Drafts = db.DraftInvoices.Count(invoice => invoice.RunId == run.Id),
            Posted = db.Invoices.Count(invoice => invoice.RunId == run.Id),
            HeldBack = db.RunExceptions.Where(row => row.RunId == run.Id && row.Severity == Severity.Blocking)
                .Select(row => row.Contract).Distinct().Count(),
        });
        var page = await rows.ToPage(query, "-run", new()
        {
            ["run"] = row => row.Id,
            ["period"] = row => row.Period,
            ["started"] = row => row.StartedAt,
        }, cancellation);
        var shown = page.Rows.Select(row => row.Id).ToList();
        var posted = (await InvoiceSum.Posted(db, db.Invoices.Where(invoice => EF.Parameter(shown).Contains(invoice.RunId)), cancellation)).ToLookup(sum => sum.RunId);
        return page with { Rows = [.. page.Rows.Select(row => row with { Net = Worth.Of(posted[row.Id], sum => sum.Net) })] };
    }
}

/// <summary>A run in the list.</summary>
sealed record ListedRun
{
    public required int Id { get; init; }
    public required Period Period { get; init; }
    public required ChargeKind? ChargeKind { get; init; }
    public required string? BillingDays { get; init; }
    public required bool BillsReady { get; init; }
    public required RunState State { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required int Drafts { get; init; }
    public required int Posted { get; init; }
    public Worth Net { get; init; } = Worth.Nothing;
    public required int HeldBack { get; init; }
}
