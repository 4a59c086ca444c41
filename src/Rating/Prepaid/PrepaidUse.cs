namespace Platen.Rating;

/// <summary>What the ledger says of a prepaid life: the copies made in it so far (P-4), and whether a charge has ended it.</summary>
public readonly record struct PrepaidSoFar(long Used, bool IsOver);

/// <summary>
/// What a charge takes of a prepaid life. It is posted with the charge, so that the life's usage is the sum over what was
/// posted, and the charge can be priced again from the ledger alone.
/// </summary>
/// <param name="Start">The life's first day: with contract and meter type it names the life.</param>
/// <param name="End">Its last day.</param>
/// <param name="Included">The copies paid for ahead.</param>
/// <param name="UsedBefore">Copies made in the life before this charge.</param>
/// <param name="Used">Copies of this charge made in the life. Below 0 where an estimate is trued up (RD-8).</param>
/// <param name="Free">Copies of this charge that are not billed.</param>
/// <param name="FullCycles">For how many cycles minimum and allowance are due on the others; 0: rates from copy 1, no minimum (P-11).</param>
/// <param name="IsOver">The life ends with this charge: it is used up, or its last day has come (P-5).</param>
public sealed record PrepaidUse(
    DateOnly Start, DateOnly End, long Included, long UsedBefore, long Used, long Free, int FullCycles, bool IsOver)
{
    public long UsedAfter => UsedBefore + Used;

    /// <summary>Whether something is billed beside the free copies.</summary>
    /// <param name="copies">All of the charge's.</param>
    public bool HasBeyond(long copies) => copies != Free || FullCycles > 0;

    /// <summary>How the copies are priced that are not prepaid.</summary>
    public Tariff Beyond(MeterPrice price) => FullCycles > 0
        ? new Tariff(price, FullCycles)
        : new Tariff(price with { MinBilling = 0, MinQuantity = 0, FinanceAmount = null });

    /// <summary>The free copies as a line of 0.00, then what the others cost.</summary>
    internal PricedLine[] Price(Tariff beyond, long copies)
    {
        var free = new PricedLine(PricedLine.Prepaid, UsedBefore + 1, UsedBefore + Free, null, 0m);
        return HasBeyond(copies) ? [free, .. beyond.Price(copies - Free)] : [free];
    }

    /// <summary>The free copies in words: "Prepaid: 500 of 700 copies, 10,000 of 10,000 used up".</summary>
    /// <param name="copies">All of the charge's.</param>
    internal string Explain(long copies)
    {
        var used = UsedBefore + Free;
        var isCrossed = copies != Free;
        var until = isCrossed && IsOver && used < Included ? string.Create(Words.Plain, $" until {End:yyyy-MM-dd}") : "";
        var these = Free < 0 ? $"{Words.Copies(-Free)} given back"
            : isCrossed ? string.Create(Words.Plain, $"{Free:N0} of {Words.Copies(copies)}")
            : Words.Copies(Free);
        return string.Create(Words.Plain, $"Prepaid{until}: {these}, {used:N0} of {Included:N0} used{(used >= Included ? " up" : "")}");
    }
}
