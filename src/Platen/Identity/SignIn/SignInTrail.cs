using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;

namespace Platen.Identity.SignIn;

/// <summary>What the audit trail says of signing in, when nobody is signed in yet.</summary>
sealed class SignInTrail(Database database, IHttpContextAccessor http, TimeProvider clock)
{
    string? From => http.HttpContext?.Connection.RemoteIpAddress?.ToString();

    /// <summary>Who has shown to be this person.</summary>
    public Actor As(Person person) => new(ActorKind.Person, person.Name, person.Id, From);

    /// <summary>A try that was wrong. Of a name that nobody has the trail keeps nothing: it may be somebody's password.</summary>
    public async Task Failed(Person? person, bool last, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        var change = new Change(last ? "person.locked-out" : "person.sign-in-failed", PersonChanges.Kind, person?.Email ?? "unknown");
        await Trail(new Actor(ActorKind.Person, "not signed in", From: From)).Commit(write, change, cancellation);
    }

    /// <summary>Keeps that somebody signs in, unless they may not any more or the code was used a moment ago.</summary>
    public async Task<bool> SignedIn(Person person, string with, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var (now, step) = (clock.GetUtcNow(), person.CodeStep);
        var kept = await db.People
            .Where(same => same.Id == person.Id && same.Stamp == person.Stamp && !same.Disabled && (same.CodeStep < step || with != ByCode))
            .ExecuteUpdateAsync(set => set.SetProperty(same => same.SignedInAt, now).SetProperty(same => same.CodeStep, step), cancellation);
        if (kept == 1)
            await Trail(As(person)).Commit(write, PersonChanges.SignedIn(person, with), cancellation);
        return kept == 1;
    }

    /// <summary>What a sign-in with the app's code is kept as.</summary>
    public const string ByCode = "password and code";

    public AuditTrail Trail(Actor who) => new(database, who, clock);
}
