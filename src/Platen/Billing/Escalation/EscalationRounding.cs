using Platen.Settings;
using Platen.Shell;

namespace Platen.Billing.Escalation;

/// <summary>To how many decimals new prices are rounded .</summary>
public sealed record EscalationRounding : ISettings
{
    public static string Name => "escalation";

    /// <summary>0 to 6.</summary>
    public int UnitChargeDecimals { get; init; } = 6;

    /// <summary>0 to 2.</summary>
    public int AmountDecimals { get; init; } = 2;

    IEnumerable<Fault> ISettings.Faults()
    {
        if (UnitChargeDecimals is < 0 or > 6)
            yield return new Fault("escalation.unitChargeDecimals", "A unit charge has 0 to 6 decimals.");
        if (AmountDecimals is < 0 or > 2)
            yield return new Fault("escalation.amountDecimals", "An amount has 0 to 2 decimals.");
    }
}
