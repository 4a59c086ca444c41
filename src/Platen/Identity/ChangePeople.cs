using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Identity.Links;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Identity;

/// <summary>What an administrator does with people who are here already.</summary>
[Needs(PeoplePermissions.Edit)]
sealed class ChangePeople(Database database, PeopleStore people, OneTimeLinks links, AuditTrail trail)
{
    /// <summary>Who has left: they are out at once, and stay in the books.</summary>
    public Task<Person> Disable(string email, CancellationToken cancellation) => Change(email, person => person.Disabled = true, cancellation);

    public Task<Person> Enable(string email, CancellationToken cancellation) => Change(email, person => person.Disabled = false, cancellation);

    /// <summary>A lost password: a new link, which replaces the one before.</summary>
    /// <param name="withoutCode">A lost telephone too: their authenticator app is forgotten.</param>
    /// <returns>What follows the address of this Platen.</returns>
    public async Task<string> Link(string email, bool withoutCode, CancellationToken cancellation)
    {
        var person = await Change(email, person =>
        {
            if (withoutCode)
                (person.AuthenticatorKey, person.RecoveryCodes) = (null, "");
        }, cancellation);
        return await links.Make(person.Id, person.Email, trail, cancellation);
    }

    async Task<Person> Change(string email, Action<Person> change, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var key = Person.KeyOf(email);
        var person = await db.People.SingleOrDefaultAsync(person => person.EmailKey == key, cancellation)
            ?? throw new Refusal($"Nobody signs in as {email}. 'platen user list' names everybody.");
        change(person);
        if (!(await people.UpdateAsync(person, cancellation)).Succeeded)
            throw new Refusal($"Somebody else has changed {person.Name} just now. Try again.");
        return person;
    }
}
