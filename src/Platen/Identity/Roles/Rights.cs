using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Identity.Roles;

/// <summary>
/// Who may do what, as it stands now: read from the database at every question, so that a right taken away is gone at once,
/// in open tabs too.
/// </summary>
sealed class Rights(Database database, Catalogue catalogue)
{
    static readonly IReadOnlySet<string> None = new HashSet<string>();

    /// <summary>The permissions of whoever is signed in.</summary>
    public async Task<IReadOnlySet<string>> Of(ClaimsPrincipal user, CancellationToken cancellation) =>
        Actor.Of(user) is { } who ? await Of(who, cancellation) : None;

    /// <summary>What somebody may do: a person what any of their roles gives, a key what its maker gave it.</summary>
    public async Task<IReadOnlySet<string>> Of(Actor who, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return who switch
        {
            // Whoever is at the command line holds the database anyway.
            { Kind: ActorKind.CommandLine or ActorKind.Platen } => catalogue.Permissions.Select(permission => permission.Code).ToHashSet(),
            { Kind: ActorKind.Person, Id: { } person } => await OfPerson(db, person, cancellation),
            { Kind: ActorKind.Key, Id: { } key } => await OfKey(db, key, cancellation),
            _ => None,
        };
    }

    static async Task<IReadOnlySet<string>> OfKey(Db db, int id, CancellationToken cancellation) =>
        await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == id && key.RevokedAt == null, cancellation) is { } key ? key.PermissionCodes.ToHashSet() : None;

    async Task<IReadOnlySet<string>> OfPerson(Db db, int person, CancellationToken cancellation)
    {
        var held = await (
            from role in db.PersonRoles
            where role.PersonId == person && db.People.Any(row => row.Id == person && !row.Disabled)
            select role.Role).ToListAsync(cancellation);
        if (held.Count == 0)
            return None;

        return (await Roles(db, cancellation)).Where(role => held.Contains(role.Name)).SelectMany(role => role.Permissions).ToHashSet();
    }

    /// <summary>The built-in roles, and the dealer's own.</summary>
    async Task<List<Role>> Roles(Db db, CancellationToken cancellation) =>
        [.. catalogue.BuiltIn, .. (await db.OwnRoles.OrderBy(role => role.Name).ToListAsync(cancellation)).Select(role => role.ToRole())];

    /// <exception cref="Refusal">One of them is no role here.</exception>
    public async Task RefuseUnknown(IEnumerable<string> roles, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var known = (await Roles(db, cancellation)).ConvertAll(role => role.Name);
        if (roles.Except(known).FirstOrDefault() is { } unknown)
            throw new Refusal($"There is no role {unknown}. There are: {string.Join(", ", known)}.");
    }
}

/// <summary>Answers ASP.NET's question whether somebody has a permission.</summary>
sealed class RightsHandler(Rights rights) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if ((await rights.Of(context.User, CancellationToken.None)).Contains(requirement.Permission))
            context.Succeed(requirement);
    }
}
