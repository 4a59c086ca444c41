namespace Platen.Samples;

/// <summary>
/// A device of the trade: what it is called, how its serials look (# is a digit, @ a letter), what its counters count.
/// </summary>
sealed record Model(
    string PartCode, string Name, string Description, string Category, string SerialForm, params Duty[] Duties)
{
    /// <summary>Digits of the counter; 9 is the book's default.</summary>
    public int Digits { get; init; } = 9;
    public int? RollsOverAt { get; init; }

    /// <summary>The digits as the book writes them: not at all when they are the usual ones.</summary>
    public int? WrittenDigits => Digits == 9 ? null : Digits;

    /// <summary>The first value that the counter cannot show.</summary>
    public long Capacity => RollsOverAt ?? Enumerable.Repeat(10L, Digits).Aggregate((whole, ten) => whole * ten);
}

/// <summary>What one meter of a model counts in an ordinary month, and about where it stands at the start.</summary>
sealed record Duty(string Meter, int Monthly, int Life);
