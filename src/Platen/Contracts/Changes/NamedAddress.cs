using Microsoft.EntityFrameworkCore;
using Platen.Customers;
using Platen.Data;

namespace Platen.Contracts;

/// <summary>Which contract names an address of its customer where it may yet be billed by it: its invoices would quietly go elsewhere.</summary>
static class NamedAddress
{
    /// <returns>The contract, in words; null: none does.</returns>
    public static async Task<string?> By(Db db, Customer customer, string address, CancellationToken cancellation)
    {
        foreach (var contract in await db.Contracts.Where(row => row.CustomerId == customer.Id && row.Status != ContractStatus.Closed).OrderBy(row => row.Number).ToListAsync(cancellation))
        {
            var versions = await db.Terms.Where(row => row.ContractId == contract.Id && row.DiscardedAt == null).OrderBy(row => row.Version).ToListAsync(cancellation);
            var approved = TermsChain.Billing([.. versions.Where(version => version.Approved)]);
            var first = await UnbilledPeriod.First(db, contract.Id, cancellation);
            var counting = approved.Where((_, i) => first is null || i == approved.Count - 1 || approved[i + 1].FromPeriod > first);
            var drafts = versions.Where(version => version.IsOpen && (version.Header is not { } header || HeaderDocument.Read(header).Customer == customer.Code));
            if (counting.Concat(drafts).Any(version => ContractRules.Addresses(TermsDocument.Read(version.Document)).Any(named => named.Address == address)))
                return $"The contract {contract.Number}";
        }

        return null;
    }
}
