using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Contracts;

/// <summary>Keeps the list of which machine is on which contract in step with the terms.</summary>
static class MachinesOnContract
{
    /// <summary>The rows are saved with whatever else the caller saves.</summary>
    public static async Task Renew(Db db, int contract, IReadOnlyCollection<TermsVersion> versions, CancellationToken cancellation)
    {
        var chain = TermsChain.Billing(versions).Select(version => TermsDocument.Read(version.Document)).ToList();
        var spans = TermsChain.Machines(chain);
        var serials = spans.Keys.ToList();
        var ids = await db.Machines.Where(machine => EF.Parameter(serials).Contains(machine.Serial))
            .Select(machine => new { machine.Serial, machine.Id }).ToDictionaryAsync(machine => machine.Serial, machine => machine.Id, cancellation);
        await db.ContractMachines.Where(row => row.ContractId == contract).ExecuteDeleteAsync(cancellation);
        db.ContractMachines.AddRange(spans.Select(machine => new ContractMachine
        {
            ContractId = contract,
            MachineId = ids[machine.Key],
            FromDate = machine.Value.From,
            UntilDate = machine.Value.Until,
        }));
    }
}
