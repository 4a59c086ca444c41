using Platen.Shell.Components;

namespace Platen.ChargeGroups;

/// <summary>A group in a person's words.</summary>
static class GroupWords
{
    /// <summary>How often the customer pays what goes beyond the limit.</summary>
    public static string Cycle(int months) => months switch
    {
        1 => "every month",
        3 => "every quarter",
        12 => "every year",
        _ => $"every {Numerals.Count(months)} months",
    };
}
