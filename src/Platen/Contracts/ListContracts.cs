using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Contracts;

/// <summary>The list of contracts: by a part of whatever is in hand, by status and by site.</summary>
[Needs(ContractPermissions.Read)]
sealed class ListContracts(Db db, TimeProvider clock)
{
    /// <summary>The value of the status filter that leaves none out.</summary>
    public const string AnyStatus = "any";

    /// <summary>Lists to work on, by the same filter: they end within 90 days; they have ended and are still open (L-7).</summary>
    public const string Expiring = "expiring", Expired = "expired";

    /// <summary>In force for a year and longer, and no price of them ever rose (A-25).</summary>
    public const string NeverEscalated = "never-escalated";

    /// <summary>Released, or to be closed; changed in a draft that nobody released.</summary>
    public const string Awaiting = "awaiting", Changed = "changed";

    const int DaysAhead = 90;

    static readonly Dictionary<string, ContractStatus> ByCode = Enum.GetValues<ContractStatus>().ToDictionary(status => status.Code(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Every value of the status filter, in words.</summary>
    public static readonly string Choices =
        $"{string.Join(", ", ByCode.Keys)}, {AnyStatus}; or a list to work on: {string.Join(", ", Expiring, Expired, Awaiting, Changed, NeverEscalated)}";

    /// <exception cref="Refusal">There is no such status.</exception>
    public async Task<ListPage<ContractRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var (code, site) = (query["customer"], query["site"]);
        var rows =
            from contract in await Chosen(query).With(db, query.Text, cancellation)
            join customer in db.Customers on contract.CustomerId equals customer.Id
            where code == null || customer.Code == code
            where site == null || contract.Site == site
            select new ContractRow
            {
                Number = contract.Number,
                CustomerCode = customer.Code,
                Customer = customer.Name,
                Type = contract.Type,
                Site = contract.Site,
                Status = contract.Status,
                Start = contract.StartDate,
                End = contract.EndDate,
                Machines = db.ContractMachines.Count(item => item.ContractId == contract.Id),
            };
        return await rows.ToPage(query, "number", new()
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
    IQueryable<Contract> Chosen(ListQuery query)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var soon = today.AddDays(DaysAhead);
        var lastYear = today.AddYears(-1);
        var live = db.Contracts.Where(contract =>
            contract.Status != ContractStatus.New && contract.Status != ContractStatus.Released && contract.Status != ContractStatus.Closed);
        return query["status"] switch
        {
            AnyStatus => db.Contracts,
            Expiring => live.Where(contract => contract.EndDate >= today && contract.EndDate <= soon),
            Expired => live.Where(contract => contract.EndDate < today),
            NeverEscalated => live.Where(contract => contract.StartDate <= lastYear && !db.Escalations.Any(row => row.ContractId == contract.Id)),
            Awaiting => db.Contracts.Where(contract => contract.Status == ContractStatus.Released || contract.Closing),
            Changed => db.Contracts.Where(contract => contract.Status != ContractStatus.Released && contract.Status != ContractStatus.Closed
                && db.Terms.Any(version => version.ContractId == contract.Id && version.Approved)
                && db.Terms.Any(version => version.ContractId == contract.Id && !version.Approved && version.DiscardedAt == null)),
            null when query["customer"] is not null => db.Contracts,
            null => Of(ContractStatus.Active),
            var named => Of(ByCode.TryGetValue(named, out var status) ? status : throw new Refusal($"Contracts have no status '{named}'.", [new Fault("status", $"One of {Choices}.")])),
        };
    }

    IQueryable<Contract> Of(ContractStatus status) => db.Contracts.Where(contract => contract.Status == status);
}

/// <summary>A contract in the list.</summary>
sealed record ContractRow
{
    public required string Number { get; init; }
    public required string CustomerCode { get; init; }
    public required string Customer { get; init; }
    public required string Type { get; init; }
    public string? Site { get; init; }
    public required ContractStatus Status { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly? End { get; init; }
    public required int Machines { get; init; }
}
