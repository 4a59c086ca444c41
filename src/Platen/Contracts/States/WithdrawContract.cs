using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>Removes a contract from approval, so that it can be changed again (L-1); or takes the wish to close one back.</summary>
[Needs(ContractPermissions.Release)]
sealed class WithdrawContract(Database database, AuditTrail trail)
{
    public async Task Run(string number, CancellationToken cancellation)
    {
        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        if (hand.Contract.Status != ContractStatus.Released && !hand.Contract.Closing)
            throw new Refusal($"{number} does not wait for approval: it is {hand.Contract.Status.Code()}.");
        var before = hand.Contract.Status;
        hand.Contract.Closing = false;
        hand.Become(before == ContractStatus.Released ? ContractStatus.New : before, ContractStep.Withdrawn);
        await hand.Commit("contract.withdrawn", new { status = before }, new { hand.Contract.Status }, cancellation);
    }
}
