using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Billing.Verifying;

/// <summary>Compares the prepaid copies that stand in the ledger with the hashes that their posting left, by its revision.</summary>
sealed class PrepaidPostings
{
    readonly Dictionary<long, (long Entry, int Run, PostedPrepaid Posted)> _postings = [];

    public void Take(long entry, int run, PostedPrepaid? posted)
    {
        if (posted is not null)
            _postings[posted.Revision] = (entry, run, posted);
    }

    public async Task<List<Difference>> Check(Db db, CancellationToken cancellation)
    {
        var differences = new List<Difference>();
        var seen = new HashSet<long>();
        var rows = new List<BilledPrepaid>();
        await foreach (var row in db.BilledPrepaid.Concat(db.CreditedPrepaid).OrderBy(row => row.Revision).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (rows.Count > 0 && rows[0].Revision != row.Revision)
                Compare();
            rows.Add(row);
        }

        if (rows.Count > 0)
            Compare();
        differences.AddRange(_postings.Where(posting => !seen.Contains(posting.Key)).Select(posting => Differs(posting.Value)));
        return differences;

        void Compare()
        {
            var revision = rows[0].Revision;
            seen.Add(revision);
            if (!_postings.TryGetValue(revision, out var posting))
                differences.Add(new Difference(string.Create(CultureInfo.InvariantCulture, $"prepaid copies, revision {revision}"), "They stand in the ledger, but no posting in the audit trail wrote them."));
            else if (PostedPrepaid.Of(revision, rows) != posting.Posted)
                differences.Add(Differs(posting));
            rows.Clear();
        }
    }

    static Difference Differs((long Entry, int Run, PostedPrepaid Posted) posting) => new(
        string.Create(CultureInfo.InvariantCulture, $"run {posting.Run} prepaid copies, entry {posting.Entry}"),
        "What was used of prepaid copies is not as it was posted.");
}
