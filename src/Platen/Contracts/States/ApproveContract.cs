using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>
/// Approves what waits: a released contract becomes active by its drafts, one that is to be closed ends. From then on its terms
/// bill, also the periods that passed while it waited (M-18).
/// </summary>
[Needs(ContractPermissions.Approve)]
sealed class ApproveContract(Database database, AuditTrail trail)
{
    /// <param name="version">The version that was reviewed; null: whatever waits.</param>
    public async Task Run(string number, int? version, CancellationToken cancellation)
    {
        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        if (hand.Contract.Closing && hand.Contract.Status != ContractStatus.Released)
        {
            await Close(hand, cancellation);
            return;
        }

        if (hand.Contract.Status != ContractStatus.Released)
            throw new Refusal($"{number} does not wait for approval: it is {hand.Contract.Status.Code()}.");
        var drafts = hand.Drafts.ToList();
        if (version is not null && drafts[^1].Version != version)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"{number} was changed since you looked: version {drafts[^1].Version} waits now. Look at it, and approve that."));
        await Differ(hand, ContractStep.Released, "released", cancellation);
        await hand.Check(drafts, cancellation);

        var unbilled = hand.WasApproved ? await UnbilledPeriod.First(hand.Db, hand.Contract.Id, cancellation) : null;
        var own = await HeaderDocument.Of(hand.Db, hand.Contract, cancellation);
        var header = HeaderDocument.Proposed(drafts, own);
        var yearEnd = await hand.Db.Company.Select(company => company.FinancialYearEndMonth).SingleAsync(cancellation);
        foreach (var draft in drafts)
        {
            var from = draft.FromPeriod < unbilled ? unbilled.Value : draft.FromPeriod;
            hand.Approve(from != draft.FromPeriod || hand.IsOutdone(draft) ? Again(hand, draft, from, header, yearEnd) : draft);
        }

        await hand.Apply(header, cancellation);
        hand.Become(ContractStatus.Active, ContractStep.Approved);
        await hand.Commit("contract.approved", new { header = own }, new { header, versions = drafts.Select(draft => draft.Version) }, cancellation);
    }

    /// <summary>What was billed meanwhile stays as it was: the change begins after it. What Platen wrote meanwhile comes before it.</summary>
    static TermsVersion Again(ContractInHand hand, TermsVersion draft, Period from, ContractHeader header, int yearEnd) =>
        hand.Replace(draft, header, TermsChain.Schedule(hand.Contract, hand.Versions, yearEnd).GoesOn(TermsDocument.Read(draft.Document), from));

    async Task Close(ContractInHand hand, CancellationToken cancellation)
    {
        await Differ(hand, ContractStep.CloseAsked, "asked to close", cancellation);
        var before = hand.Contract.Status;
        hand.Contract.Closing = false;
        hand.Become(ContractStatus.Closed, ContractStep.Closed, hand.Last(ContractStep.CloseAsked)?.Reason);
        await hand.Commit("contract.closed", new { status = before }, new { hand.Contract.Status }, cancellation);
    }

    /// <summary>Two people, where the dealer asks for two (L-8). At the command line there is one, who holds the database anyway.</summary>
    async Task Differ(ContractInHand hand, ContractStep step, string did, CancellationToken cancellation)
    {
        if (trail.Who.Kind is ActorKind.CommandLine or ActorKind.Platen || hand.Last(step) is not { } last || !last.IsBy(trail.Who))
            return;
        if ((await hand.Rules(cancellation)).ReleaserAndApproverMustDiffer)
            throw new Refusal($"You {did} {hand.Contract.Number} yourself: somebody else approves it (L-8).");
    }
}
