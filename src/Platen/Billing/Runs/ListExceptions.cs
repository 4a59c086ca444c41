using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Billing.Runs;

/// <summary>What stands in the way of a run's contracts, blocking ones first, then what is worth a look.</summary>
[Needs(BillingPermissions.Read)]
sealed class ListExceptions(Db db)
{
    /// <summary>More than this many are not a list any more; the first ones tell what is wrong with the rest.</summary>
    public const int Most = 200;

    public Task<List<RunException>> Run(int runId, CancellationToken cancellation) => db.RunExceptions
        .Where(row => row.RunId == runId)
        .OrderByDescending(row => row.Severity).ThenBy(row => row.Contract).ThenBy(row => row.No)
        .Take(Most).ToListAsync(cancellation);
}
