using Platen.Identity.Roles;
using Platen.Notifications;

namespace Platen.Contracts;

/// <summary>Tells all who may approve contracts that one waits for them (L-4): once for each version, with what it changes.</summary>
sealed class AskApprovers(WhoMay who)
{
    public async Task Tell(ContractInHand hand, TermsVersion version, IReadOnlyList<Difference> differences, CancellationToken cancellation)
    {
        var approvers = (await who.Addresses(hand.Db, ContractPermissions.Approve, cancellation)).Where(address => MailAddresses.Fault(address) is null).ToList();
        if (approvers.Count == 0)
            return;
        var number = hand.Contract.Number;
        var changes = string.Concat(differences.Select(difference => $"  {ContractWords.Line(difference)}\n"));
        await hand.Tell(
            new NewMail(
                FormattableString.Invariant($"approval:{number}:{version.Version}"), "approval", string.Join(", ", approvers), $"{number} waits for approval",
                $"The contract {number} was released for approval by {version.ReleasedBy}. Its terms are to bill from {version.FromPeriod} on.\n"
                + (version.Note is null ? "" : $"\n{version.Note}\n") + (changes.Length == 0 ? "" : $"\nWhat changes:\n{changes}")
                + "\nUntil somebody approves it, or removes it from approval, it is not billed.\n")
            {
                About = ("contract", number),
            }, cancellation);
    }
}
