using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>What saving a contract would find wrong, and what it would change; nothing is kept. For a form, as it is filled in.</summary>
[Needs(ContractPermissions.Edit)]
sealed class CheckContract(Db db)
{
    /// <param name="number">Null: a new contract.</param>
    public async Task<ProposalCheck> Run(string? number, ContractProposal proposal, CancellationToken cancellation)
    {
        if (proposal.Missing() is { Count: > 0 } missing)
            return new(default, [.. missing.Select(fault => new ProposalFault(fault.Path, fault.Message, true))], [], false);
        if (number is null)
        {
            var faults = await new ContractChecks(db).Run(0, proposal.Header, proposal.Terms!, [], cancellation);
            return new(proposal.Terms!.From, Told(faults), [], true);
        }

        var contract = await db.Contracts.SingleOrDefaultAsync(row => row.Number == number, cancellation) ?? throw ContractInHand.Unknown(number);
        var versions = await db.Terms.Where(row => row.ContractId == contract.Id).OrderBy(row => row.Version).ToListAsync(cancellation);
        var change = await ContractChange.Of(db, contract, versions, proposal, cancellation);
        change.RefuseStale();
        return new(change.Terms.From, Told(await change.Faults(cancellation)), change.Differences,
            contract.Status == ContractStatus.New || change.NeedsApproval);
    }

    static IReadOnlyList<ProposalFault> Told(IReadOnlyList<TermsFault> faults) =>
        [.. faults.Select(fault => new ProposalFault(fault.Path, fault.Message, fault.IsError))];
}
