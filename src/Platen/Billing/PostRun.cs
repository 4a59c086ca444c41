using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Billing.Prepaid;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing;

/// <summary>What posting did.</summary>
/// <param name="Invoices">Invoices posted now.</param>
/// <param name="BackToReview">Customers whose drafts changed since they were reviewed: look at them and post again.</param>
public sealed record Posted(int Run, int Invoices, int BackToReview);

/// <summary>
/// Posts a run: gives its invoices their numbers in one short step, then moves shard after shard into the ledger. What was
/// reviewed is what is posted; where an input has changed, the new draft goes back to review. Cut off anywhere, it is
/// called again and goes on.
/// </summary>
[Needs(BillingPermissions.Post)]
sealed class PostRun(Database database, AuditTrail trail)
{
    public const string Series = "INV";

    public async Task<Posted> Run(int runId, IProgress<Step>? progress, CancellationToken cancellation)
    {
        var run = await Find(runId, cancellation);
        if (run.State == RunState.Rating)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"Run {run.Id} is not drafted to its end. Run 'platen bill {run.Period}' first."));
        if (run.State == RunState.Posted)
            return new Posted(run.Id, 0, 0);

        var changed = new HashSet<int>();
        if (run.State == RunState.Draft)
        {
            do
                changed.UnionWith(await Refresh(run, cancellation));
            while (!await Number(run, changed, cancellation));
        }

        var invoices = await Move(run, progress, cancellation);
        await Finish(run, cancellation);
        await new WatchPrepaid(database, trail.OfPlaten()).Run(cancellation);
        return new Posted(run.Id, invoices, changed.Count);
    }

    async Task<Run> Find(int runId, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await db.Runs.SingleOrDefaultAsync(run => run.Id == runId, cancellation)
            ?? throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"There is no run {runId}. 'platen bill PERIOD' makes one."));
    }

    /// <summary>Rates stale shards anew, and tells the customers whose drafts are no longer those that were reviewed.</summary>
    async Task<HashSet<int>> Refresh(Run run, CancellationToken cancellation)
    {
        var stale = await new StaleShards(database).Of(run, cancellation);
        if (stale.Count == 0)
            return [];
        var before = await Documents(run, stale, cancellation);
        await new BillPeriod(database, trail).DraftShards(run, stale, null, cancellation);
        var after = await Documents(run, stale, cancellation);
        return before.Keys.Union(after.Keys).Where(customer => before.GetValueOrDefault(customer) != after.GetValueOrDefault(customer)).ToHashSet();
    }

    async Task<Dictionary<int, string>> Documents(Run run, List<RunShard> shards, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var numbers = shards.ConvertAll(shard => shard.No);
        return await db.Drafts.Where(draft => draft.RunId == run.Id && numbers.Contains(draft.ShardNo))
            .ToDictionaryAsync(draft => draft.CustomerId, draft => draft.Document, cancellation);
    }

    /// <summary>
    /// The short step: every invoice that is to be posted gets its number, gapless, in order of payer and contract, and the
    /// run is on its way. From here on it can only be finished.
    /// </summary>
    /// <returns>False where something was credited meanwhile, so that a draft may open where nothing ends any more.</returns>
    async Task<bool> Number(Run run, HashSet<int> changed, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        // Of two who post at once, one finds the run a draft; the other waits here and then finds it numbered.
        if (await Execute(write, "UPDATE runs SET state = @posting WHERE id = @run AND state = @draft", cancellation,
            ("@posting", (int)RunState.Posting), ("@run", run.Id), ("@draft", (int)RunState.Draft)) == 0)
        {
            return true;
        }

        if (await CreditedSince(write, run, cancellation))
            return false;
        await Execute(write, "UPDATE drafts SET to_post = true WHERE run_id = @run AND NOT to_post", cancellation, ("@run", run.Id));
        foreach (var customer in changed)
            await Execute(write, "UPDATE drafts SET to_post = false WHERE run_id = @run AND customer_id = @customer", cancellation, ("@run", run.Id), ("@customer", customer));

        await using var count = write.Connection.CreateCommand();
        count.CommandText = $"SELECT count(*) FROM ({ToPost}) AS t";
        var invoices = (long)(await count.Add("@run", run.Id).ExecuteScalarAsync(cancellation))!;
        if (invoices > 0)
        {
            var id = await Sequences.Take(write.Connection, "invoices", invoices, cancellation);
            var number = await Sequences.Take(write.Connection, Series, invoices, cancellation);
            await Execute(write,
                $"""
                UPDATE draft_invoices SET invoice_id = @id + t.place, number = @number + t.place FROM ({ToPost}) AS t
                WHERE draft_invoices.run_id = @run AND draft_invoices.customer_id = t.customer_id AND draft_invoices.no = t.no
                """, cancellation, ("@id", id), ("@number", number), ("@run", run.Id));
        }

        await trail.Commit(write, new Change("run.numbered", "run", run.Name, After: new { invoices, backToReview = changed.Count }), cancellation);
        return true;
    }

    static async Task<bool> CreditedSince(WriteTransaction write, Run run, CancellationToken cancellation)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText =
            """
            SELECT 1 FROM credits c JOIN run_shards s ON c.customer_id BETWEEN s.first_customer AND s.last_customer
            WHERE s.run_id = @run AND s.state = @drafted AND c.revision > s.revision LIMIT 1
            """;
        return await command.Add("@run", run.Id).Add("@drafted", (int)ShardState.Drafted).ExecuteScalarAsync(cancellation) is not null;
    }

    const string ToPost =
        """
        SELECT i.customer_id, i.no, row_number() OVER (ORDER BY i.bill_to, coalesce(i.contract, ''), coalesce(i.machine, ''), i.currency, i.customer_id, i.no) - 1 AS place
        FROM draft_invoices i JOIN drafts d ON d.run_id = i.run_id AND d.customer_id = i.customer_id
        WHERE i.run_id = @run AND d.to_post
        """;

    async Task<int> Move(Run run, IProgress<Step>? progress, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var shards = await db.RunShards.Where(shard => shard.RunId == run.Id && shard.State == ShardState.Drafted).OrderBy(shard => shard.No).ToListAsync(cancellation);
        var payers = await db.Customers.Select(customer => new { customer.Code, customer.Name, customer.Addresses })
            .ToDictionaryAsync(customer => customer.Code, customer => new Payee(customer.Name, customer.Addresses), cancellation);
        var (done, invoices, total) = (0, 0, shards.Sum(shard => shard.Contracts));
        await Parallel.ForEachAsync(shards, cancellation, async (shard, stop) =>
        {
            Interlocked.Add(ref invoices, await new PostShard(database, trail, run, payers).Move(shard, stop));
            progress?.Report(new Step("Posting", Interlocked.Add(ref done, shard.Contracts), total));
        });
        return invoices;
    }

    /// <summary>Posted when nothing is left; else the rest is for review.</summary>
    async Task Finish(Run run, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await Execute(write,
            """
            UPDATE runs SET state = CASE WHEN EXISTS (SELECT 1 FROM drafts WHERE run_id = @run) THEN @draft ELSE @posted END, posted_at = @now
            WHERE id = @run
            """, cancellation,
            ("@run", run.Id), ("@draft", (int)RunState.Draft), ("@posted", (int)RunState.Posted), ("@now", trail.Now.UtcTicks));
        await trail.Commit(write, new Change("run.posted", "run", run.Name), cancellation);
    }

    static async Task<int> Execute(
        WriteTransaction write, string sql, CancellationToken cancellation, params (string Name, object? Value)[] parameters)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Add(name, value);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
