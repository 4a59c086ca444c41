using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Finding;

namespace Platen.Customers;

/// <summary>Customers for the finder, by code and name.</summary>
[Needs(CustomerPermissions.Read)]
sealed class FindCustomers(Db db) : IFindable
{
    public async Task<IReadOnlyList<Hit>> Find(string text, CancellationToken cancellation)
    {
        var part = text.ToLowerInvariant();
        if (part.Length == 0)
            return [];

        var found = await db.Customers
            .Where(customer => customer.Code.ToLower().Contains(part) || customer.Name.ToLower().Contains(part))
            .OrderBy(customer => !customer.Name.ToLower().StartsWith(part))
            .ThenBy(customer => customer.Name)
            .Take(5)
            .Select(customer => new { customer.Code, customer.Name })
            .ToListAsync(cancellation);
        return found.ConvertAll(customer => new Hit("Customer", customer.Name, customer.Code, Paths.Customer(customer.Code)));
    }
}
