using System.Globalization;

namespace Platen.Contracts;

/// <summary>Statuses and steps in a person's words.</summary>
static class StatusWords
{
    /// <summary>What a status means for billing and for calls (L-3, L-5).</summary>
    public static string Meaning(this ContractStatus status) => status switch
    {
        ContractStatus.New => "Being set up; not billed until approved.",
        ContractStatus.Released => "Waits for approval; not billed.",
        ContractStatus.Active => "Billed and served.",
        ContractStatus.Hold => "Billed, but no calls are taken.",
        ContractStatus.Suspended => "Calls are taken, but nothing is billed.",
        ContractStatus.Closed => "Ended.",
    };

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
