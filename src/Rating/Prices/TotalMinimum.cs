namespace Platen.Rating;

/// <summary>
/// The least that several meters cost together (N-8, minimum total): of a machine, or of a whole contract. What their copies
/// came to short of it is a line of its own. Example: a minimum of 100.00 and copies for 30.00 leave 70.00.
/// </summary>
/// <param name="Least">For all cycles billed, rounded.</param>
/// <param name="Came">What the copies came to.</param>
public sealed record TotalMinimum(decimal Least, decimal Came)
{
    public decimal Lacking => Math.Max(0, Least - Came);

    internal static TotalMinimum Of(decimal minimum, int cycles, decimal came) => new(Money.Round(minimum * cycles), came);

    internal PricedLine[] Lines() => Lacking == 0 ? [] : [new PricedLine(PricedLine.Total, 1, 0, null, Lacking)];
}
