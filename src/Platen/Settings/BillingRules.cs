using Platen.Shell;

namespace Platen.Settings;

/// <summary>What the dealer decides about contracts and their billing where the trade has more than one way.</summary>
public sealed record BillingRules : ISettings
{
    public static string Name => "billing-rules";

    /// <summary>Whoever released a contract for approval may not approve it too (L-3).</summary>
    public bool ReleaserAndApproverMustDiffer { get; init; } = true;

    /// <summary>Which changes of an approved contract need approval again (L-4, A-13).</summary>
    public Reapproval Reapproval { get; init; } = Reapproval.Full;

    /// <summary>Bills a contract by the terms last approved while a later version waits for approval; else it waits too.</summary>
    public bool BillLastApprovedWhileReleased { get; init; }

    /// <summary>A new shipping address of an item on a contract becomes the machine's, and the other way round (L-10).</summary>
    public bool UpdateShippingAddresses { get; init; } = true;

    IEnumerable<Fault> ISettings.Faults() => [];
}

/// <summary>Which changes of an approved contract need approval again.</summary>
public enum Reapproval
{
    /// <summary>Those of the vendor's list, and prices where authorisation is enforced.</summary>
    Full,

    /// <summary>Only those of the vendor's list (L-4).</summary>
    VendorList,
}
