using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>What products have in common: their accounts, and how the cost of a sale is told (GL-2). What is empty is that of the category above.</summary>
[Description("What products have in common: their accounts, and how the cost of a sale is told (GL-2). What is empty is that of the category above.")]
sealed record ProductCategory : ISetupRow
{
    public required string Code { get; init; }
    public string? Name { get; init; }

    [Description("The category above it.")]
    public string? Parent { get; init; }

    [Description("Where sales are credited.")]
    public string? Account { get; init; }

    [Description("Debited with the cost of a sale; default expenses:cost-of-sales.")]
    public string? CosAccount { get; init; }

    [Description("Credited with the cost of a sale; default liabilities:costs-owed.")]
    public string? StockAccount { get; init; }

    [Description("Debited with what is bought for stock; sales do not touch it, and programs that book purchases find it here.")]
    public string? PurchasedStockAccount { get; init; }

    [Description("none, percent (of the sale) or standard (an amount a piece).")]
    public Costing? Costing { get; init; }

    [Description("Percent of the sale, or money a piece.")]
    public decimal? CostRate { get; init; }

    string ISetupRow.Key => Code;

    IEnumerable<Fault> ISetupRow.Faults() => SetupRules.Named("code", Code).Concat(SetupRules.Accounts(Account, CosAccount))
        .Concat(SetupRules.AccountOf("stockAccount", StockAccount)).Concat(SetupRules.AccountOf("purchasedStockAccount", PurchasedStockAccount)).Concat(SetupRules.Cost(Costing, CostRate));
}

/// <summary>What a charge is called and booked under: the monthly charge to a finance company, or the overs of a meter (GL-2).</summary>
[Description("What a charge is called and booked under: the monthly charge to a finance company, or the overs of a meter (GL-2).")]
sealed record Product : ISetupRow
{
    public required string Code { get; init; }

    [Description("What invoices call it, after its code.")]
    public string? Name { get; init; }

    [Description("Its category, where accounts and costing come from.")]
    public string? Category { get; init; }

    [Description("How the cost of a sale is told, where the category says otherwise: none, percent or standard.")]
    public Costing? Costing { get; init; }

    [Description("Percent of the sale, or money a piece.")]
    public decimal? CostRate { get; init; }

    string ISetupRow.Key => Code;

    IEnumerable<Fault> ISetupRow.Faults() => SetupRules.Named("code", Code).Concat(SetupRules.Cost(Costing, CostRate));

    /// <summary>With what its category and those above it add.</summary>
    public SoldProduct Sold(IReadOnlyDictionary<string, ProductCategory> categories)
    {
        var above = new List<ProductCategory>();
        for (var code = Category; code is not null && categories.TryGetValue(code, out var category) && !above.Contains(category); code = category.Parent)
            above.Add(category);
        var costing = Costing is { } own ? (own, CostRate) : above.Where(one => one.Costing is not null).Select(one => (one.Costing!.Value, one.CostRate)).FirstOrDefault();
        return new SoldProduct(Code, Name, First(one => one.Account), First(one => one.CosAccount), First(one => one.StockAccount), costing.Item1, costing.CostRate ?? 0);

        string? First(Func<ProductCategory, string?> account) => above.Select(account).FirstOrDefault(name => name is not null);
    }
}

/// <summary>What the dealer sells, by code.</summary>
static class Products
{
    public static async Task<IReadOnlyDictionary<string, SoldProduct>> Read(Db db, CancellationToken cancellation)
    {
        var products = await ListSetup.Of(db, SetupTables.Products, cancellation);
        var categories = products.Count == 0 ? [] : (await ListSetup.Of(db, SetupTables.ProductCategories, cancellation)).Cast<ProductCategory>().ToDictionary(row => row.Code, StringComparer.Ordinal);
        return products.Cast<Product>().ToDictionary(product => product.Code, product => product.Sold(categories), StringComparer.Ordinal);
    }
}
