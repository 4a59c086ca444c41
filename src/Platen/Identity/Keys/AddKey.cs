using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Identity.Roles;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Components;

namespace Platen.Identity.Keys;

/// <summary>A key as it is asked for.</summary>
/// <param name="Permissions">What it may do: no more than its maker may.</param>
/// <param name="LastDay">The last day on which it is good, in UTC; null: <see cref="AddKey.Days"/> from today.</param>
public sealed record NewKey(string Name, IReadOnlyCollection<string> Permissions, DateOnly? LastDay = null);

/// <summary>A key that was made, with the token that is shown this once.</summary>
public sealed record AddedKey(string Name, string Token, IReadOnlyList<string> Permissions, DateTimeOffset ExpiresAt);

/// <summary>Makes a key for a program.</summary>
[Needs(PeoplePermissions.Edit)]
sealed class AddKey(Database database, Catalogue catalogue, Rights rights, AuditTrail trail)
{
    /// <summary>How long a key is good where nothing is said, and at most.</summary>
    public const int Days = 90, MostDays = 365;

    const int LongestName = 60;

    public async Task<AddedKey> Run(NewKey asked, CancellationToken cancellation)
    {
        var name = asked.Name.Trim();
        if (name.Length is 0 or > LongestName)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"A key needs a name of up to {LongestName} letters: the audit trail calls it by that."));
        if (asked.Permissions.Count == 0)
            throw new Refusal("A key needs at least one permission, or it opens nothing.");
        var permissions = await rights.Given(trail.Who, asked.Permissions, cancellation);
        var today = DateOnly.FromDateTime(trail.Now.UtcDateTime);
        var lastDay = asked.LastDay ?? today.AddDays(Days);
        if (lastDay < today || lastDay > today.AddDays(MostDays))
            throw new Refusal($"A key ends between today and {Numerals.Day(today.AddDays(MostDays))}; make the next one before it does.");

        var token = KeyToken.New();
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        // The number first: whoever else makes a key now waits, and then sees this name.
        var id = (int)await Sequences.Take(write.Connection, "keys", 1, cancellation);
        if (await db.ApiKeys.AnyAsync(key => key.Name == name && key.RevokedAt == null, cancellation))
            throw new Refusal($"There is a key {name} already. Revoke it first ('platen key revoke'), or choose another name.");
        var key = new ApiKey
        {
            Id = id,
            Name = name,
            Prefix = token.Prefix,
            Hash = token.Hash,
            Permissions = string.Join(' ', permissions),
            CreatedBy = trail.Who.Name,
            MadeBy = trail.Who is { Kind: ActorKind.Person, Id: { } maker } ? maker : null,
            CreatedAt = trail.Now,
            ExpiresAt = new DateTimeOffset(lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        };
        db.Add(key);
        await db.SaveChangesAsync(cancellation);
        await trail.Commit(write, new Change("key.added", "key", name, After: new { key.Prefix, Permissions = permissions, key.ExpiresAt }), cancellation);
        return new AddedKey(name, token.Text, permissions, key.ExpiresAt);
    }

    /// <summary>What whoever asks may give.</summary>
    public async Task<IReadOnlyList<Permission>> Givable(CancellationToken cancellation)
    {
        var own = await rights.Of(trail.Who, cancellation);
        return [.. catalogue.Permissions.Where(permission => own.Contains(permission.Code))];
    }
}
