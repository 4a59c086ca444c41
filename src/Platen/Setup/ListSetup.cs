using Microsoft.EntityFrameworkCore;
using Platen.Customers;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Setup;

/// <summary>All rows of one of the dealer's tables, by key.</summary>
[Needs(SetupPermissions.Read)]
sealed class ListSetup(Db db)
{
    public async Task<IReadOnlyList<ISetupRow>> Run(SetupTable table, CancellationToken cancellation) => await Of(db, table, cancellation);

    public async Task<IReadOnlyList<T>> Run<T>(SetupTable table, CancellationToken cancellation)
        where T : ISetupRow => [.. (await Of(db, table, cancellation)).Cast<T>()];

    /// <summary>The same for other modules, within their own questions.</summary>
    public static async Task<List<ISetupRow>> Of(Db db, SetupTable table, CancellationToken cancellation)
    {
        var rows = (await Kept(db, table).ToListAsync(cancellation)).ConvertAll(row => table.Read(row.Document));
        rows.AddRange(table.BuiltIn.Where(row => !rows.Exists(kept => kept.Key == row.Key)));
        return [.. rows.OrderBy(row => row.Key, StringComparer.Ordinal)];
    }

    /// <summary>The contract types whose meters may be prepaid (P-1).</summary>
    public static async Task<IReadOnlySet<string>> PrepaidTypes(Db db, CancellationToken cancellation) =>
        (await Of(db, SetupTables.ContractTypes, cancellation)).Cast<ContractType>().Where(type => type.Prepaid).Select(type => type.Code).ToHashSet(StringComparer.Ordinal);

    /// <summary>The tax of contracts that name none: the table's standard on a day, else the company's (T-1).</summary>
    public static async Task<decimal> UsualTax(Db db, Company company, DateOnly day, CancellationToken cancellation) =>
        TaxRate.On((await Of(db, SetupTables.TaxRates, cancellation)).Cast<TaxRate>(), day).FirstOrDefault(rate => rate.Name == TaxRate.Standard)?.Percent ?? company.TaxRate;

    /// <summary>Those of a book: built-in rows are everybody's.</summary>
    public static IQueryable<SetupRow> Kept(Db db, SetupTable table)
    {
        var name = table.Name;
        return db.SetupRows.Where(row => row.Name == name);
    }
}
