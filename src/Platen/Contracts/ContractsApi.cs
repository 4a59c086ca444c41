using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Contracts;

static class ContractsApi
{
    public static void MapContracts(this RouteGroupBuilder api) => api.MapGroup("contracts").WithTags("Contracts").Needs(ContractPermissions.Read)
        .MapGet("", (ListContracts list, HttpContext context, CancellationToken cancellation) =>
            Api.Page(context, query => list.Run(query, cancellation)))
        .WithName("ListContracts")
        .WithSummary("Contracts by number or customer; the active ones unless another status is asked for")
        .WithDescription("q: part of number or customer. status: new, released, active, hold, suspended, closed, any. customer: a code. sort: number, customer, type, start, end, machines; with - descending. page: from 1.");
}
