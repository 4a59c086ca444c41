using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Identity;

/// <summary>Everybody who signs in here, or did.</summary>
[Needs(PeoplePermissions.Read)]
sealed class ListPeople(Database database)
{
    public async Task<IReadOnlyList<PersonRow>> Run(CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var roles = (await db.PersonRoles.OrderBy(role => role.Role).ToListAsync(cancellation)).ToLookup(role => role.PersonId, role => role.Role);
        var people = await db.People.OrderBy(person => person.EmailKey).ToListAsync(cancellation);
        return
        [
            .. people.Select(person => new PersonRow(
                person.Email, person.Name, [.. roles[person.Id]], person.Disabled, person.AuthenticatorKey is not null, person.SignedInAt)),
        ];
    }
}

/// <summary>A person in a list.</summary>
/// <param name="AsksForCode">They have set up an authenticator app.</param>
public sealed record PersonRow(
    string Email, string Name, IReadOnlyList<string> Roles, bool Disabled, bool AsksForCode, DateTimeOffset? SignedInAt);
