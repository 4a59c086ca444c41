namespace Platen.Rating;

/// <summary>One side of a journal entry. Exactly one of debit and credit is not 0, but for an entry of nothing.</summary>
public readonly record struct JournalSide(string Account, decimal Debit, decimal Credit);

/// <summary>What posting an invoice writes into the books: receivable against sales and tax (GL-3), always in balance.</summary>
public static class Journal
{
    public const string MeterSales = "revenue:meters", FeeSales = "revenue:fees", Tax = "liabilities:tax";

    public static string Receivable(string billTo) => $"assets:receivable:{billTo}";

    public static IReadOnlyList<JournalSide> Entry(string billTo, IReadOnlyList<InvoiceLine> lines, decimal tax)
    {
        decimal meters = 0, fees = 0;
        foreach (var line in lines)
        {
            if (line.Kind == LineKind.Fee)
                fees += line.Amount;
            else
                meters += line.Amount;
        }

        var sides = new List<JournalSide>(4) { Side(Receivable(billTo), meters + fees + tax) };
        foreach (var (account, amount) in ((string, decimal)[])[(MeterSales, meters), (FeeSales, fees), (Tax, tax)])
        {
            if (amount != 0)
                sides.Add(Side(account, -amount));
        }

        return sides;
    }

    static JournalSide Side(string account, decimal amount) =>
        amount >= 0 ? new(account, amount, 0) : new(account, 0, -amount);
}
