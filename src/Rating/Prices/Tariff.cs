namespace Platen.Rating;

/// <summary>
/// Prices copies by M-4: the minimum pays for the first copies, levels for those beyond it. Example (seed 003): 1,000.00
/// for the first 1,000, then 0.50, from the 2,001st 0.60: 2,002 copies cost 1000.00 + 500.00 + 1.20 = 1501.20.
/// When <see cref="Cycles"/> skipped cycles are billed together, minimum, allowance and levels are so many times as
/// large (M-18).
/// </summary>
public readonly struct Tariff(MeterPrice price, int cycles = 1)
{
    public int Cycles { get; } = cycles;
    public decimal Minimum => Money.Round(price.MinBilling * Cycles);

    /// <summary>Copies that the minimum pays for; none where those short of it have a price (N-8).</summary>
    public long Allowance => price.ShortfallCharge is null ? price.MinQuantity * Cycles : 0;

    /// <summary>The first copy a level prices; the first level begins right after the allowance.</summary>
    public long Start(int level) => level == 0 ? Allowance + 1 : (price.Levels[level].From - 1) * Cycles + 1;

    /// <summary>
    /// The lines for so many copies, in order: the minimum where there is one, then each level used, then copies short of the
    /// minimum, or given back. Each is rounded by itself (T-4); no line for nothing.
    /// </summary>
    /// <param name="unmade">Copies short that were paid for before, oldest first (rolling minimum).</param>
    public PricedLine[] Price(long copies, IReadOnlyList<UnmadeCopies>? unmade = null) => price.ShortfallCharge is { } charge
        ? [.. Counted(copies), .. Shortfall.Lines(price.MinQuantity * Cycles, copies, charge, price.CreditsShortfall ? unmade ?? [] : [])]
        : Counted(copies);

    PricedLine[] Counted(long copies)
    {
        var (first, last) = LevelsUsed(copies);
        var minimum = price.MinBilling == 0 ? 0 : 1;
        var lines = new PricedLine[minimum + Math.Max(0, last - first + 1)];
        if (minimum == 1)
            lines[0] = new PricedLine(PricedLine.Minimum, 1, Allowance, null, Minimum);

        var from = Allowance + 1;
        for (var level = first; level <= last; level++)
        {
            var until = level < last ? Start(level + 1) - 1 : copies;
            var rate = price.Levels[level].UnitCharge;
            lines[minimum + level - first] = new PricedLine(level, from, until, rate, Money.Round((until - from + 1) * rate));
            from = until + 1;
        }

        return lines;
    }

    /// <summary>What the back-to-back supplier is owed for the same lines (B-5); rounded once.</summary>
    public decimal Payable(ReadOnlySpan<PricedLine> lines)
    {
        var owed = (price.FinanceAmount ?? 0) * Cycles;
        foreach (var line in lines)
        {
            if (line.Level >= 0)
                owed += line.Quantity * (price.Levels[line.Level].FinanceAmount ?? 0);
        }

        return Money.Round(owed);
    }

    /// <summary>Graduated: the first level to the one in which the usage lies; whole-volume: that one alone; none at or below the allowance.</summary>
    (int First, int Last) LevelsUsed(long copies)
    {
        if (copies <= Allowance || price.Levels.Length == 0)
            return (0, -1);

        var last = 0;
        while (last + 1 < price.Levels.Length && copies >= Start(last + 1))
            last++;

        return price.Method switch
        {
            PricingMethod.Graduated => (0, last),
            PricingMethod.WholeVolume => (last, last),
        };
    }
}

/// <summary>
/// One priced part of a meter's copies; or a fee, whose cycles are counted in place of copies.
/// </summary>
/// <param name="Level">Index of the level; below 0 the minimum, and a fee, and what was prepaid.</param>
/// <param name="FirstCopy">The first copy it prices, counted from 1.</param>
/// <param name="LastCopy">The last copy it prices.</param>
public readonly record struct PricedLine(int Level, long FirstCopy, long LastCopy, decimal? UnitCharge, decimal Amount)
{
    /// <summary>In place of a level: the minimum, or a fee.</summary>
    public const int Minimum = -1;

    /// <summary>In place of a level: free copies, counted over the whole prepaid life.</summary>
    public const int Prepaid = -2;

    /// <summary>In place of a level: copies short of the minimum, which are paid for all the same.</summary>
    public const int Unmade = -3;

    /// <summary>In place of a level: copies that were paid for when they were short, given back.</summary>
    public const int GivenBack = -4;

    /// <summary>In place of a level: what several meters together lack to their minimum.</summary>
    public const int Total = -5;

    /// <summary>In place of a level: days of a fee that is owed for a part of its cycle; the day numbers stand in place of copies.</summary>
    public const int Part = -6;

    public long Quantity => LastCopy - FirstCopy + 1;
}
