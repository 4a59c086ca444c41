using System.Globalization;

namespace Platen.Rating;

/// <summary>How Platen writes numbers in sentences, the same in every country: 3,001 and 0.05.</summary>
static class Words
{
    public static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static string Copies(long quantity) => quantity == 1 ? "1 copy" : string.Create(Plain, $"{quantity:N0} copies");

    public static string Machines(int count) => count == 1 ? "1 machine" : string.Create(Plain, $"{count:N0} machines");

    /// <summary>A meter type inside a sentence: mono, colour, but A3.</summary>
    public static string Meter(string type) => type.All(char.IsLetter) && !type.All(char.IsUpper) ? type.ToLowerInvariant() : type;
}
