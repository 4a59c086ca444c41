using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Escalation;

/// <summary>Shows what an escalation would raise and what that is worth, and keeps nothing .</summary>
[Needs(ContractPermissions.Read)]
sealed class PreviewEscalation(Database database, Db seen)
{
    /// <summary>How many months of use the worth of an escalation is told by.</summary>
    const int Months = 12;

    /// <summary>Few enough to be named in one query.</summary>
    const int AtOnce = 500;

    public async Task<EscalationAnswer> Run(EscalationRequest request, CancellationToken cancellation)
    {
        seen.RefuseLimited();
        var planned = await new PlanEscalation(database).Run(request, cancellation);
        var worth = await Worth(planned, request.Period, cancellation);
        return new EscalationAnswer(
            request.Period, "preview", request.AdHoc is null ? null : request.Occasion,
            planned.ConvertAll(one => Told(one, worth.GetValueOrDefault(one.Contract.Id))),
            [
                .. planned.Where(one => one.Left is null && worth.ContainsKey(one.Contract.Id)).GroupBy(one => one.Currency)
                    .OrderBy(some => some.Key, StringComparer.Ordinal)
                    .Select(some => new EscalationEffects(some.Key, some.Sum(one => worth[one.Contract.Id]!.Value) + 0.00m, some.Count())),
            ],
            request.AdHoc is null && request.Contract is null ? await Missed(request.Period, cancellation) : []);
    }

    static EscalatedContract Told(PlannedEscalation one, decimal? worth)
    {
        var terms = new PricedTerms(one.Before);
        return new EscalatedContract(
            one.Contract.Number, one.Customer, one.CustomerName, one.Currency, one.Left, one.Warning,
            worth + 0.00m,
            [.. one.After.Rises.Select(rise => RaisedPrice.Of(rise, terms))]);
    }

    /// <summary>By contract: how much more the use of its last months would have cost.</summary>
    async Task<Dictionary<int, decimal?>> Worth(List<PlannedEscalation> planned, Period period, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var worth = new Dictionary<int, decimal?>();
        foreach (var some in planned.Chunk(AtOnce))
        {
            var ids = some.Select(one => one.Contract.Id).ToList();
            var billed = (await db.BilledCharges
                .Where(charge => EF.Parameter(ids).Contains(charge.ContractId) && charge.Period < period)
                .Select(charge => new { charge.ContractId, charge.Period, charge.Charge, charge.Cycles, charge.Copies })
                .ToListAsync(cancellation)).ToLookup(charge => charge.ContractId);
            foreach (var one in some)
            {
                if (!billed[one.Contract.Id].Any())
                    continue;
                var since = billed[one.Contract.Id].Max(charge => charge.Period).AddMonths(1 - Months);
                worth[one.Contract.Id] = EscalationEffect.Of(new PricedTerms(one.Before), new PricedTerms(one.After.Terms),
                    billed[one.Contract.Id].Where(charge => charge.Period >= since).Select(charge => new BilledUse(charge.Charge, charge.Cycles, charge.Copies)));
            }
        }

        return worth;
    }

    /// <summary>Months between the first escalation that was done and this one in which prices would have risen and did not .</summary>
    async Task<IReadOnlyList<Period>> Missed(Period period, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var months = await db.Escalations.Where(row => row.Occasion == EscalatedCharge.Monthly && row.Period < period)
            .Select(row => row.Period).Distinct().ToListAsync(cancellation);
        if (months.Count == 0)
            return [];
        var missed = new List<Period>();
        var first = months.Min() is var done && done > period.AddMonths(-Months) ? done : period.AddMonths(1 - Months);
        for (var month = first; month < period; month = month.AddMonths(1))
        {
            if ((await new PlanEscalation(database).Run(new EscalationRequest(month), cancellation)).Count > 0)
                missed.Add(month);
        }

        return missed;
    }
}
