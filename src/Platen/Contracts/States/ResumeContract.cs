using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>Ends a hold or a suspension: the contract is active again.</summary>
[Needs(ContractPermissions.Edit)]
sealed class ResumeContract(Database database, AuditTrail trail)
{
    public async Task Run(string number, CancellationToken cancellation)
    {
        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        var before = hand.Contract.Status;
        if (before is not (ContractStatus.Hold or ContractStatus.Suspended))
            throw new Refusal($"{number} is {before.Code()}: it is neither on hold nor suspended.");
        hand.Become(ContractStatus.Active, ContractStep.Resumed);
        await hand.Commit("contract.resumed", new { status = before }, new { hand.Contract.Status }, cancellation);
    }
}
