using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Contracts;

/// <summary>A header as it is kept with the version that proposes it.</summary>
static class HeaderDocument
{
    public static string Write(ContractHeader header) => JsonSerializer.Serialize(header, Json.Options);

    public static ContractHeader Read(string document) => JsonSerializer.Deserialize<ContractHeader>(document, Json.Options)!;

    /// <summary>The contract's own, as it counts now.</summary>
    public static async Task<ContractHeader> Of(Db db, Contract contract, CancellationToken cancellation) => new(
        await db.Customers.Where(customer => customer.Id == contract.CustomerId).Select(customer => customer.Code).SingleAsync(cancellation),
        contract.Type, contract.StartDate, contract.EndDate, contract.Site);

    /// <summary>What the latest of the drafts proposes; the contract's own where none proposes anything.</summary>
    public static ContractHeader Proposed(IEnumerable<TermsVersion> versions, ContractHeader own) =>
        versions.LastOrDefault(version => version.IsOpen && version.Header is not null)?.Header is { } document ? Read(document) : own;
}
