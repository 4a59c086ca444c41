using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Readings;
using Platen.Settings;

namespace Platen.Billing;

/// <summary>Finds the drafted shards of a run of which an input has changed since: the dealer's rules, contract, terms, machine, reading, or another run's posting.</summary>
sealed class StaleShards(Database database)
{
    public async Task<List<RunShard>> Of(Run run, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var drafted = await db.RunShards
            .Where(shard => shard.RunId == run.Id && shard.State == ShardState.Drafted).OrderBy(shard => shard.No).ToListAsync(cancellation);
        if (drafted.Count == 0)
            return drafted;

        var since = drafted.Min(shard => shard.Revision!.Value);
        if (!await AnythingChanged(since, cancellation))
            return [];
        var settings = new SettingsStore(database);
        long[] rules = [await settings.Revision<BillingRules>(cancellation), await settings.Revision<ReadingRules>(cancellation)];
        var dealer = Math.Max(await db.Company.Select(company => company.Revision).SingleOrDefaultAsync(cancellation), rules.Max());
        var changed = await Changed(run, since, cancellation);
        return drafted.Where(shard => dealer > shard.Revision
            || changed.Any(change => change.Customer >= shard.FirstCustomer && change.Customer <= shard.LastCustomer && change.Revision > shard.Revision)).ToList();
    }

    /// <summary>Most often nothing did, and then no table needs to be looked through.</summary>
    async Task<bool> AnythingChanged(long since, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        return await Sequences.Last(connection, Sequences.Revision, cancellation) > since;
    }

    /// <summary>Customers of whom something changed after a revision, with the latest.</summary>
    async Task<List<(int Customer, long Revision)>> Changed(Run run, long since, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT customer_id, max(revision) FROM (
                SELECT id AS customer_id, revision FROM customers WHERE revision > @since
                UNION ALL
                SELECT customer_id, revision FROM contracts WHERE revision > @since
                UNION ALL
                SELECT c.customer_id, t.revision FROM contract_terms t JOIN contracts c ON c.id = t.contract_id WHERE t.revision > @since
                UNION ALL
                SELECT c.customer_id, m.revision FROM machines m
                    JOIN contract_machines cm ON cm.machine_id = m.id JOIN contracts c ON c.id = cm.contract_id WHERE m.revision > @since
                UNION ALL
                SELECT c.customer_id, r.revision FROM readings r JOIN meters m ON m.id = r.meter_id
                    JOIN contract_machines cm ON cm.machine_id = m.machine_id JOIN contracts c ON c.id = cm.contract_id
                    WHERE r.revision > @since AND r.read_on <= @until
                UNION ALL
                SELECT c.customer_id, b.revision FROM billed_charges b JOIN contracts c ON c.id = b.contract_id
                    WHERE b.revision > @since AND b.run_id <> @run
                UNION ALL
                SELECT customer_id, revision FROM credits WHERE revision > @since
                UNION ALL
                SELECT customer_id, revision FROM charge_groups WHERE revision > @since
                UNION ALL
                SELECT g.customer_id, m.revision FROM machines m JOIN charge_group_machines gm ON gm.machine_id = m.id
                    JOIN charge_groups g ON g.id = gm.group_id WHERE m.revision > @since
                UNION ALL
                SELECT g.customer_id, b.revision FROM billed_groups b JOIN charge_groups g ON g.id = b.group_id
                    WHERE b.revision > @since AND b.run_id <> @run
            ) AS changes GROUP BY customer_id
            """;
        command.Add("@since", since).Add("@until", (await new SettingsStore(database).Get<ReadingRules>(cancellation)).Window.Latest(run.Period.LastDay)).Add("@run", run.Id);
        var changed = new List<(int, long)>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            changed.Add((row.GetInt32(0), row.GetInt64(1)));
        return changed;
    }
}
