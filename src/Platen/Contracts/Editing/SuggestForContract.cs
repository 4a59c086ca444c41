using Microsoft.EntityFrameworkCore;
using Platen.Customers;
using Platen.Data;
using Platen.Setup;
using Platen.Shell.Access;

namespace Platen.Contracts;

/// <summary>What a contract may name, to choose from as one types.</summary>
[Needs(ContractPermissions.Edit)]
sealed class SuggestForContract(Db db, TimeProvider clock)
{
    const int Most = 20;

    /// <summary>Customers, finance companies and suppliers by a part of code or name.</summary>
    public async Task<IReadOnlyList<Suggestion>> Customers(string text, CancellationToken cancellation)
    {
        var part = text.Trim().ToLowerInvariant();
        return await db.Customers.Where(customer => customer.Code.ToLower().Contains(part) || customer.Name.ToLower().Contains(part))
            .OrderBy(customer => customer.Code).Take(Most).Select(customer => new Suggestion(customer.Code, customer.Name)).ToListAsync(cancellation);
    }

    /// <summary>The dealer's own tables, and the places of a customer.</summary>
    /// <param name="type">The contract's, which may say which fees there are.</param>
    public async Task<ContractSuggestions> Of(string? customer, string? type, CancellationToken cancellation)
    {
        var fees = (await Defaults(cancellation)).FeesOf(type);
        var its = await db.Customers.SingleOrDefaultAsync(row => row.Code == customer, cancellation);
        return new(
            await Keys(SetupTables.ContractTypes, cancellation), fees.Count > 0 ? fees : await Keys(SetupTables.FeeTypes, cancellation), await Keys(SetupTables.MeterTypes, cancellation), await Keys(SetupTables.Sites, cancellation),
            [.. Address.Read(its?.Addresses).Select(address => address.Name)], its?.LocationNames ?? [], await Keys(SetupTables.Products, cancellation),
            [.. TaxRate.On((await ListSetup.Of(db, SetupTables.TaxRates, cancellation)).Cast<TaxRate>(), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))]);
    }

    public Task<RowDefaults> Defaults(CancellationToken cancellation) => RowDefaults.Of(db, cancellation);

    async Task<IReadOnlyList<string>> Keys(SetupTable table, CancellationToken cancellation) =>
        (await ListSetup.Of(db, table, cancellation)).ConvertAll(row => row.Key);
}

/// <summary>Something to choose: what is written, and what a person knows it by.</summary>
sealed record Suggestion(string Code, string Name);

/// <summary>What the fields of a contract offer.</summary>
/// <param name="Taxes">Those in force today, one of each name.</param>
sealed record ContractSuggestions(
    IReadOnlyList<string> Types, IReadOnlyList<string> Fees, IReadOnlyList<string> Meters, IReadOnlyList<string> Sites, IReadOnlyList<string> Addresses, IReadOnlyList<string> Locations, IReadOnlyList<string> Products, IReadOnlyList<TaxRate> Taxes);
