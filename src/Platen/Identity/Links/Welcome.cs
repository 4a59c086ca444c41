using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Identity.Passwords;
using Platen.Identity.SignIn;
using Platen.Shell;

namespace Platen.Identity.Links;

/// <summary>
/// Somebody opens their one-time link and chooses a password. The link is used up in the same transaction, so that neither is
/// done without the other.
/// </summary>
sealed class Welcome(
    Database database, OneTimeLinks links, PeopleStore people, IPasswordHasher<Person> hasher, Tries tries, SignInTrail trail, TimeProvider clock)
{
    /// <summary>What the link is for: nothing when it is not good any more.</summary>
    public async Task<Invitation?> Read(string token, CancellationToken cancellation)
    {
        if (await links.Whose(token, cancellation) is not { } id)
            return null;
        await using var db = new Db(database);
        if (id == OneTimeLinks.Nobody)
            return await FirstAdministrator.IsMissing(db, cancellation) ? new Invitation(null) : null;
        return await db.People.SingleAsync(person => person.Id == id, cancellation) is { Disabled: false } person ? new Invitation(person.Email) : null;
    }

    /// <summary>The person of the link takes a password; their sessions are over, whoever had begun them.</summary>
    public async Task<Person> Choose(string token, string password, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var id = await links.Use(write, token, cancellation);
        var person = await db.People.SingleOrDefaultAsync(person => person.Id == id && !person.Disabled, cancellation) ?? throw Gone();
        Take(person, password);
        var changes = await people.Update(write, person, cancellation) ?? throw Gone();
        await trail.Trail(trail.As(person)).Commit(write, changes, cancellation);
        await tries.Forget(person.EmailKey, cancellation);
        return person;
    }

    /// <summary>The first administrator says who they are.</summary>
    public async Task<Person> Begin(string token, string name, string email, string password, CancellationToken cancellation)
    {
        var person = AddPerson.Named(name, email, clock);
        Take(person, password);
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        if (await links.Use(write, token, cancellation) != OneTimeLinks.Nobody || !await FirstAdministrator.IsMissing(db, cancellation))
            throw Gone();
        await AddPerson.RefuseTaken(db, person, cancellation);
        var added = await people.Add(write, person, [FirstAdministrator.Role], cancellation);
        await trail.Trail(trail.As(person)).Commit(write, added, cancellation);
        return person;
    }

    void Take(Person person, string password)
    {
        if (PasswordRules.Fault(person, password) is { } fault)
            throw new Refusal(fault);
        person.PasswordHash = hasher.HashPassword(person, password);
        person.Stamp = AddPerson.NewStamp();
    }

    static Refusal Gone() => new(GoneWords);

    public const string GoneWords = "This link was used already, or is older than a day. Ask for a new one: an administrator makes it, or 'platen user link' does.";
}

/// <summary>What a one-time link lets somebody do.</summary>
/// <param name="Email">Whose password; null: they become the first administrator.</param>
sealed record Invitation(string? Email);
