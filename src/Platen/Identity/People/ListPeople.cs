using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Identity;

/// <summary>Everybody who signs in here, or did: by part of name or address, role, and whether they may still come in.</summary>
[Needs(PeoplePermissions.Read)]
sealed class ListPeople(Db db)
{
    /// <summary>The value of the state filter that names who may not sign in.</summary>
    public const string Disabled = "disabled";

    public Task<ListPage<PersonRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var (text, role, state) = (query.Text.ToLowerInvariant(), query["role"], query["state"]);
        return Rows(
            from person in db.People
            where text == "" || person.Name.ToLower().Contains(text) || person.Email.ToLower().Contains(text)
            where role == null || db.PersonRoles.Any(held => held.PersonId == person.Id && held.Role == role)
            where state == null || person.Disabled == (state == Disabled)
            select person).ToPage(query, "name", new()
            {
                ["name"] = row => row.Name,
                ["email"] = row => row.Email,
                ["signed-in"] = row => row.SignedInAt,
            }, cancellation);
    }

    public async Task<IReadOnlyList<PersonRow>> Everybody(CancellationToken cancellation) =>
        await Rows(db.People.OrderBy(person => person.EmailKey)).ToListAsync(cancellation);

    IQueryable<PersonRow> Rows(IQueryable<Person> people) => people.Select(person => new PersonRow
    {
        Email = person.Email,
        Name = person.Name,
        Roles = db.PersonRoles.Where(held => held.PersonId == person.Id).OrderBy(held => held.Role).Select(held => held.Role).ToList(),
        Disabled = person.Disabled,
        OwnAccountsOnly = person.OwnAccountsOnly,
        Sites = db.PersonSites.Where(limit => limit.PersonId == person.Id).OrderBy(limit => limit.Site).Select(limit => limit.Site).ToList(),
        AsksForCode = person.AuthenticatorKey != null,
        SignedInAt = person.SignedInAt,
    });
}

/// <summary>A person in a list.</summary>
public sealed record PersonRow
{
    public required string Email { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    public required bool Disabled { get; init; }

    /// <summary>They see only customers whose account manager they are.</summary>
    public required bool OwnAccountsOnly { get; init; }

    /// <summary>They see only contracts of these branches, and what hangs on them; none: of all.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>They have set up an authenticator app.</summary>
    public required bool AsksForCode { get; init; }
    public DateTimeOffset? SignedInAt { get; init; }
}
