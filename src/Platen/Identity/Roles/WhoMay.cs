using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Identity.Roles;

/// <summary>The people who may do something, to tell them of it.</summary>
sealed class WhoMay(Rights rights)
{
    /// <returns>Their addresses, in order; of nobody who was shut out.</returns>
    public async Task<IReadOnlyList<string>> Addresses(Db db, string permission, CancellationToken cancellation)
    {
        var held = await (
            from person in db.People
            join role in db.PersonRoles on person.Id equals role.PersonId
            where !person.Disabled
            orderby person.EmailKey
            select new { person.Email, role.Role }).ToListAsync(cancellation);
        var gives = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var role in held.Select(row => row.Role).Distinct())
            gives[role] = (await rights.OfRoles(db, [role], cancellation)).Contains(permission);
        return [.. held.Where(row => gives[row.Role]).Select(row => row.Email).Distinct()];
    }
}
