using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>Suspends an active contract: it takes calls, and is not billed, nor for that time afterwards (L-5, M-18).</summary>
[Needs(ContractPermissions.Edit)]
sealed class SuspendContract(Database database, AuditTrail trail)
{
    public async Task Run(string number, string reason, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new Refusal("A suspension needs a reason.", [new Fault("reason", "May not be empty.")]);
        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        if (hand.Contract.Status != ContractStatus.Active)
            throw new Refusal($"{number} is {hand.Contract.Status.Code()}; only an active contract can be suspended.");
        hand.Become(ContractStatus.Suspended, ContractStep.Suspended, reason);
        await hand.Commit("contract.suspended", null, new { reason }, cancellation);
    }
}
