using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>Puts an active contract on hold: it refuses calls, and is billed all the same (L-5).</summary>
[Needs(ContractPermissions.Edit)]
sealed class HoldContract(Database database, AuditTrail trail)
{
    /// <summary>How long a hold is expected to last where nobody says.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(48);

    /// <param name="employee">Whom to ask about it.</param>
    /// <param name="until">When it is expected to end; null: two days from now.</param>
    public async Task Run(string number, string reason, string? employee, DateTimeOffset? until, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new Refusal("A hold needs a reason.", [new Fault("reason", "May not be empty.")]);
        if (until <= trail.Now)
            throw new Refusal("A hold is expected to end later than now.", [new Fault("until", "Lies in the past.")]);
        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        if (hand.Contract.Status != ContractStatus.Active)
            throw new Refusal($"{number} is {hand.Contract.Status.Code()}; only an active contract can be put on hold (L-5).");
        hand.Become(ContractStatus.Hold, ContractStep.Held, reason, employee ?? trail.Who.Name, until ?? trail.Now + Usual);
        var held = hand.States[^1];
        await hand.Commit("contract.held", null, new { held.Reason, held.Employee, held.ReleaseExpected }, cancellation);
    }
}
