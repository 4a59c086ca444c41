using System.Globalization;

namespace Platen.Contracts;

/// <summary>Statuses and steps in a person's words.</summary>
static class StatusWords
{
    /// <summary>What a status means for billing and for calls (L-3, L-5). On its way to approval a contract is billed or not by <see cref="Meanwhile"/>.</summary>
    public static string Meaning(this ContractStatus status) => status switch
    {
        ContractStatus.New => "Being written.",
        ContractStatus.Released => "Waits for approval.",
        ContractStatus.Active => "Billed and served.",
        ContractStatus.Hold => "Billed, but no calls are taken.",
        ContractStatus.Suspended => "Calls are taken, but nothing is billed.",
        ContractStatus.Closed => "Ended.",
    };

    /// <summary>What becomes of billing until a new contract, or a change, is approved .</summary>
    public static string Meanwhile(bool wasApproved, bool billsLastApproved) =>
        !wasApproved ? "Not billed until it is approved."
        : billsLastApproved ? "Billed by the terms approved before." : "Not billed until the change is approved or discarded.";

    /// <summary>As addresses and answers have it.</summary>
    public static string Code(this ContractStatus status) => status.ToString().ToLower(CultureInfo.InvariantCulture);

    /// <summary>What to do to a contract that cannot be changed, so that it can.</summary>
    public static string WayToEdit(this ContractStatus status) => status switch
    {
        ContractStatus.New or ContractStatus.Active => "",
        ContractStatus.Released => "Remove it from approval first, or discard its change.",
        ContractStatus.Hold or ContractStatus.Suspended => "Resume it first.",
        ContractStatus.Closed => "Write a new one.",
    };

    public static string Word(this ContractStep step) => step switch
    {
        ContractStep.Written => "written",
        ContractStep.Released => "released for approval",
        ContractStep.Withdrawn => "removed from approval",
        ContractStep.Approved => "approved",
        ContractStep.Discarded => "change discarded",
        ContractStep.Held => "put on hold",
        ContractStep.Suspended => "suspended",
        ContractStep.Resumed => "resumed",
        ContractStep.CloseAsked => "closing asked for",
        ContractStep.Closed => "closed",
        ContractStep.Imported => "set by a book",
    };
}
