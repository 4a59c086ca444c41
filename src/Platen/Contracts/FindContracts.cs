using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Finding;

namespace Platen.Contracts;

/// <summary>Contracts for the finder, by number.</summary>
[Needs(ContractPermissions.Read)]
sealed class FindContracts(Db db) : IFindable
{
    public async Task<IReadOnlyList<Hit>> Find(string text, CancellationToken cancellation)
    {
        var part = text.ToLowerInvariant();
        if (part.Length < 2)
            return [];

        var found = await (
            from contract in db.Contracts
            join customer in db.Customers on contract.CustomerId equals customer.Id
            where contract.Number.ToLower().Contains(part)
            orderby contract.Number
            select new { contract.Number, Customer = customer.Name }).Take(5).ToListAsync(cancellation);
        return found.ConvertAll(contract => new Hit("Contract", contract.Number, contract.Customer, Paths.Contract(contract.Number)));
    }
}
