using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>Throws the change of a contract away that was in force before: it is active again, as it was approved.</summary>
[Needs(ContractPermissions.Edit)]
sealed class DiscardChange(Database database, AuditTrail trail)
{
    public async Task Run(string number, CancellationToken cancellation)
    {
        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        var drafts = hand.Drafts.ToList();
        if (drafts.Count == 0)
            throw new Refusal($"{number} has no change to discard.");
        if (!hand.WasApproved)
            throw new Refusal($"{number} was never approved, so there is nothing to go back to. Change its draft instead.");
        foreach (var draft in drafts)
            hand.Discard(draft);
        var before = hand.Contract.Status;
        hand.Become(before is ContractStatus.Released or ContractStatus.New ? ContractStatus.Active : before, ContractStep.Discarded);
        await hand.Commit("contract.change-discarded", new { status = before, versions = drafts.Select(draft => draft.Version) }, new { hand.Contract.Status }, cancellation);
    }
}
