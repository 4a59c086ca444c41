using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Identity.Roles;

/// <summary>The people who may do something, to tell them of it.</summary>
sealed class WhoMay(Rights rights)
{
    /// <returns>Their addresses, in order; of nobody who was shut out, or whose limit leaves them not enough.</returns>
    public async Task<IReadOnlyList<string>> Addresses(Db db, string permission, CancellationToken cancellation)
    {
        var addresses = new List<string>();
        foreach (var person in await db.People.Where(person => !person.Disabled).OrderBy(person => person.EmailKey).ToListAsync(cancellation))
        {
            if ((await rights.OfPerson(db, person.Id, cancellation)).Contains(permission))
                addresses.Add(person.Email);
        }

        return addresses;
    }
}
