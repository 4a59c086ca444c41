using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Identity.Links;
using Platen.Identity.Passwords;
using Platen.Identity.Roles;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Identity;

/// <summary>Lets somebody in: with a password, or with a link to choose one.</summary>
[Needs(PeoplePermissions.Edit)]
sealed class AddPerson(Database database, PeopleStore people, Rights rights, OneTimeLinks links, IPasswordHasher<Person> hasher, AuditTrail trail, TimeProvider clock)
{
    /// <param name="password">Null: a one-time link is made.</param>
    public async Task<AddedPerson> Run(string email, string name, IReadOnlyList<string> roles, string? password, CancellationToken cancellation)
    {
        var person = Named(name, email, clock);
        if (password is not null)
        {
            if (PasswordRules.Fault(person, password) is { } fault)
                throw new Refusal(fault);
            person.PasswordHash = hasher.HashPassword(person, password);
        }

        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        await Rights.Hold(write, cancellation);
        await rights.RefuseToGive(db, trail.Who, roles, cancellation);
        await RefuseTaken(db, person, cancellation);
        var added = await people.Add(write, person, roles, cancellation);
        var link = password is null ? await links.Make(write, person.Id, cancellation) : null;
        await trail.Commit(write, added, cancellation);
        return new AddedPerson(person.Email, person.Name, roles, link);
    }

    /// <summary>A new person, who has no number yet.</summary>
    public static Person Named(string name, string email, TimeProvider clock)
    {
        (name, email) = (name.Trim(), email.Trim());
        if (!Person.IsEmail(email))
            throw new Refusal($"'{email}' is not an e-mail address; it is what they sign in with.");
        if (name.Length is 0 or > 100)
            throw new Refusal("A person needs a name of up to 100 letters: others read it in the audit trail.");
        return new Person { Email = email, EmailKey = Person.KeyOf(email), Name = name, Stamp = NewStamp(), AddedAt = clock.GetUtcNow() };
    }

    public static async Task RefuseTaken(Db db, Person person, CancellationToken cancellation)
    {
        if (await db.People.AnyAsync(other => other.EmailKey == person.EmailKey, cancellation))
            throw new Refusal($"{person.Email} signs in here already. A new password: 'platen user link {person.Email}'.");
    }

    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}

/// <summary>Somebody who was let in.</summary>
/// <param name="Link">Where they choose their password, behind the address of this Platen; null: they have one.</param>
public sealed record AddedPerson(string Email, string Name, IReadOnlyList<string> Roles, string? Link);
