namespace Platen.Rating;

/// <summary>How the cost of what is sold is told (GL-2).</summary>
public enum Costing
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>As percent of what it is sold for.</summary>
    Percent,

    /// <summary>As an amount a piece: a copy, or a charge of a group.</summary>
    Standard,
}

/// <summary>
/// What a charge is called and booked under (GL-2), with what its category and those above it add: the account its sale is
/// credited to, and its cost. Example: 1,000.00 sold at a cost of 30 % debit the cost of sales with 300.00, and credit the stock.
/// </summary>
/// <param name="Account">Null: where the kind of charge is credited.</param>
/// <param name="CosAccount">Debited with the cost; null: the usual cost of sales.</param>
/// <param name="StockAccount">Credited with it; null: costs that are owed.</param>
/// <param name="CostRate">Percent of the sale, or money a piece, by <paramref name="Costing"/>.</param>
public sealed record SoldProduct(
    string Code, string? Name, string? Account = null, string? CosAccount = null, string? StockAccount = null, Costing Costing = Costing.None, decimal CostRate = 0)
{
    public string InWords => Name is null ? Code : $"{Code} {Name}";

    /// <param name="pieces">Copies or charges sold by a line.</param>
    public Sale Sell(long pieces, decimal amount) => new(Code, Account, CosAccount, StockAccount, Costing switch
    {
        Costing.None => 0,
        Costing.Percent => Money.Round(amount * CostRate / 100),
        Costing.Standard => Money.Round(pieces * CostRate),
    });

    /// <summary>The words of a product's code, known or not.</summary>
    internal static string Words(IReadOnlyDictionary<string, SoldProduct> products, string code) => products.TryGetValue(code, out var known) ? known.InWords : code;
}

/// <summary>A line's product as it was when sold.</summary>
/// <param name="Cost">Rounded; below 0 where something is taken back.</param>
public sealed record Sale(string Product, string? Account, string? CosAccount, string? StockAccount, decimal Cost);
