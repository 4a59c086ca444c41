using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Billing.Credits;

/// <summary>The run that bills again what a credit took back.</summary>
static class BillAgain
{
    /// <returns>Null where the invoice stands, or its charges do again.</returns>
    public static async Task<BillRequest?> Of(Db db, Invoice invoice, CancellationToken cancellation)
    {
        if (await db.Credits.SingleOrDefaultAsync(credit => credit.CreditedId == invoice.Id && credit.PutsBack, cancellation) is not { } note)
            return null;
        var taken = await db.TakenBack(note.Revision).ToListAsync(cancellation);
        var groups = await db.GroupsTakenBack(note.Revision).Select(row => row.GroupId).Distinct().ToListAsync(cancellation);
        var contracts = taken.Select(charge => charge.ContractId).Distinct().ToList();
        var standing = (await db.BilledCharges.Where(charge => contracts.Contains(charge.ContractId) && charge.Period >= invoice.Period)
            .Select(charge => new { charge.ContractId, charge.Charge }).ToListAsync(cancellation)).ToHashSet();
        var groupsDue = await db.ChargeGroups.Where(group => groups.Contains(group.Id)
            && !db.BilledGroups.Any(row => row.GroupId == group.Id && row.Period >= invoice.Period)).AnyAsync(cancellation);
        if (!groupsDue && taken.TrueForAll(charge => standing.Contains(new { charge.ContractId, charge.Charge })))
            return null;
        var kinds = await db.Runs.Where(run => db.Invoices.Any(row => row.RunId == run.Id && db.Credits.Any(credit => credit.CreditedId == row.Id && credit.Revision == note.Revision)))
            .Select(run => run.ChargeKind).Distinct().ToListAsync(cancellation);
        var date = await db.Invoices.Where(row => row.Id == note.InvoiceId).Select(row => row.InvoicedOn).SingleAsync(cancellation);
        return new BillRequest(invoice.Period, kinds is [var kind] ? kind : null, InvoicedOn: date,
            Contracts: await Contracts(db, contracts, groups, cancellation), ChargeGroups: await GroupNames(db, groups, cancellation));
    }

    /// <summary>Charge groups by name; null: none.</summary>
    public static async Task<IReadOnlySet<string>?> GroupNames(Db db, IReadOnlyCollection<int> groups, CancellationToken cancellation) =>
        groups.Count == 0 ? null : await db.ChargeGroups.Where(group => EF.Parameter(groups).Contains(group.Id)).Select(group => group.Name).ToHashSetAsync(cancellation);

    /// <summary>Contracts by number, with those that bring what is used of charge groups.</summary>
    public static async Task<HashSet<string>> Contracts(Db db, IReadOnlyCollection<int> contracts, IReadOnlyCollection<int> groups, CancellationToken cancellation) =>
        await db.Contracts.Where(contract => EF.Parameter(contracts).Contains(contract.Id) || db.ContractMachines.Any(item => item.ContractId == contract.Id
                && db.GroupMachines.Any(member => member.MachineId == item.MachineId && EF.Parameter(groups).Contains(member.GroupId)
                    && db.ChargeGroups.Any(group => group.Id == member.GroupId && group.CustomerId == contract.CustomerId))))
            .Select(contract => contract.Number).ToHashSetAsync(cancellation);
}
