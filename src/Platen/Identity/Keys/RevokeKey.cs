using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Identity.Keys;

/// <summary>Takes a key back: its next request is refused. It stays in the list, for the audit trail names it.</summary>
[Needs(PeoplePermissions.Edit)]
sealed class RevokeKey(Database database, AuditTrail trail)
{
    public async Task Run(string name, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        var revoked = await db.ApiKeys.Where(key => key.Name == name && key.RevokedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(key => key.RevokedAt, trail.Now), cancellation);
        if (revoked == 0)
            throw new Refusal($"There is no key {name} to revoke. 'platen key list' names them.");
        await trail.Commit(write, new Change("key.revoked", "key", name), cancellation);
    }
}
