namespace Platen.Contracts;

/// <summary>What a status means for billing and for calls (L-3, L-5).</summary>
static class StatusWords
{
    public static string Meaning(this ContractStatus status) => status switch
    {
        ContractStatus.New => "Being set up; not billed until approved.",
        ContractStatus.Released => "Waits for approval; not billed.",
        ContractStatus.Active => "Billed and served.",
        ContractStatus.Hold => "Billed, but no calls are taken.",
        ContractStatus.Suspended => "Calls are taken, but nothing is billed.",
        ContractStatus.Closed => "Ended.",
    };
}
