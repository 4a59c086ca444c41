using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Prepaid;

/// <summary>
/// Takes the tick from prepaid meters whose life a posted charge has ended (P-6): each contract gets a version of its terms from
/// the next period, which needs no approval. The ledger ends the life, not this: done late, or a second time, it changes nothing
/// that is billed. Where that charge was credited and the life runs on, it gives back the tick that it took (CR-2). A life that came to
/// its last day without a charge, the contract suspended, is over once the month is closed that would have billed it.
/// </summary>
sealed class UntickExpired(Database database, AuditTrail trail)
{
    const string Taken = "Prepaid copies are over.", GivenBack = "Prepaid copies run on: the bill that ended them was credited.";

    /// <summary>A life that a charge ended, and the period of that; it runs on where the charge was credited.</summary>
    sealed record Expired(int Contract, string Meter, DateOnly Start, Period Last, bool RunsOn = false);

    /// <returns>The contracts that were given a version.</returns>
    public async Task<int> Run(CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var over = await db.BilledPrepaid.Where(row => row.IsOver)
            .Select(row => new Expired(row.ContractId, row.Meter, row.StartsOn, row.Period, false)).ToListAsync(cancellation);
        over.AddRange((await db.CreditedPrepaid.Where(row => row.IsOver).ToListAsync(cancellation))
            .Where(row => !over.Exists(life => life.Contract == row.ContractId && life.Meter == row.Meter && life.Start == row.StartsOn))
            .Select(row => new Expired(row.ContractId, row.Meter, row.StartsOn, row.Period, true)).Distinct().ToList());
        over.AddRange(await Unbilled(db, over, cancellation));
        var contracts = 0;
        foreach (var contract in over.GroupBy(life => life.Contract))
            contracts += await Untick(contract.Key, [.. contract], cancellation) ? 1 : 0;
        return contracts;
    }

    /// <summary>Lives whose last day came in a month that is closed, and that no charge ended.</summary>
    async Task<List<Expired>> Unbilled(Db db, List<Expired> known, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(trail.Now.UtcDateTime);
        var closed = await db.BillingPeriods.Select(row => row.Period).ToHashSetAsync(cancellation);
        return
        [
            .. from life in await PrepaidLives.Read(database, db, today, cancellation)
               let row = life.Outlook.Agreed
               where row.Marked && row.End < today && life.Status != ContractStatus.Closed && life.EndsIn is { } last && closed.Contains(last)
               where !known.Exists(other => other.Contract == life.ContractId && other.Meter == row.Type && other.Start == row.Start)
               select new Expired(life.ContractId, row.Type, row.Start, life.EndsIn!.Value),
        ];
    }

    async Task<bool> Untick(int id, List<Expired> over, CancellationToken cancellation)
    {
        string number;
        int yearEnd;
        // Looked at first without making others wait: mostly it is done.
        await using (var db = new Db(database))
        {
            yearEnd = await db.Company.Select(company => company.FinancialYearEndMonth).SingleAsync(cancellation);
            var contract = await db.Contracts.SingleAsync(contract => contract.Id == id, cancellation);
            if (Unticked(contract, await db.Terms.Where(terms => terms.ContractId == id).ToListAsync(cancellation), yearEnd, over).Count == 0)
                return false;
            number = contract.Number;
        }

        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        var header = await HeaderDocument.Of(hand.Db, hand.Contract, cancellation);
        var versions = Unticked(hand.Contract, hand.Versions, yearEnd, over);
        if (versions.Count == 0)
            return false;
        foreach (var (terms, note) in versions)
            hand.Approve(hand.Write(header, terms, note));
        await hand.Commit(versions.Exists(version => version.Note == Taken) ? "contract.prepaid-over" : "contract.prepaid-runs-on", null, over.Select(life => new { life.Meter, life.Start, from = life.Last.AddMonths(1) }), cancellation);
        return true;
    }

    /// <summary>The versions in force after the lives, with their ticks as the ledger says; none where they are so already.</summary>
    static List<(ContractTerms Terms, string Note)> Unticked(Contract contract, IEnumerable<TermsVersion> versions, int yearEnd, List<Expired> over)
    {
        List<TermsVersion> approved = [.. versions.Where(version => version.Approved)];
        var chain = TermsChain.Billing(approved).Select(version => TermsDocument.Read(version.Document)).ToArray();
        var schedule = new Schedule(chain, contract.StartDate, contract.EndDate, yearEnd);
        var periods = over.Select(life => life.Last.AddMonths(1)).Concat(chain.Select(terms => terms.From)).Distinct().Order();
        return
        [
            .. from period in periods
               let terms = schedule.InForce(period)
               where terms is not null && Array.Exists(terms.Prepaid, row => row.Marked != IsMarked(row, period))
               select (schedule.GoesOn(terms, period) with
               {
                   Prepaid = Array.ConvertAll(terms.Prepaid, row => row with { Marked = IsMarked(row, period) }),
               }, Array.Exists(terms.Prepaid, row => row.Marked && !IsMarked(row, period)) ? Taken : GivenBack),
        ];

        bool IsMarked(PrepaidMeter row, Period period) =>
            over.Find(life => life.Meter == row.Type && life.Start == row.Start && life.Last < period) is not { } life ? row.Marked
            : life.RunsOn && (row.Marked || approved.Exists(version => version.Note == Taken && version.FromPeriod == life.Last.AddMonths(1)));
    }
}
