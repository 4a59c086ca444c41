namespace Platen.Rating;

/// <summary>
/// Copies up to a reading that are not the customer's: a technician's test prints, spoilt sheets (RD-12). A number of them, or
/// a part of those made, or both. Example: of 1,000 copies 40 and 2 % are 60, and 940 are billed.
/// </summary>
/// <param name="HundredthsOfPercent">250 is 2.5 %.</param>
public readonly record struct TestCopies(int Quantity, short HundredthsOfPercent = 0)
{
    public static readonly TestCopies None;

    public decimal Percent => HundredthsOfPercent / 100m;

    /// <summary>So many of these copies, to the nearest one, halves up; never more than were made.</summary>
    public long Of(long copies) => copies <= 0
        ? 0
        : Math.Min(copies, Quantity + (long)decimal.Round(copies * HundredthsOfPercent / 10_000m, 0, MidpointRounding.AwayFromZero));

    /// <exception cref="ArgumentOutOfRangeException">Below 0, above 100 % or finer than a hundredth of a percent.</exception>
    public static TestCopies From(int quantity, decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        return IsPercent(percent)
            ? new(quantity, (short)(percent * 100))
            : throw new ArgumentOutOfRangeException(nameof(percent), percent, "0 to 100, with up to two decimals.");
    }

    public static bool IsPercent(decimal percent) => percent is >= 0 and <= 100 && percent * 100 % 1 == 0;
}
