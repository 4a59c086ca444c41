using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Machines;

static class MachinesApi
{
    public static void MapMachines(this RouteGroupBuilder api) => api.MapGroup("machines").WithTags("Machines").Needs(MachinePermissions.Read)
        .MapGet("", (ListMachines list, HttpContext context, CancellationToken cancellation) =>
            Api.Page(context, query => list.Run(query, cancellation)))
        .WithName("ListMachines")
        .WithSummary("Machines by serial, model, place or customer")
        .WithDescription("q: part of serial, model, place or customer. customer: a code. sort: serial, model, customer, location; with - descending. page: from 1.");
}
