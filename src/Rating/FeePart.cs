namespace Platen.Rating;

/// <summary>
/// The days of a cycle for which a fee is owed that goes by days (F-7). Example: from 16 June, 15 of 30 days.
/// </summary>
/// <param name="First">The first such day.</param>
/// <param name="Last">The last; before the first where none is.</param>
/// <param name="Of">Days in the whole cycle.</param>
public readonly record struct FeePart(DateOnly First, DateOnly Last, int Of)
{
    public int Days => Last.DayNumber - First.DayNumber + 1;

    public bool IsWhole => Days == Of;

    /// <summary>As the ledger has it, which keeps no dates.</summary>
    public static FeePart OfDays(long days, int of) => new(default, default(DateOnly).AddDays((int)days - 1), of);

    /// <summary>What of a cycle lies between two days, both included.</summary>
    /// <param name="months">The cycle's, the last of them the billed one (C-2).</param>
    /// <param name="until">Null: without end.</param>
    internal static FeePart In(Period cycle, int months, DateOnly from, DateOnly? until)
    {
        var (first, last) = (cycle.AddMonths(1 - months).FirstDay, cycle.LastDay);
        return new(from > first ? from : first, until < last ? until.Value : last, last.DayNumber - first.DayNumber + 1);
    }

    internal PricedLine Price(decimal amount) => new(PricedLine.Part, First.DayNumber, Last.DayNumber, null, Money.Round(amount * Days / Of));
}
