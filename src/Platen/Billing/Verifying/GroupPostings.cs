using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Billing.Groups;
using Platen.Data;

namespace Platen.Billing.Verifying;

/// <summary>Compares what stands in the ledger of charge groups with the hashes that its posting left, by its revision.</summary>
sealed class GroupPostings
{
    readonly Dictionary<long, (long Entry, int Run, PostedGroups Posted)> _postings = [];

    public void Take(long entry, int run, PostedGroups? posted)
    {
        if (posted is not null)
            _postings[posted.Revision] = (entry, run, posted);
    }

    public async Task<List<Difference>> Check(Db db, CancellationToken cancellation)
    {
        var differences = new List<Difference>();
        var (groups, usage, shipments) = (db.BilledGroups.Concat(db.CreditedGroups), db.BilledGroupUsage.Concat(db.CreditedGroupUsage), db.GroupShipments.Concat(db.CreditedShipments));
        var revisions = await groups.Select(row => row.Revision).Union(usage.Select(row => row.Revision))
            .Union(shipments.Select(row => row.Revision)).ToListAsync(cancellation);
        foreach (var revision in revisions.Union(_postings.Keys).Order())
        {
            var rows = new GroupRows(
                await groups.Where(row => row.Revision == revision).ToListAsync(cancellation),
                await usage.Where(row => row.Revision == revision).ToListAsync(cancellation),
                await shipments.Where(row => row.Revision == revision).ToListAsync(cancellation));
            if (!_postings.TryGetValue(revision, out var posting))
                differences.Add(new Difference(string.Create(CultureInfo.InvariantCulture, $"charge groups, revision {revision}"), "They stand in the ledger, but no posting in the audit trail wrote them."));
            else if (rows.Posted(revision) != posting.Posted)
                differences.Add(new Difference(string.Create(CultureInfo.InvariantCulture, $"run {posting.Run}, charge groups, entry {posting.Entry}"), "What was billed for a charge group is not as it was posted."));
        }

        return differences;
    }
}
