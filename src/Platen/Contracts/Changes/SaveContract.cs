using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>
/// Writes a new contract as a draft, or a change of one. A change of a contract in force is a version from a later period: it
/// counts at once, or waits for approval where the rules ask for it (L-4, A-13); what is billed does not change before.
/// </summary>
[Needs(ContractPermissions.Edit)]
sealed class SaveContract(Database database, AuditTrail trail, AskApprovers approvers)
{
    /// <exception cref="Refusal">With every fault by JSON path.</exception>
    public async Task<SavedContract> New(ContractProposal proposal, CancellationToken cancellation)
    {
        Refuse("The contract", proposal.Missing());
        await using var hand = await ContractInHand.New(database, trail, async (db, id) => new Contract
        {
            Id = id,
            Number = await Number(db, proposal, cancellation),
            Type = proposal.Header.Type,
            Status = ContractStatus.New,
            CustomerId = await db.Customers.Where(row => row.Code == proposal.Header.Customer).Select(row => row.Id).SingleOrDefaultAsync(cancellation),
            StartDate = proposal.Header.Start,
            EndDate = proposal.End,
            Site = proposal.Header.Site,
        }, cancellation);
        var faults = await new ContractChecks(hand.Db).Run(0, proposal.Header, proposal.Terms!, [], cancellation);
        Refuse("The contract", faults);
        var defaults = await RowDefaults.Of(hand.Db, cancellation);
        var version = hand.Write(proposal.Header, defaults.Fill(proposal.Terms!, proposal.Header.Type, before: null), proposal.Note);
        hand.Become(ContractStatus.New, ContractStep.Written);
        await hand.Commit("contract.written", null, Said(version), cancellation);
        return Answer(hand, version, changed: true, faults, []);
    }

    /// <exception cref="Refusal">With every fault by JSON path; or with what somebody else changed meanwhile.</exception>
    public async Task<SavedContract> Change(string number, ContractProposal proposal, CancellationToken cancellation)
    {
        Refuse($"{number}", proposal.Missing());
        await using var hand = await ContractInHand.Take(database, trail, number, cancellation);
        var change = await ContractChange.Of(hand, proposal, cancellation);
        change.RefuseStale();
        var faults = await change.Faults(cancellation);
        Refuse($"The change of {number}", faults);
        var newest = change.Edited;
        if (change.SaysTheSame)
            return Answer(hand, newest, changed: false, faults, []);

        var before = Said(newest);
        var version = hand.Write(proposal.Header, change.Terms, proposal.Note);
        foreach (var draft in change.Replaced)
            hand.Discard(draft);
        var action = await Count(hand, version, change, cancellation);
        await hand.Commit(action, before, Said(version), cancellation);
        return Answer(hand, version, changed: true, faults, change.Differences);
    }

    /// <returns>What was done, for the trail.</returns>
    async Task<string> Count(ContractInHand hand, TermsVersion version, ContractChange change, CancellationToken cancellation)
    {
        if (hand.Contract.Status == ContractStatus.New)
        {
            if (!hand.WasApproved)
                await hand.Apply(change.Header, cancellation);
            return "contract.draft-changed";
        }

        if (!change.NeedsApproval)
        {
            hand.Approve(version);
            await hand.Apply(change.Header, cancellation);
            return "contract.changed";
        }

        hand.Release(version);
        hand.Become(ContractStatus.Released, ContractStep.Released);
        await approvers.Tell(hand, version, change.Differences, cancellation);
        return "contract.change-released";
    }

    static async Task<string> Number(Db db, ContractProposal proposal, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(proposal.Number))
            return await ContractNumbers.Next(db, proposal.Header.Type, cancellation);
        var number = proposal.Number.Trim();
        if (await db.Contracts.AnyAsync(contract => contract.Number == number, cancellation))
            Refuse("The contract", [new Fault("number", $"There is a contract {number} already. Choose another number, or leave it out.")]);
        return number;
    }

    internal static void Refuse(string what, IReadOnlyList<TermsFault> faults) =>
        Refuse(what, [.. faults.Where(fault => fault.IsError).Select(fault => new Fault(fault.Path, fault.Message))]);

    internal static void Refuse(string what, IReadOnlyList<Fault> faults)
    {
        if (faults.Count > 0)
            throw new Refusal($"{what} has {(faults.Count == 1 ? "a fault" : $"{faults.Count} faults")}; nothing was saved.", faults);
    }

    static object Said(TermsVersion version) => new
    {
        version.Version,
        version.Note,
        header = version.Header is { } header ? HeaderDocument.Read(header) : null,
        terms = TermsDocument.Read(version.Document),
    };

    static SavedContract Answer(
        ContractInHand hand, TermsVersion version, bool changed, IReadOnlyList<TermsFault> faults, IReadOnlyList<Difference> differences) =>
        new(hand.Contract.Number, version.Version, changed, hand.Contract.Status.Code(), version.FromPeriod,
            [.. faults.Select(fault => new ProposalFault(fault.Path, fault.Message, fault.IsError))], differences);
}
