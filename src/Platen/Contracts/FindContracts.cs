using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Finding;

namespace Platen.Contracts;

/// <summary>Contracts for the finder, by whatever finds them in their list; those whose number it is first.</summary>
[Needs(ContractPermissions.Read)]
sealed class FindContracts(Db db) : IFindable
{
    public async Task<IReadOnlyList<Hit>> Find(string text, CancellationToken cancellation)
    {
        var part = text.ToLowerInvariant();
        if (part.Length < 2)
            return [];

        var found = await (
            from contract in await db.Contracts.With(db, text, cancellation)
            join customer in db.Customers on contract.CustomerId equals customer.Id
            orderby contract.Number.ToLower().Contains(part) descending, contract.Number
            select new { contract.Number, Customer = customer.Name }).Take(5).ToListAsync(cancellation);
        return found.ConvertAll(contract => new Hit("Contract", contract.Number, contract.Customer, Paths.Contract(contract.Number)));
    }
}
