using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Identity.Roles;
using Platen.Shell.Access;

namespace Platen.Identity;

/// <summary>A person as their page shows them. Nothing that they sign in with is here.</summary>
/// <param name="OwnAccountsOnly">They see only customers whose account manager they are.</param>
/// <param name="Sites">They see only contracts of these branches, and what hangs on them; none: of all.</param>
/// <param name="DefaultSite">The branch whose contracts they see first.</param>
/// <param name="Version">Counts the changes.</param>
/// <param name="Opened">They have a password, or came by OpenID Connect: their first link is behind them.</param>
/// <param name="May">The permissions that they have today, by their roles and their limit.</param>
public sealed record PersonView(
    string Email, string Name, IReadOnlyList<string> Roles, bool Disabled, bool OwnAccountsOnly, IReadOnlyList<string> Sites, string? DefaultSite, bool Opened, bool AsksForCode,
    DateTimeOffset AddedAt, DateTimeOffset? SignedInAt, IReadOnlyList<string> May, int Version)
{
    internal bool IsLimited => OwnAccountsOnly || Sites.Count > 0;

    /// <summary>In a few words: what they see of the dealer.</summary>
    internal string Sees => (OwnAccountsOnly, Sites.Count) switch
    {
        (false, 0) => "everything",
        (true, 0) => "own accounts only",
        (false, _) => $"{string.Join(", ", Sites)} only",
        (true, _) => $"own accounts of {string.Join(", ", Sites)} only",
    };
}

/// <summary>One person, with what they may do.</summary>
[Needs(PeoplePermissions.Read)]
sealed class ShowPerson(Db db, Rights rights, Catalogue catalogue)
{
    /// <returns>Null where nobody has the address.</returns>
    public async Task<PersonView?> Run(string email, CancellationToken cancellation)
    {
        var key = Person.KeyOf(email);
        if (await db.People.SingleOrDefaultAsync(person => person.EmailKey == key, cancellation) is not { } person)
            return null;

        var roles = await db.PersonRoles.Where(held => held.PersonId == person.Id).Select(held => held.Role).OrderBy(role => role).ToListAsync(cancellation);
        var sites = await db.PersonSites.Where(limit => limit.PersonId == person.Id).Select(limit => limit.Site).OrderBy(site => site).ToListAsync(cancellation);
        var may = await rights.Of(new Actor(ActorKind.Person, person.Name, person.Id), cancellation);
        return new PersonView(
            person.Email, person.Name, roles, person.Disabled, person.OwnAccountsOnly, sites, person.DefaultSite, person.PasswordHash is not null || person.SignedInAt is not null,
            person.AuthenticatorKey is not null, person.AddedAt, person.SignedInAt,
            [.. catalogue.Permissions.Select(permission => permission.Code).Where(may.Contains)], person.Version);
    }
}
