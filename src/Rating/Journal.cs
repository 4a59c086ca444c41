namespace Platen.Rating;

/// <summary>One side of a journal entry. Exactly one of debit and credit is not 0, but for an entry of nothing.</summary>
public readonly record struct JournalSide(string Account, decimal Debit, decimal Credit);

/// <summary>What posting an invoice writes into the books: receivable against sales by account and tax (GL-1, GL-3), and costs against stock (GL-2), always in balance.</summary>
public static class Journal
{
    public const string MeterSales = "revenue:meters", FeeSales = "revenue:fees", Tax = "liabilities:tax", CostOfSales = "expenses:cost-of-sales",
        CostsOwed = "liabilities:costs-owed";

    static readonly Comparer<string> Order = Comparer<string>.Create((a, b) =>
        Place(a) != Place(b) ? Place(a) - Place(b) : string.CompareOrdinal(a, b));

    /// <summary>Whether other programs can read it as an account's name: hledger ends one at two spaces, and begins a comment with a semicolon.</summary>
    public static bool IsAccount(string name) =>
        name.Length > 0 && char.IsLetterOrDigit(name[0]) && !name.Contains(';') && !name.Contains("  ", StringComparison.Ordinal)
        && !name.EndsWith(' ') && !name.Any(char.IsControl);

    public static string Receivable(string billTo) => $"assets:receivable:{billTo}";

    public static string Payable(string supplier) => $"liabilities:payable:{supplier}";

    /// <summary>A supplier's invoice: the costs of sales by account against the supplier (GL-3).</summary>
    public static IReadOnlyList<JournalSide> Supplier(string supplier, IEnumerable<(string Account, decimal Amount)> lines)
    {
        var costs = lines.GroupBy(line => line.Account, line => line.Amount).OrderBy(account => account.Key, StringComparer.Ordinal)
            .Select(account => Side(account.Key, account.Sum())).ToList();
        return [.. costs, Side(Payable(supplier), -costs.Sum(side => side.Debit - side.Credit))];
    }

    public static IReadOnlyList<JournalSide> Entry(string billTo, IReadOnlyList<InvoiceLine> lines, decimal tax)
    {
        // Meters and fees first, then the accounts that the terms name.
        var sales = new SortedDictionary<string, decimal>(Order);
        foreach (var line in lines)
        {
            var account = line.Account ?? line.Sale?.Account ?? (line.Kind == LineKind.Fee ? FeeSales : MeterSales);
            sales[account] = sales.GetValueOrDefault(account) + line.Amount;
        }

        var sides = new List<JournalSide>(sales.Count + 2) { Side(Receivable(billTo), sales.Values.Sum() + tax) };
        foreach (var (account, amount) in sales.Select(sale => (sale.Key, sale.Value)).Append((Tax, tax)))
        {
            if (amount != 0)
                sides.Add(Side(account, -amount));
        }

        sides.AddRange(Costs(lines));
        return sides;
    }

    /// <summary>What was sold at a cost: the cost of sales against the stock, by their accounts (GL-2).</summary>
    static IEnumerable<JournalSide> Costs(IReadOnlyList<InvoiceLine> lines) =>
        lines.Select(line => line.Sale).OfType<Sale>()
            .GroupBy(sale => (Cos: sale.CosAccount ?? CostOfSales, Stock: sale.StockAccount ?? CostsOwed), sale => sale.Cost)
            .Where(cost => cost.Sum() != 0)
            .OrderBy(cost => cost.Key.Cos, StringComparer.Ordinal).ThenBy(cost => cost.Key.Stock, StringComparer.Ordinal)
            .SelectMany(cost => (JournalSide[])[Side(cost.Key.Cos, cost.Sum()), Side(cost.Key.Stock, -cost.Sum())]);

    /// <summary>A credit note's entry: that of the invoice with its sides exchanged.</summary>
    public static IReadOnlyList<JournalSide> TakenBack(IEnumerable<JournalSide> entry) =>
        [.. entry.Select(side => new JournalSide(side.Account, side.Credit, side.Debit))];

    static int Place(string account) => account switch
    {
        MeterSales => 0,
        FeeSales => 1,
        _ => 2,
    };

    static JournalSide Side(string account, decimal amount) =>
        amount >= 0 ? new(account, amount, 0) : new(account, 0, -amount);
}
