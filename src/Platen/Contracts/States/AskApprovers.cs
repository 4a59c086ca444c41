using Platen.Identity.Roles;
using Platen.Notifications;

namespace Platen.Contracts;

/// <summary>Tells all who may approve contracts that one waits for them (L-4, L-7), each time once.</summary>
sealed class AskApprovers(WhoMay who)
{
    /// <summary>A new contract, or a change with what it makes other.</summary>
    public async Task Tell(ContractInHand hand, TermsVersion version, IReadOnlyList<Difference> differences, CancellationToken cancellation)
    {
        var (number, released) = (hand.Contract.Number, hand.Last(ContractStep.Released)!);
        var changes = string.Concat(differences.Select(difference => $"  {ContractWords.Line(difference)}\n"));
        var meanwhile = StatusWords.Meanwhile(hand.WasApproved, (await hand.Rules(cancellation)).BillLastApprovedWhileReleased);
        await Tell(
            hand, FormattableString.Invariant($"release:{number}:{released.No}"), $"{number} waits for approval",
            $"The contract {number} was released for approval by {version.ReleasedBy}. Its terms are to bill from {version.FromPeriod} on.\n"
            + (version.Note is null ? "" : $"\n{version.Note}\n") + (changes.Length == 0 ? "" : $"\nWhat changes:\n{changes}")
            + $"\n{meanwhile}\n", cancellation);
    }

    /// <summary>The end of a contract, with who asks for it and why.</summary>
    public Task TellClosing(ContractInHand hand, CancellationToken cancellation)
    {
        var (number, asked) = (hand.Contract.Number, hand.Last(ContractStep.CloseAsked)!);
        return Tell(
            hand, FormattableString.Invariant($"closing:{number}:{asked.No}"), $"{number} waits to be closed",
            $"{asked.Actor} asks for the contract {number} to be closed.\n\n{asked.Reason}\n\nUntil somebody approves that, or takes it back, it goes on as it is.\n", cancellation);
    }

    async Task Tell(ContractInHand hand, string key, string subject, string body, CancellationToken cancellation)
    {
        var approvers = (await who.Addresses(hand.Db, ContractPermissions.Approve, cancellation)).Where(address => MailAddresses.Fault(address) is null).ToList();
        if (approvers.Count > 0)
            await hand.Tell(new NewMail(key, "approval", string.Join(", ", approvers), subject, body) { About = ("contract", hand.Contract.Number) }, cancellation);
    }
}
