using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Identity.Links;
using Platen.Identity.Roles;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Identity;

/// <summary>
/// What an administrator does with people who are here already. Nobody does it to themselves, nor to somebody who has rights that they
/// have not, and an administrator is always left.
/// </summary>
[Needs(PeoplePermissions.Edit)]
sealed class ChangePeople(Database database, PeopleStore people, Rights rights, OneTimeLinks links, AuditTrail trail)
{
    /// <summary>Who has left: they are out at once, and stay in the books.</summary>
    public Task<Person> Disable(string email, CancellationToken cancellation) => Set(email, person => person.Disabled = true, cancellation);

    public Task<Person> Enable(string email, CancellationToken cancellation) => Set(email, person => person.Disabled = false, cancellation);

    /// <summary>Ends their sessions in every browser.</summary>
    public Task<Person> SignOut(string email, CancellationToken cancellation) => Set(email, person => person.Stamp = AddPerson.NewStamp(), cancellation);

    /// <summary>The branch whose contracts they see first; null: all of them.</summary>
    public Task<Person> DefaultSite(string email, string? site, CancellationToken cancellation) => Change(email, async (write, db, person) =>
    {
        await PersonSites.Default(db, person, site, cancellation);
        return await Update(write, person, cancellation);
    }, cancellation);

    /// <summary>They see only customers whose account manager they are, or everybody's; only contracts of these branches, or all.</summary>
    /// <param name="sites">Their codes; none: all branches.</param>
    public Task<Person> Limit(string email, bool ownAccountsOnly, IReadOnlyCollection<string> sites, CancellationToken cancellation) => Change(email, (write, db, person) =>
        Limit(write, db, person, ownAccountsOnly, sites, cancellation), cancellation);

    /// <summary>Both at once.</summary>
    /// <param name="seen">The person's version that was looked at.</param>
    public Task<Person> Sees(string email, bool ownAccountsOnly, IReadOnlyCollection<string> sites, string? defaultSite, int? seen, CancellationToken cancellation) =>
        Change(email, async (write, db, person) =>
        {
            RefuseStale(person, seen);
            await PersonSites.Default(db, person, defaultSite, cancellation);
            return await Limit(write, db, person, ownAccountsOnly, sites, cancellation);
        }, cancellation);

    async Task<IReadOnlyCollection<Change>> Limit(WriteTransaction write, Db db, Person person, bool ownAccountsOnly, IReadOnlyCollection<string> sites, CancellationToken cancellation)
    {
        person.OwnAccountsOnly = ownAccountsOnly;
        var (before, after) = await PersonSites.Replace(write, db, person, sites, cancellation);
        return [.. await Update(write, person, cancellation), .. before.SequenceEqual(after) ? [] : (Change[])[PersonChanges.LimitedToSites(person, before, after)]];
    }

    /// <summary>Gives them these roles, and takes away all others.</summary>
    /// <param name="seen">The person's version that was looked at; null: whatever it is.</param>
    public Task<Person> Roles(string email, IReadOnlyCollection<string> roles, int? seen, CancellationToken cancellation) => Change(email, async (write, db, person) =>
    {
        RefuseStale(person, seen);
        await rights.RefuseToGive(db, trail.Who, roles, cancellation);
        var before = await Held(db, person, cancellation);
        await db.PersonRoles.Where(held => held.PersonId == person.Id).ExecuteDeleteAsync(cancellation);
        string[] after = [.. roles.Distinct().Order(StringComparer.Ordinal)];
        db.AddRange(after.Select(role => new PersonRole { PersonId = person.Id, Role = role }));
        await db.SaveChangesAsync(cancellation);
        return before.SequenceEqual(after) ? [] : [PersonChanges.RolesGiven(person, before, after)];
    }, cancellation);

    /// <summary>A lost password: a new link, which replaces the one before.</summary>
    /// <param name="withoutCode">A lost telephone too: their authenticator app is forgotten.</param>
    /// <returns>What follows the address of this Platen.</returns>
    public async Task<string> Link(string email, bool withoutCode, CancellationToken cancellation)
    {
        var link = "";
        await Change(email, async (write, _, person) =>
        {
            if (withoutCode)
                (person.AuthenticatorKey, person.RecoveryCodes) = (null, "");
            link = await links.Make(write, person.Id, cancellation);
            return [.. await Update(write, person, cancellation), PersonChanges.LinkMade(person.Email)];
        }, cancellation);
        return link;
    }

    Task<Person> Set(string email, Action<Person> set, CancellationToken cancellation) => Change(email, (write, _, person) =>
    {
        set(person);
        return Update(write, person, cancellation);
    }, cancellation);

    async Task<Person> Change(string email, Func<WriteTransaction, Db, Person, Task<IReadOnlyCollection<Change>>> change, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        await Rights.Hold(write, cancellation);
        var key = Person.KeyOf(email);
        var person = await db.People.SingleOrDefaultAsync(person => person.EmailKey == key, cancellation)
            ?? throw new Refusal($"Nobody signs in as {email}. 'platen user list' names everybody.");
        if (trail.Who is { Kind: ActorKind.Person, Id: { } self } && self == person.Id)
            throw new Refusal("This is you. Name, password and sessions are on your account's page; your roles are for another administrator to change.");
        var more = (await rights.OfRoles(db, await Held(db, person, cancellation), cancellation)).Except(await rights.Of(trail.Who, cancellation)).ToList();
        if (more.Count > 0)
            throw new Refusal($"{person.Name} may do what you may not: {string.Join(", ", more)}. Somebody who may has to change this.");

        var hadAdministrator = !await FirstAdministrator.IsMissing(db, cancellation);
        var version = person.Version;
        var changes = await change(write, db, person);
        if (hadAdministrator && await FirstAdministrator.IsMissing(db, cancellation))
            throw new Refusal($"{person.Name} is the last administrator. Make somebody else one first.");
        if (changes.Count == 0)
            return person;
        // Also where only what hangs on the person is other, so that who looked at them before is told.
        await db.People.Where(row => row.Id == person.Id && row.Version == version)
            .ExecuteUpdateAsync(row => row.SetProperty(changed => changed.Version, version + 1), cancellation);
        await trail.Commit(write, changes, cancellation);
        return person;
    }

    static void RefuseStale(Person person, int? seen)
    {
        if (seen is not null && seen != person.Version)
            throw new Refusal($"{person.Name} was changed meanwhile by somebody else. Look at it again, then decide.");
    }

    async Task<IReadOnlyCollection<Change>> Update(WriteTransaction write, Person person, CancellationToken cancellation) =>
        await people.Update(write, person, cancellation) ?? throw new Refusal($"{person.Name} was changed just now by somebody else. Try again.");

    static Task<List<string>> Held(Db db, Person person, CancellationToken cancellation) =>
        db.PersonRoles.Where(held => held.PersonId == person.Id).Select(held => held.Role).OrderBy(role => role).ToListAsync(cancellation);
}
