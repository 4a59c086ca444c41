namespace Platen.Rating;

/// <summary>The days that somebody may write down. Another is a slip of the hand, and months before and after it must have room.</summary>
public static class PossibleDays
{
    public static readonly DateOnly Earliest = new(1900, 1, 1), Latest = new(2999, 12, 31);

    public const string Fault = "A date lies in the years 1900 to 2999.";

    public static bool Have(DateOnly day) => day >= Earliest && day <= Latest;
}
