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

    /// <summary>What somebody may do: a person what any of their roles gives, a key what its maker gave it and still has.</summary>
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

    /// <summary>What a key was given, and of that no more than its maker may do today.</summary>
    async Task<IReadOnlySet<string>> OfKey(Db db, int id, CancellationToken cancellation)
    {
        if (await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == id && key.RevokedAt == null, cancellation) is not { } key)
            return None;
        return key.MadeBy is { } maker
            ? key.PermissionCodes.Intersect(await OfPerson(db, maker, cancellation)).ToHashSet()
            : key.PermissionCodes.ToHashSet();
    }

    /// <summary>What any of their roles gives, and of that what their limit leaves them; nothing once they are disabled.</summary>
    public async Task<IReadOnlySet<string>> OfPerson(Db db, int person, CancellationToken cancellation)
    {
        if (await db.People.SingleOrDefaultAsync(row => row.Id == person && !row.Disabled, cancellation) is not { } known)
            return None;
        var held = await db.PersonRoles.Where(role => role.PersonId == person).Select(role => role.Role).ToListAsync(cancellation);
        var rights = await OfRoles(db, held, cancellation);
        if (known.OwnAccountsOnly || await db.PersonSites.AnyAsync(limit => limit.PersonId == person, cancellation))
            rights.IntersectWith(catalogue.Permissions.Where(permission => permission.ByAccount).Select(permission => permission.Code));
        return rights;
    }

    /// <summary>What any of these roles gives.</summary>
    public async Task<HashSet<string>> OfRoles(Db db, IReadOnlyCollection<string> held, CancellationToken cancellation) =>
        [.. (await Roles(db, cancellation)).Where(role => held.Contains(role.Name)).SelectMany(role => role.Permissions)];

    /// <summary>The built-in roles, and the dealer's own.</summary>
    public async Task<List<Role>> Roles(Db db, CancellationToken cancellation) =>
        [.. catalogue.BuiltIn, .. (await db.OwnRoles.OrderBy(role => role.Name).ToListAsync(cancellation)).Select(role => role.ToRole())];

    /// <summary>
    /// Begins a change of who may do what. They come one after the other, so that of two at once the second sees what the first
    /// left: an administrator, a role that somebody was given.
    /// </summary>
    public static Task Hold(WriteTransaction write, CancellationToken cancellation) => Sequences.Take(write.Connection, PeopleStore.Sequence, 0, cancellation);

    /// <summary>Refuses to give roles that are not there, or that can do what the giver cannot.</summary>
    public async Task RefuseToGive(Db db, Actor who, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        if (names.Count == 0)
            throw new Refusal("A person holds at least one role; who is to come in no more is disabled.");
        var roles = await Roles(db, cancellation);
        if (names.Except(roles.Select(role => role.Name)).FirstOrDefault() is { } unknown)
            throw new Refusal($"There is no role {unknown}. There are: {string.Join(", ", roles.Select(role => role.Name))}.");
        await RefuseBeyond(who, roles.Where(role => names.Contains(role.Name)).SelectMany(role => role.Permissions), cancellation);
    }

    /// <summary>Nobody gives what they do not have, or whoever may let people in could make an administrator.</summary>
    public async Task RefuseBeyond(Actor who, IEnumerable<string> permissions, CancellationToken cancellation)
    {
        var beyond = permissions.Except(await Of(who, cancellation)).ToList();
        if (beyond.Count > 0)
            throw new Refusal($"You may not give what you do not have: {string.Join(", ", beyond)}.");
    }

    /// <summary>Permissions as somebody asks to give them, in the catalogue's order.</summary>
    public async Task<string[]> Given(Actor who, IReadOnlyCollection<string> asked, CancellationToken cancellation)
    {
        string[] known = [.. catalogue.Permissions.Select(permission => permission.Code)];
        var unknown = asked.Except(known).ToList();
        if (unknown.Count > 0)
            throw new Refusal($"There is no permission {string.Join(", ", unknown)}. There are: {string.Join(", ", known)}.");
        await RefuseBeyond(who, asked, cancellation);
        return [.. known.Where(asked.Contains)];
    }
}

/// <summary>Answers ASP.NET's question whether somebody has permissions: they are looked up once for all that it asks.</summary>
sealed class RightsHandler(Rights rights) : IAuthorizationHandler
{
    public async Task HandleAsync(AuthorizationHandlerContext context)
    {
        var asked = context.Requirements.OfType<PermissionRequirement>().ToList();
        if (asked.Count == 0)
            return;
        var held = await rights.Of(context.User, CancellationToken.None);
        foreach (var requirement in asked.Where(requirement => held.Contains(requirement.Permission)))
            context.Succeed(requirement);
    }
}
