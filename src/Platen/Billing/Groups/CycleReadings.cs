using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Groups;

/// <summary>A meter of a group's machine over a cycle: from its first opening to its last closing.</summary>
/// <param name="Value">What its copies came to by their ordinary prices, by which the overs are shared (G-9).</param>
/// <param name="Contract">The contract that priced it last, and by which version of its terms.</param>
sealed record CycleReading(DraftedCount Count, decimal Value, int Contract, int TermsVersion);

/// <summary>
/// What was counted in a group's cycle, for the customer to see behind its overs: as it was when the invoice was posted, whatever was credited
/// since; with what a draft would add.
/// </summary>
sealed class CycleReadings(Db db)
{
    /// <param name="run">That of the invoice.</param>
    /// <param name="drafted">Not posted yet: what it counts in the run's own period; null: all is in the ledger.</param>
    public async Task<IReadOnlyList<CycleReading>> Of(string name, int run, Period period, IReadOnlyList<DraftedContract>? drafted, CancellationToken cancellation)
    {
        if (await db.ChargeGroups.SingleOrDefaultAsync(row => row.Name == name, cancellation) is not { } its)
            return [];
        var terms = its.Terms("", "");
        // A group that ended with a billed period is settled after it.
        var first = terms.CycleStart(terms.End is { } end && end < period ? end : period);
        var rows = await Ledger(its.Id, first, period, drafted is null ? await Revision(its.Id, run, cancellation) : long.MaxValue, cancellation);
        rows.AddRange(
            from contract in drafted ?? []
            from charge in contract.Charges
            from count in charge.Counts
            where count.Group == its.Id
            select new CycleReading(count, count.GroupValue, contract.Id, contract.TermsVersion));
        return [.. rows.GroupBy(row => row.Count.MeterId).Select(meter => Whole([.. meter.OrderBy(row => row.Count.ClosedOn)]))];
    }

    /// <summary>Of a meter, oldest first.</summary>
    static CycleReading Whole(List<CycleReading> rows) => rows[^1] with
    {
        Count = rows[^1].Count with
        {
            OpenedOn = rows[0].Count.OpenedOn,
            Opening = rows[0].Count.Opening,
            Copies = rows.Sum(row => row.Count.Copies),
            Deducted = rows.Sum(row => row.Count.Deducted),
        },
        Value = rows.Sum(row => row.Value),
    };

    /// <summary>Of the posting that billed the group in a run, whether or not it was credited since.</summary>
    async Task<long> Revision(int id, int run, CancellationToken cancellation) =>
        await db.BilledGroups.Where(row => row.GroupId == id && row.RunId == run).Select(row => (long?)row.Revision).FirstOrDefaultAsync(cancellation)
        ?? await db.CreditedGroups.Where(row => row.GroupId == id && row.RunId == run).Select(row => row.Revision).FirstAsync(cancellation);

    /// <summary>What stood by a revision: what stands and was there, and what was credited after it.</summary>
    async Task<List<CycleReading>> Ledger(int id, Period first, Period last, long revision, CancellationToken cancellation)
    {
        var rows = await Rows(db.BilledGroupUsage, db.BilledUsage, db.BilledCharges);
        var credited = await db.GroupUsageCreditedAfter(revision).Where(row => row.GroupId == id && row.Period >= first && row.Period <= last && row.Revision <= revision)
            .Select(row => row.RunId).Distinct().ToListAsync(cancellation);
        foreach (var run in credited)
        {
            rows.AddRange(await Rows(db.GroupUsageCreditedAfter(revision).Where(row => row.RunId == run), db.CreditedUsage(run), db.CreditedCharges.Where(charge => charge.RunId == run)));
        }

        return rows;

        async Task<List<CycleReading>> Rows(IQueryable<BilledGroupUsage> grouped, IQueryable<BilledUsage> counted, IQueryable<BilledCharge> charges) => (await (
            from row in grouped
            join usage in counted on new { row.MeterId, row.ContractId, row.Period } equals new { usage.MeterId, usage.ContractId, usage.Period }
            join charge in charges on new { row.ContractId, row.Charge, row.Period } equals new { charge.ContractId, charge.Charge, charge.Period }
            where row.GroupId == id && row.Period >= first && row.Period <= last && row.Revision <= revision
            select new { row.Amount, Usage = usage, charge.TermsVersion }).ToListAsync(cancellation))
            .ConvertAll(row => new CycleReading(
                new DraftedCount(row.Usage.MeterId, row.Usage.OpenedOn, row.Usage.Opening, row.Usage.ClosedOn, row.Usage.Closing, row.Usage.CounterAfter, row.Usage.Source,
                    row.Usage.Copies, row.Usage.Deducted, id),
                row.Amount, row.Usage.ContractId, row.TermsVersion));
    }
}
