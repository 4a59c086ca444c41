namespace Platen.Rating;

/// <summary>Copies that were paid for and not made, at what each cost.</summary>
public readonly record struct UnmadeCopies(decimal UnitCharge, long Copies);

/// <summary>
/// A minimum of copies: each one short of it is paid for (N-8, minimum). Example: 1,000 at 0.01 short, 0.012 made: 100 copies
/// cost 1.20 + 900 x 0.01 = 10.20. Where it rolls, what was paid so is given back for copies beyond a later minimum, oldest
/// first, at what it cost (N-8, rolling minimum).
/// </summary>
public static class Shortfall
{
    internal static IEnumerable<PricedLine> Lines(long least, long copies, decimal charge, IReadOnlyList<UnmadeCopies> before)
    {
        if (copies < least)
        {
            var made = Math.Max(0, copies);
            yield return new PricedLine(PricedLine.Unmade, made + 1, least, charge, Money.Round((least - made) * charge));
        }

        var beyond = copies - least;
        foreach (var (cost, kept) in before)
        {
            var back = Math.Min(beyond, kept);
            if (back <= 0)
                yield break;
            yield return new PricedLine(PricedLine.GivenBack, 1, back, cost, -Money.Round(back * cost));
            beyond -= back;
        }
    }

    /// <summary>What is left of copies paid for and not made, oldest first, when so many were given back since.</summary>
    public static IReadOnlyList<UnmadeCopies> Left(IEnumerable<UnmadeCopies> paid, long givenBack)
    {
        var left = new List<UnmadeCopies>();
        foreach (var (cost, copies) in paid)
        {
            var gone = Math.Min(givenBack, copies);
            givenBack -= gone;
            if (copies > gone)
                left.Add(new UnmadeCopies(cost, copies - gone));
        }

        return left;
    }
}
