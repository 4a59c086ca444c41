using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing;

/// <summary>What to bill, and how.</summary>
/// <param name="ChargeKind">Only meters or only fees (F-5); null: both.</param>
/// <param name="BillingDays">Only contracts of these days, and those without one (RUN-3); null: all.</param>
/// <param name="InvoicedOn">The invoices' date (C-5); null: the period's last day, or today where that month is closed.</param>
/// <param name="Site">Only contracts of this site (RUN-3); null: all.</param>
/// <param name="Contracts">Only these, by number (RUN-3); null: all.</param>
/// <param name="ChargeGroups">With those contracts these groups, by name, also where none of the contracts brings something to them; null: none by name.</param>
/// <param name="Ready">Charge by charge: a contract's fees and what is read of it do not wait for the rest (RUN-8).</param>
public sealed record BillRequest(
    Period Period, ChargeKind? ChargeKind = null, IReadOnlySet<int>? BillingDays = null, DateOnly? InvoicedOn = null, string? Site = null,
    IReadOnlySet<string>? Contracts = null, IReadOnlySet<string>? ChargeGroups = null, bool Ready = false)
{
    /// <summary>Billing days as somebody asks for them (RUN-3).</summary>
    /// <exception cref="Refusal">One is no day of a month.</exception>
    internal static IReadOnlySet<int>? Asked(IReadOnlyList<int>? days) => days is not null && days.Any(day => day is < 1 or > 31)
        ? throw new Refusal("A billing day is 1 to 31; contracts without one are billed whatever the day.")
        : days?.ToHashSet();

    /// <summary>What an existing run was asked.</summary>
    internal static BillRequest Of(Run run) =>
        new(run.Period, run.ChargeKind, DaysOf(run), run.InvoicedOn, run.Site, Read(run.Contracts), Read(run.ChargeGroups), run.BillsReady);

    static HashSet<string>? Read(string? names) => names is null ? null : JsonSerializer.Deserialize<HashSet<string>>(names, Json.Options);

    static string? Write(IReadOnlySet<string>? names) => names is null ? null : JsonSerializer.Serialize(names.Order(StringComparer.Ordinal), Json.Options);

    /// <summary>Not those of some days, of a site, or a choice.</summary>
    internal bool IsWhole => this is { BillingDays: null, Site: null, Contracts: null };

    /// <summary>The contracts as a run keeps them.</summary>
    internal string? ContractNumbers => Write(Contracts);

    /// <summary>The charge groups as a run keeps them.</summary>
    internal string? GroupNames => Write(ChargeGroups);

    internal static IReadOnlySet<int>? DaysOf(Run run) => run.BillingDays?.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(day => int.Parse(day, CultureInfo.InvariantCulture)).ToHashSet();

    /// <summary>The billing days as a run keeps them, "1,25".</summary>
    internal string? Days => BillingDays is null ? null : string.Join(',', BillingDays.Order());
}

/// <summary>
/// Plans and rates a period's run and keeps its drafts. Called again it goes on where it was stopped, rates anew what has
/// changed since, and otherwise changes nothing.
/// </summary>
[Needs(BillingPermissions.Run)]
sealed class BillPeriod(Database database, AuditTrail trail)
{
    /// <returns>The run's number; the last posted run's where nothing was left to bill.</returns>
    public async Task<int> Run(BillRequest request, IProgress<Step>? progress, CancellationToken cancellation)
    {
        var run = await new PlanRun(database, trail).Run(request, cancellation);
        if (run.State == RunState.Posting)
        {
            // A posting that was cut off comes first: its numbers are given.
            await new PostRun(database, trail).Run(run.Id, progress, cancellation);
            return await Run(request, progress, cancellation);
        }

        await using (var db = new Db(database))
        {
            var planned = await db.RunShards.Where(shard => shard.RunId == run.Id && shard.State == ShardState.Planned).ToListAsync(cancellation);
            var stale = await new StaleShards(database).Of(run, cancellation);
            await DraftShards(run, [.. planned, .. stale], progress, cancellation);
        }

        return await Finish(run, request, cancellation);
    }

    /// <summary>Drafts shards side by side, each in a transaction of its own.</summary>
    internal async Task DraftShards(
        Run run, IReadOnlyList<RunShard> shards, IProgress<Step>? progress, CancellationToken cancellation)
    {
        if (shards.Count == 0)
            return;
        var drafting = await Drafting.Of(database, run, cancellation);
        var total = shards.Sum(shard => shard.Contracts);
        var done = 0;
        await Parallel.ForEachAsync(shards, Workers(cancellation), async (shard, stop) =>
        {
            await drafting.Draft(shard, trail, stop);
            progress?.Report(new Step("Rating", Interlocked.Add(ref done, shard.Contracts), total));
        });
    }

    static ParallelOptions Workers(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };

    /// <summary>
    /// Ends the drafting. A run that found nothing to bill after an earlier one posted is not kept: what still holds
    /// contracts back is told by the posted one, which is the answer then.
    /// </summary>
    async Task<int> Finish(Run run, BillRequest request, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var posted = await db.Runs
            .Where(other => other.Period == request.Period && other.State == RunState.Posted && other.Id < run.Id)
            .OrderByDescending(other => other.Id).FirstOrDefaultAsync(cancellation);
        var keep = posted is null || await db.Drafts.AnyAsync(draft => draft.RunId == run.Id, cancellation);
        string[] statements = keep
            ? [$"UPDATE runs SET state = {RunState.Draft:D} WHERE id = @run AND state = {RunState.Rating:D}"]
            :
            [
                $"DELETE FROM run_exceptions WHERE run_id = @posted AND severity = {Severity.Blocking:D} AND EXISTS " +
                    "(SELECT 1 FROM run_shards s WHERE s.run_id = @run AND run_exceptions.customer_id BETWEEN s.first_customer AND s.last_customer)",
                $"UPDATE run_exceptions SET run_id = @posted, no = no + {AfterTheirs} WHERE run_id = @run AND severity = {Severity.Blocking:D}",
                .. from table in (string[])["run_exceptions", "draft_invoices", "run_shards"] select $"DELETE FROM {table} WHERE run_id = @run",
                "DELETE FROM runs WHERE id = @run",
            ];
        await using var write = await database.Write(cancellation);
        var changed = 0;
        foreach (var statement in statements)
        {
            await using var command = write.Connection.CreateCommand();
            command.CommandText = statement;
            changed += await command.Add("@run", run.Id).Add("@posted", posted?.Id).ExecuteNonQueryAsync(cancellation);
        }

        if (changed > 0)
        {
            // The planner knows last month's drafts, takes a new run's for one row, and would compare each with each other to number them.
            if (keep)
                await database.Analyze(write.Connection, cancellation, "drafts (run_id), draft_invoices (run_id)");
            await trail.Commit(write, new Change(keep ? "run.drafted" : "run.removed", "run", run.Name), cancellation);
        }

        return keep ? run.Id : posted!.Id;
    }

    /// <summary>Above any number that a customer's exceptions in one run have.</summary>
    const int AfterTheirs = 1_000_000;
}
