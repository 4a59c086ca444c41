using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing;

/// <summary>What was thrown away.</summary>
/// <param name="Drafts">Invoices that were drafted and not posted.</param>
/// <param name="Posted">Invoices of the run that were posted before, and stay.</param>
public sealed record Discarded(int Run, Rating.Period Period, int Drafts, int Posted);

/// <summary>
/// Throws a run's drafts away (N-12). Nothing is lost with them: billing the period again makes new ones from what is there then. What
/// is posted stays, and is credited where it was wrong.
/// </summary>
[Needs(BillingPermissions.Run)]
sealed class DiscardRun(Database database, AuditTrail trail)
{
    /// <summary>The period's run for the same choice of charges.</summary>
    public async Task<Discarded> Run(BillRequest request, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await PlanRun.Open(db, request, cancellation) is { } run
            ? await Run(run.Id, cancellation)
            : throw new Refusal($"No run of {request.Period} for these charges waits to be posted, so there is nothing to discard.");
    }

    public async Task<Discarded> Run(int runId, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await Lock(write, runId, cancellation);
        await using var db = Db.Within(database, write);
        var run = await db.Runs.SingleOrDefaultAsync(run => run.Id == runId, cancellation)
            ?? throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"There is no run {runId}. 'platen bill PERIOD' makes one."));
        if (run.State == RunState.Posting)
            throw new Refusal($"Run {run.Name} is being posted, and its numbers are given. Wait until it is done.");
        if (run.State == RunState.Posted)
            throw new Refusal($"Run {run.Name} is posted, and what is posted stays. Credit the invoices that are wrong.");

        var drafts = await db.DraftInvoices.CountAsync(invoice => invoice.RunId == runId, cancellation);
        var posted = await db.Invoices.CountAsync(invoice => invoice.RunId == runId, cancellation);
        // Charges of 0.00 stand on no invoice, and credited ones no longer among what is billed.
        var isPosted = posted > 0 || await db.BilledCharges.AnyAsync(charge => charge.RunId == runId, cancellation);
        string[] drafted = ["DELETE FROM draft_invoices WHERE run_id = @run", "DELETE FROM drafts WHERE run_id = @run", "DELETE FROM run_exceptions WHERE run_id = @run"];
        string[] whole = isPosted
            ? [$"UPDATE run_shards SET state = {ShardState.Posted:D} WHERE run_id = @run", $"UPDATE runs SET state = {RunState.Posted:D} WHERE id = @run"]
            : ["DELETE FROM run_shards WHERE run_id = @run", "DELETE FROM runs WHERE id = @run"];
        foreach (var statement in drafted.Concat(whole))
        {
            await using var command = write.Connection.CreateCommand();
            command.CommandText = statement;
            await command.Add("@run", runId).ExecuteNonQueryAsync(cancellation);
        }

        await trail.Commit(write, new Change("run.discarded", "run", run.Name, Before: new { run.Period, run.ChargeKind, run.Site, drafts, posted }), cancellation);
        return new Discarded(runId, run.Period, drafts, posted);
    }

    /// <summary>Nobody begins to post it meanwhile.</summary>
    async Task Lock(WriteTransaction write, int run, CancellationToken cancellation)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText = $"SELECT state FROM runs WHERE id = @run{database.ForUpdate}";
        await command.Add("@run", run).ExecuteScalarAsync(cancellation);
    }
}
