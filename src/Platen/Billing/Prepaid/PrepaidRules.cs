using Platen.Settings;
using Platen.Shell;

namespace Platen.Billing.Prepaid;

/// <summary>Who is told when prepaid copies run out, and when (P-7, A-8).</summary>
public sealed record PrepaidRules : ISettings
{
    public static string Name => "prepaid";

    /// <summary>Percent of the included copies at which the account manager is told.</summary>
    public int[] Thresholds { get; init; } = [90, 95];

    /// <summary>The customer is told too, at its own address; the account manager always is.</summary>
    public bool TellCustomer { get; init; }

    IEnumerable<Fault> ISettings.Faults()
    {
        if (Array.Exists(Thresholds, percent => percent is < 1 or > 99))
            yield return new("thresholds", "A threshold is 1 to 99 percent; that all is used is told anyway.");
    }
}
