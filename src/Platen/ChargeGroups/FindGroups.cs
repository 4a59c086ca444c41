using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Finding;

namespace Platen.ChargeGroups;

/// <summary>Charge groups for the finder, by name.</summary>
[Needs(GroupPermissions.Read)]
sealed class FindGroups(Db db) : IFindable
{
    public async Task<IReadOnlyList<Hit>> Find(string text, CancellationToken cancellation)
    {
        var part = text.ToLowerInvariant();
        if (part.Length == 0)
            return [];
        var found = await db.ChargeGroups.Where(group => group.Name.ToLower().Contains(part)).OrderBy(group => group.Name).Take(3)
            .Select(group => new { group.Id, group.Name }).ToListAsync(cancellation);
        return found.ConvertAll(group => new Hit("Charge group", group.Name, "", Paths.Group(group.Id)));
    }
}
