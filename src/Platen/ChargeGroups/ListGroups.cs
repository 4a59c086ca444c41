using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.ChargeGroups;

/// <summary>The list of charge groups: by name, customer or finance company.</summary>
[Needs(GroupPermissions.Read)]
sealed class ListGroups(Db db)
{
    public async Task<ListPage<GroupRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var (customer, machine) = (query["customer"], query["machine"]);
        // Its finance company is told to whoever may see a group. A query that passes one filter over passes over all of them, so the groups in sight come from another.
        var payers = db.Customers.IgnoreQueryFilters();
        var groups = db.ChargeGroups.AsQueryable();
        if (db.Limit is not null)
        {
            var inSight = await db.ChargeGroups.Select(group => group.Id).ToListAsync(cancellation);
            groups = groups.Where(group => EF.Parameter(inSight).Contains(group.Id));
        }

        var rows =
            from one in groups
            join owner in db.Customers on one.CustomerId equals owner.Id
            join payer in payers on one.FinancedById equals payer.Id
            where text == "" || one.Name.ToLower().Contains(text) || owner.Name.ToLower().Contains(text) || payer.Name.ToLower().Contains(text)
            where customer == null || owner.Code == customer || payer.Code == customer
            where machine == null || db.GroupMachines.Any(row => row.GroupId == one.Id && row.UntilPeriod == null && db.Machines.Any(found => found.Id == row.MachineId && found.Serial == machine))
            select new GroupRow
            {
                Id = one.Id,
                Name = one.Name,
                CustomerCode = owner.Code,
                Customer = owner.Name,
                FinancedByCode = payer.Code,
                FinancedBy = payer.Name,
                StartPeriod = one.StartPeriod,
                EndPeriod = one.EndPeriod,
                CycleMonths = one.CycleMonths,
                Limit = one.LimitAmount,
                Machines = db.GroupMachines.Count(row => row.GroupId == one.Id && row.UntilPeriod == null),
            };
        return await rows.ToPage(query, "name", new()
        {
            ["name"] = row => row.Name,
            ["customer"] = row => row.Customer,
            ["finance"] = row => row.FinancedBy,
            ["start"] = row => row.StartPeriod,
            ["limit"] = row => row.Limit,
        }, cancellation);
    }
}

/// <summary>A group in the list.</summary>
sealed record GroupRow
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public required string CustomerCode { get; init; }
    public required string Customer { get; init; }
    public required string FinancedByCode { get; init; }
    public required string FinancedBy { get; init; }
    public required Period StartPeriod { get; init; }
    public Period? EndPeriod { get; init; }
    public required int CycleMonths { get; init; }
    [JsonConverter(typeof(AmountJson))]
    public required decimal Limit { get; init; }
    public required int Machines { get; init; }
}
