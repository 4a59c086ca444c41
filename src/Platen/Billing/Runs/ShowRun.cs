using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Runs;

/// <summary>A run with what it drafted, what it posted and what it held back, in numbers.</summary>
[Needs(BillingPermissions.Read)]
sealed class ShowRun(Db db)
{
    /// <returns>Null where there is no such run.</returns>
    public async Task<RunView?> Run(int id, CancellationToken cancellation)
    {
        if (await db.Runs.SingleOrDefaultAsync(run => run.Id == id, cancellation) is not { } run)
            return null;

        var drafts = db.DraftInvoices.Where(invoice => invoice.RunId == id);
        var posted = db.Invoices.Where(invoice => invoice.RunId == id);
        var exceptions = db.RunExceptions.Where(row => row.RunId == id);
        var draftSums = await InvoiceSum.Drafted(db, drafts, cancellation);
        return new RunView
        {
            Run = run,
            Drafts = await drafts.CountAsync(cancellation),
            DraftNet = Worth.Of(draftSums, sum => sum.Net),
            DraftTax = Worth.Of(draftSums, sum => sum.Tax),
            DraftTotal = Worth.Of(draftSums, sum => sum.Net + sum.Tax),
            Posted = await posted.CountAsync(cancellation),
            PostedNet = Worth.Of(await InvoiceSum.Posted(db, posted, cancellation), sum => sum.Net),
            HeldBack = await exceptions.Where(row => row.Severity == Severity.Blocking).Select(row => row.Contract).Distinct().CountAsync(cancellation),
            Warnings = await exceptions.CountAsync(row => row.Severity == Severity.Warning, cancellation),
        };
    }

    /// <summary>The month's run that is not posted yet, else its last; null before the first.</summary>
    public Task<int?> Latest(Period period, CancellationToken cancellation) => db.Runs
        .Where(run => run.Period == period)
        .OrderBy(run => run.State == RunState.Posted).ThenByDescending(run => run.Id)
        .Select(run => (int?)run.Id).FirstOrDefaultAsync(cancellation);
}

/// <summary>A run in numbers.</summary>
public sealed record RunView
{
    public required Run Run { get; init; }
    public required int Drafts { get; init; }
    public required Worth DraftNet { get; init; }
    public required Worth DraftTax { get; init; }
    public required Worth DraftTotal { get; init; }
    public required int Posted { get; init; }
    public required Worth PostedNet { get; init; }

    /// <summary>Contracts with a blocking exception (RUN-8).</summary>
    public required int HeldBack { get; init; }
    public required int Warnings { get; init; }
}
