using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>Hands a new contract, or a draft of one in force, on for approval (L-1).</summary>
[Needs(ContractPermissions.Release)]
sealed class ReleaseContract(Database database, AuditTrail trail, AskApprovers approvers)
{
    public async Task Run(string number, CancellationToken cancellation)
    {
        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        var drafts = hand.Drafts.ToList();
        if (hand.Contract.Status is not (ContractStatus.New or ContractStatus.Active))
            throw new Refusal($"{number} is {hand.Contract.Status.Code()}; only a new contract, or a draft of an active one, is released.");
        if (drafts.Count == 0)
            throw new Refusal($"{number} has no draft to release.");
        await hand.Check(drafts, cancellation);
        foreach (var draft in drafts)
            hand.Release(draft);
        var before = hand.Contract.Status;
        hand.Become(ContractStatus.Released, ContractStep.Released);
        await approvers.Tell(hand, drafts[^1], await DraftDiff.Of(hand.Db, hand.Contract, hand.Versions, cancellation), cancellation);
        await hand.Commit("contract.released", new { status = before }, new { hand.Contract.Status, versions = drafts.Select(draft => draft.Version) }, cancellation);
    }
}
