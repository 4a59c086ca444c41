using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>Asks those who may for a contract to be closed. It goes on as it is until somebody approves that (L-7).</summary>
[Needs(ContractPermissions.Edit)]
sealed class AskToClose(Database database, AuditTrail trail, AskApprovers approvers)
{
    public async Task Run(string number, string reason, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new Refusal("Closing a contract needs a reason.", [new Fault("reason", "May not be empty.")]);
        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        var status = hand.Contract.Status;
        if (hand.Contract.Closing)
            throw new Refusal($"Closing {number} waits for approval already.");
        if (status is not (ContractStatus.Active or ContractStatus.Hold or ContractStatus.Suspended))
            throw new Refusal($"{number} is {status.Code()}; only a contract in force can be closed.");
        hand.Contract.Closing = true;
        hand.Become(status, ContractStep.CloseAsked, reason);
        await approvers.TellClosing(hand, cancellation);
        await hand.Commit("contract.close-asked", null, new { reason }, cancellation);
    }
}
