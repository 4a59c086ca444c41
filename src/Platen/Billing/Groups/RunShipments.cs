using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing.Groups;

/// <summary>The cancelled shipments of a period: those on record, and those that drafts will put there (G-5).</summary>
sealed class RunShipments(Db db)
{
    public Task<IReadOnlyList<ShipmentAnswer>> Of(Period period, IEnumerable<DraftDocument> drafts, CancellationToken cancellation) =>
        Of(db.GroupShipments.Where(row => row.Period == period), period, drafts, cancellation);

    public async Task<IReadOnlyList<ShipmentAnswer>> Of(
        IQueryable<GroupShipment> posted, Period period, IEnumerable<DraftDocument> drafts, CancellationToken cancellation)
    {
        var shipped = (await posted.Select(row => new { row.GroupId, row.MachineId }).ToListAsync(cancellation))
            .Select(row => (Group: row.GroupId, Machine: row.MachineId))
            .Concat(drafts.SelectMany(draft => draft.Groups).SelectMany(group => group.Shipments.Select(machine => (Group: group.Id, Machine: machine)))).ToList();
        if (shipped.Count == 0)
            return [];
        var (groups, machines) = (shipped.Select(row => row.Group).Distinct().ToList(), shipped.Select(row => row.Machine).Distinct().ToList());
        var names = await db.ChargeGroups.Where(group => EF.Parameter(groups).Contains(group.Id))
            .Join(db.Customers, group => group.CustomerId, customer => customer.Id, (group, customer) => new { group.Id, group.Name, customer.Code })
            .ToDictionaryAsync(group => group.Id, cancellation);
        var serials = await db.Machines.IgnoreQueryFilters().Where(machine => EF.Parameter(machines).Contains(machine.Id))
            .ToDictionaryAsync(machine => machine.Id, machine => machine.Serial, cancellation);
        return
        [
            .. shipped.Where(row => names.ContainsKey(row.Group)).Select(row => ShipmentAnswer.Cancelled(names[row.Group].Name, names[row.Group].Code, serials[row.Machine], period))
                .OrderBy(row => row.ChargeGroup, StringComparer.Ordinal).ThenBy(row => row.Machine, StringComparer.Ordinal),
        ];
    }
}

/// <summary>A run's own, drafted and posted.</summary>
[Needs(BillingPermissions.Read)]
sealed class ListShipments(Db db)
{
    public async Task<IReadOnlyList<ShipmentAnswer>> Run(int runId, CancellationToken cancellation)
    {
        var period = await db.Runs.Where(run => run.Id == runId).Select(run => run.Period).SingleAsync(cancellation);
        // Few customers have groups.
        var drafts = await db.Drafts.Where(draft => draft.RunId == runId && db.ChargeGroups.Any(group => group.CustomerId == draft.CustomerId))
            .Select(draft => draft.Document).ToListAsync(cancellation);
        return await new RunShipments(db).Of(db.GroupShipments.Where(row => row.RunId == runId), period, drafts.ConvertAll(DraftDocument.FromJson), cancellation);
    }
}
