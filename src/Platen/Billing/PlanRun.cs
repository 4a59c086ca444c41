using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Contracts;
using Platen.Data;
using Platen.Setup;
using Platen.Shell;

namespace Platen.Billing;

/// <summary>Lists the accounts due, in shards of customers: the first step of a run, which the others may then do side by side.</summary>
sealed class PlanRun(Database database, AuditTrail trail)
{
    /// <summary>
    /// So few that a run's memory does not grow with the dealer, and so many that its transaction's own cost does not show.
    /// </summary>
    const int ContractsPerShard = 250;

    /// <returns>The period's run that is not posted yet, where there is one; else a new one.</returns>
    public async Task<Run> Run(BillRequest request, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        if (await Open(db, request, cancellation) is { } open)
            return open;
        await RefuseUnknown(request, cancellation);
        var date = await ClosedMonths.DateOf(database, request, trail.Now, cancellation);
        await using var write = await database.Write(cancellation);
        // Whoever else plans waits for this number, and then finds the run.
        var id = (int)await Sequences.Take(write.Connection, "runs", 1, cancellation);
        if (await Open(db, request, cancellation) is { } planned)
            return planned;
        var run = new Run
        {
            Id = id,
            Period = request.Period,
            ChargeKind = request.ChargeKind,
            BillingDays = request.Days,
            Site = request.Site,
            Contracts = request.ContractNumbers,
            ChargeGroups = request.GroupNames,
            BillsReady = request.Ready,
            InvoicedOn = date,
            StartedAt = trail.Now,
        };
        using (var rows = database.Rows(write.Connection, "runs",
            "id", "period", "charge_kind", "billing_days", "site", "contracts", "charge_groups", "bills_ready", "invoiced_on", "state", "started_at", "posted_at"))
        {
            rows.Add(run.Id).Add(run.Period.Number).Add((int?)run.ChargeKind).Add(run.BillingDays).Add(run.Site).Add(run.Contracts).Add(run.ChargeGroups).Add(run.BillsReady).Add(run.InvoicedOn)
                .Add((int)run.State).Add(run.StartedAt.UtcTicks).Add((long?)null).EndRow();
            rows.Complete();
        }

        var shards = request.Contracts is { } chosen
            ? await Chosen(chosen, request.ChargeGroups ?? Nobody, cancellation)
            // Those who come after the plan fall into the last shard, and make it stale.
            : await CustomerRange.Split(write.Connection, 0, int.MaxValue, ContractsPerShard, cancellation);
        using (var rows = database.Rows(write.Connection, "run_shards",
            "run_id", "no", "first_customer", "last_customer", "contracts", "state", "revision"))
        {
            for (var no = 0; no < shards.Count; no++)
            {
                rows.Add(run.Id).Add(no + 1).Add(shards[no].First).Add(shards[no].Last).Add(shards[no].Contracts)
                    .Add((int)ShardState.Planned).Add((long?)null).EndRow();
            }

            rows.Complete();
        }

        await trail.Commit(write, new Change("run.planned", "run", run.Name, After: new { run.Period, request.ChargeKind, request.Days, request.Site, request.Contracts, request.ChargeGroups, run.BillsReady, run.InvoicedOn, shards = shards.Count }), cancellation);
        return run;
    }

    async Task RefuseUnknown(BillRequest request, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        if (request.Site is { } site && !(await ListSetup.Of(db, SetupTables.Sites, cancellation)).Exists(known => known.Key == site))
            throw new Refusal($"There is no site {site}. 'platen setup list sites' names them.");
        if (request.Contracts is not { } contracts)
            return;
        var known = await db.Contracts.Where(contract => contracts.Contains(contract.Number)).Select(contract => contract.Number).ToListAsync(cancellation);
        if (contracts.Except(known).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw ContractInHand.Unknown(unknown);
    }

    /// <summary>The period's run for the same choice of charges that is not posted yet.</summary>
    internal static async Task<Run?> Open(Db db, BillRequest request, CancellationToken cancellation)
    {
        var (days, site, contracts, groups, ready) = (request.Days, request.Site, request.ContractNumbers, request.GroupNames, request.Ready);
        return await db.Runs
            .Where(run => run.Period == request.Period && run.State != RunState.Posted
                && run.ChargeKind == request.ChargeKind && run.BillingDays == days && run.Site == site && run.Contracts == contracts && run.ChargeGroups == groups && run.BillsReady == ready)
            .OrderBy(run => run.Id).FirstOrDefaultAsync(cancellation);
    }

    static readonly IReadOnlySet<string> Nobody = new HashSet<string>();

    /// <summary>The customers of a few contracts and charge groups, a shard each.</summary>
    async Task<List<CustomerRange>> Chosen(IReadOnlySet<string> chosen, IReadOnlySet<string> groups, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var customers = (await db.Contracts.Where(contract => chosen.Contains(contract.Number)).Select(contract => contract.CustomerId).ToListAsync(cancellation)).CountBy(customer => customer).ToDictionary();
        // A group's customer may have no contract of its own.
        foreach (var customer in await db.ChargeGroups.Where(group => groups.Contains(group.Name)).Select(group => group.CustomerId).ToListAsync(cancellation))
            customers.TryAdd(customer, 0);
        return [.. customers.OrderBy(customer => customer.Key).Select(customer => new CustomerRange(customer.Key, customer.Key, customer.Value))];
    }
}
