using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;

namespace Platen.Billing.Verifying;

/// <summary>What the audit trail is like, and whether the ledger is what it says was posted.</summary>
/// <param name="Last">The end of the chain, to be written down.</param>
/// <param name="Misfits">Entries that do not fit.</param>
/// <param name="Shards">Postings whose hash was compared with the ledger.</param>
/// <param name="Differences">Where the ledger is not what was posted: the first of them.</param>
/// <param name="MoreDifferences">How many there are beyond those.</param>
public sealed record VerifiedAudit(
    long Entries, Mark? Last, IReadOnlyList<Misfit> Misfits, int Shards, int Invoices, IReadOnlyList<Difference> Differences, int MoreDifferences)
{
    public bool Holds => Misfits.Count + Differences.Count == 0;
}

/// <summary>
/// Walks the audit trail's chain of hashes, and compares the ledger with what the trail says was posted. Changes nothing, and sees
/// all of it as it is at one moment, whatever others write meanwhile.
/// </summary>
sealed class VerifyAudit(Database database)
{
    const int Told = 1000;

    /// <param name="known">A place in the chain noted earlier, which must still be in it.</param>
    public async Task<VerifiedAudit> Run(Mark? known, IProgress<Step>? progress, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        await using var snapshot = await database.Snapshot(connection, cancellation);
        await using var db = new Db(database);
        db.Database.SetDbConnection(connection);
        await db.Database.UseTransactionAsync(snapshot, cancellation);

        var shards = new PostedShards();
        var trail = await TrailCheck.Walk(db, known, shards.Take, cancellation);
        var differences = await shards.Check(db, progress, cancellation);
        return new VerifiedAudit(trail.Entries, trail.Last, trail.Misfits, shards.Count, shards.Invoices,
            [.. differences.Take(Told)], Math.Max(0, differences.Count - Told));
    }
}
