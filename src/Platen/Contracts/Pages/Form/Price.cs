namespace Platen.Contracts.Pages;

/// <summary>How the form says what a price is for.</summary>
static class Price
{
    /// <summary>A cycle beside a field, so that nobody takes a quarter's minimum for a month's .</summary>
    public static string Cycle(int months) => months switch
    {
        1 => "per month",
        3 => "per quarter",
        6 => "per half-year",
        12 => "per year",
        _ => $"per {Shell.Components.Numerals.Count(months)} months",
    };
}
