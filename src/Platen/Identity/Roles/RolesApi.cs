using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell.Access;

namespace Platen.Identity.Roles;

/// <summary>A role that is to be made.</summary>
/// <param name="Description">What its holder does here, in a sentence.</param>
/// <param name="Permissions">Codes, like billing.read.</param>
public sealed record NewRole(
    [property: Required] string? Name, [property: Required, MinLength(1)] string[]? Permissions, string? Description = null);

/// <summary>What is to be other about a role; what is left out stays.</summary>
/// <param name="Permissions">All that it gives from now on.</param>
public sealed record OtherRole(string? Description = null, string[]? Permissions = null);

static class RolesApi
{
    public static void MapRoles(this RouteGroupBuilder api)
    {
        var roles = api.MapGroup("roles").WithTags("Roles");
        roles.MapGet("", async (ListRoles list, CancellationToken cancellation) => TypedResults.Ok(await list.Run(cancellation)))
            .WithName("ListRoles").WithSummary("Every role with what it may do, and every permission there is").Needs(PeoplePermissions.Read);

        var edit = roles.MapGroup("").Needs(PeoplePermissions.Edit);
        edit.MapPost("", Add).WithName("AddRole").WithSummary("Make a role of the dealer's own");
        edit.MapPatch("{name}", Change).WithName("ChangeRole").WithSummary("Change a role of the dealer's own; whoever holds it has the new rights at once");
        edit.MapDelete("{name}", Remove).WithName("RemoveRole").WithSummary("Remove a role that nobody holds");
    }

    static async Task<NoContent> Add(NewRole role, EditRoles edit, CancellationToken cancellation)
    {
        await edit.Add(new Role(role.Name!, role.Description ?? "", [.. role.Permissions!]), cancellation);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> Change(string name, OtherRole role, EditRoles edit, CancellationToken cancellation)
    {
        await edit.Change(name, role.Description, role.Permissions, cancellation);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> Remove(string name, EditRoles edit, CancellationToken cancellation)
    {
        await edit.Remove(name, cancellation);
        return TypedResults.NoContent();
    }
}
