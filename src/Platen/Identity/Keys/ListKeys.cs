using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Identity.Keys;

/// <summary>A key in a list. Its token is nowhere.</summary>
public sealed record KeyRow(
    string Name, string Prefix, KeyState State, IReadOnlyList<string> Permissions, string CreatedBy, DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

/// <summary>Every key there is or was: the good ones first, by name.</summary>
[Needs(PeoplePermissions.Read)]
sealed class ListKeys(Db db, TimeProvider clock)
{
    public async Task<IReadOnlyList<KeyRow>> Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var makers = await db.People.Where(person => db.ApiKeys.Any(key => key.MadeBy == person.Id)).ToDictionaryAsync(person => person.Id, cancellation);
        return
        [
            .. (await db.ApiKeys.ToListAsync(cancellation))
                .OrderBy(key => key.State(now, makers)).ThenBy(key => key.Name, StringComparer.Ordinal).ThenBy(key => key.Id)
                .Select(key => new KeyRow(
                    key.Name, key.Prefix, key.State(now, makers), key.PermissionCodes, key.CreatedBy, key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt)),
        ];
    }
}
