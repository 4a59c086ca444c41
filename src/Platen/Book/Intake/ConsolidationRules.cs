using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Rating;

namespace Platen.Book;

/// <summary>A known customer that a book makes consolidated may have no aggregate contract among those that are kept (M-13).</summary>
sealed class ConsolidationRules(BookIntake book)
{
    readonly Dictionary<int, string> _consolidated = [];

    /// <summary>Remembers a customer that was not consolidated so far.</summary>
    public void Add(int customerId, string path) => _consolidated.Add(customerId, path);

    /// <summary>Looks at all their contracts once the book is in, for it may have priced them otherwise or given them to somebody else.</summary>
    public async Task Check(CancellationToken cancellation)
    {
        if (_consolidated.Count == 0 || !book.IsSound)
            return;
        await using var db = await book.Entities(cancellation);
        var customers = _consolidated.Keys.ToList();
        var contracts = await db.Contracts.Where(contract => EF.Parameter(customers).Contains(contract.CustomerId))
            .OrderBy(contract => contract.Number).ToListAsync(cancellation);
        var ids = contracts.ConvertAll(contract => contract.Id);
        var versions = (await db.Terms.Where(terms => EF.Parameter(ids).Contains(terms.ContractId)).ToListAsync(cancellation))
            .ToLookup(terms => terms.ContractId);
        foreach (var contract in contracts)
        {
            if (TermsChain.Billing([.. versions[contract.Id]]).Any(version => TermsRules.HasPool(TermsDocument.Read(version.Document))))
                book.Fault(_consolidated[contract.CustomerId], $"The contract {contract.Number} is aggregate, which a consolidated customer's may not be (M-13). Leave consolidation off, or give the contract to another customer.");
        }
    }
}
