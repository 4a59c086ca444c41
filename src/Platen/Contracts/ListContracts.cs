using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Contracts;

/// <summary>The list of contracts: by part of number or customer, and by status.</summary>
[Needs(ContractPermissions.Read)]
sealed class ListContracts(Db db)
{
    /// <summary>The value of the status filter that leaves none out.</summary>
    public const string AnyStatus = "any";

    public Task<ListPage<ContractRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var code = query["customer"];
        var status = Status(query);
        var rows =
            from contract in db.Contracts
            join customer in db.Customers on contract.CustomerId equals customer.Id
            where status == null || contract.Status == status
            where code == null || customer.Code == code
            where text == "" || contract.Number.ToLower().Contains(text) || customer.Name.ToLower().Contains(text)
            select new ContractRow
            {
                Number = contract.Number,
                CustomerCode = customer.Code,
                Customer = customer.Name,
                Type = contract.Type,
                Status = contract.Status,
                Start = contract.StartDate,
                End = contract.EndDate,
                Machines = db.ContractMachines.Count(item => item.ContractId == contract.Id),
            };
        return rows.ToPage(query, "number", new()
        {
            ["number"] = row => row.Number,
            ["customer"] = row => row.Customer,
            ["type"] = row => row.Type,
            ["start"] = row => row.Start,
            ["end"] = row => row.End,
            ["machines"] = row => row.Machines,
        }, cancellation);
    }

    /// <summary>Who looks for contracts mostly means those that are alive; who names a customer means all of theirs.</summary>
    static ContractStatus? Status(ListQuery query) => query["status"] switch
    {
        AnyStatus => null,
        null => query["customer"] is null ? ContractStatus.Active : null,
        var named => Enum.TryParse<ContractStatus>(named, ignoreCase: true, out var status) ? status : null,
    };
}

/// <summary>A contract in the list.</summary>
sealed record ContractRow
{
    public required string Number { get; init; }
    public required string CustomerCode { get; init; }
    public required string Customer { get; init; }
    public required string Type { get; init; }
    public required ContractStatus Status { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly? End { get; init; }
    public required int Machines { get; init; }
}
