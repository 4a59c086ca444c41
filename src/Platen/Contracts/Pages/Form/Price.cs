using Platen.Rating;

namespace Platen.Contracts.Pages;

/// <summary>How the form says what a price is for.</summary>
static class Price
{
    /// <summary>For how many months a minimum and its copies are typed: a cycle of the minimum's own, else one of the copies.</summary>
    public static int MinimumMonths(MeterPrice price, int contract) =>
        (price.MinimumCycleMonths ?? price.MinimumPeriod) is null ? price.CycleMonths ?? contract : price.MinimumCycleMonths ?? contract;

    /// <summary>Copies of one bill that are paid for by minimums (N-6); none where each one short has a price.</summary>
    public static long Allowance(MeterPrice price, int contract) => price.ShortfallCharge is not null ? 0
        : price.MinQuantity * Math.Max(1, (price.CycleMonths ?? contract) / Math.Max(1, MinimumMonths(price, contract)));

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
