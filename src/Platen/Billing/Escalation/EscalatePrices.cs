using Platen.Audit;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Escalation;

/// <summary>
/// Raises the prices of contracts from a month on: each gets a version of its terms with the new prices, which needs no approval,
/// for it follows from what was approved. One contract is one transaction; cut off in the middle and asked again, it goes on
/// with the rest, for a charge rises once on an occasion.
/// </summary>
[Needs(ContractPermissions.Escalate)]
sealed class EscalatePrices(Database database, AuditTrail trail)
{
    public async Task<EscalationAnswer> Run(EscalationRequest request, IProgress<Step>? progress, CancellationToken cancellation)
    {
        await using var all = new Db(database);
        var answer = await new PreviewEscalation(database, all).Run(request, cancellation);
        var planned = (await new PlanEscalation(database).Run(request, cancellation)).Where(one => one.Left is null).ToList();
        for (var i = 0; i < planned.Count; i++)
        {
            await Raise(request, planned[i], cancellation);
            progress?.Report(new Step("Raising prices", i + 1, planned.Count));
        }

        return answer with { State = "raised" };
    }

    async Task Raise(EscalationRequest request, PlannedEscalation found, CancellationToken cancellation)
    {
        await using var hand = await ContractInHand.Take(database, trail, found.Contract.Number, cancellation);
        // Once more, now that nobody else changes it: what was found may have been changed or raised since.
        var only = request with { Contract = found.Contract.Number };
        if ((await new PlanEscalation(database).Run(only, cancellation)).FirstOrDefault(one => one.Left is null) is not { } plan)
            return;

        var header = await HeaderDocument.Of(hand.Db, hand.Contract, cancellation);
        var note = request.AdHoc is null ? $"Escalation of {request.Period}" : $"Escalation of {request.Period}: {request.Occasion}";
        var version = hand.Write(header, plan.After.Terms, note);
        hand.Approve(version);
        foreach (var later in plan.Versions.Where(terms => terms.From > request.Period))
        {
            if (Escalating.Follow(later, plan.After.Rises) is { Rises.Count: > 0 } followed)
                hand.Approve(hand.Write(header, followed.Terms, note));
        }

        foreach (var charge in plan.After.Rises.GroupBy(rise => rise.Place.Charge))
        {
            hand.Db.Escalations.Add(new EscalatedCharge
            {
                ContractId = hand.Contract.Id,
                Charge = charge.Key,
                Period = request.Period,
                Occasion = request.Occasion,
                TermsVersion = version.Version,
                Rises = EscalatedCharge.Write(charge),
                RaisedBy = trail.Who.Name,
                RaisedAt = trail.Now,
            });
        }

        await hand.Commit("contract.escalated", null, new { request.Period, request.Occasion, version.Version, rises = plan.After.Rises }, cancellation);
    }
}
