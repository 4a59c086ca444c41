using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.ChargeGroups;

static class GroupsApi
{
    public static void MapChargeGroups(this RouteGroupBuilder api)
    {
        var groups = api.MapGroup("groups").WithTags("Charge groups");
        groups.MapGet("", (ListGroups list, HttpContext context, CancellationToken cancellation) => Api.Page(context, query => list.Run(query, cancellation)))
            .WithName("ListGroups").Needs(GroupPermissions.Read).WithSummary("Machine charge groups by name, customer or finance company")
            .WithDescription("q: part of a name. customer: a code. machine: a serial. sort: name, customer, finance, start, limit; with - descending. page: from 1.");
        groups.MapGet("{id}", Show).WithName("GetGroup").Needs(GroupPermissions.Read).WithSummary("A charge group's set-up, with its machines");
        groups.MapGet("{id}/warnings", async (int id, WarnOfGroup warn, CancellationToken cancellation) => TypedResults.Ok(await warn.Run(id, cancellation)))
            .WithName("ListGroupWarnings").Needs(GroupPermissions.Read).WithSummary("What of a charge group's set-up is worth a look: count cycles that differ");
        groups.MapPost("", Add).WithName("AddGroup").Needs(GroupPermissions.Edit).WithSummary("Set a charge group up");
        groups.MapPut("{id}", Change).WithName("ChangeGroup").Needs(GroupPermissions.Edit)
            .WithSummary("Change a charge group, its machines, or its end; its name stays")
            .WithDescription("Machines join and leave with the next charge run. What was billed stays as it was.");
    }

    static async Task<Results<Ok<GroupDetails>, NotFound>> Show(int id, ReadGroup read, CancellationToken cancellation) =>
        await read.Run(id, cancellation) is { } details ? TypedResults.Ok(details) : TypedResults.NotFound();

    static async Task<Created<GroupDetails>> Add(GroupDetails details, SaveGroup save, ReadGroup read, CancellationToken cancellation)
    {
        var id = await save.Add(details, cancellation);
        return TypedResults.Created(FormattableString.Invariant($"/api/v1/groups/{id}"), await read.Run(id, cancellation));
    }

    static async Task<Results<Ok<GroupDetails>, NotFound>> Change(int id, GroupDetails details, SaveGroup save, ReadGroup read, CancellationToken cancellation)
    {
        if (await read.Run(id, cancellation) is not { } known)
            return TypedResults.NotFound();
        await save.Change(known.Name, details, cancellation);
        return TypedResults.Ok(await read.Run(id, cancellation));
    }
}
