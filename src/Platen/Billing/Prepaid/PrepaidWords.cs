using Platen.Contracts;
using Platen.Rating;

namespace Platen.Billing.Prepaid;

/// <summary>What pages and verbs say of a prepaid life.</summary>
static class PrepaidWords
{
    public static string Word(this PrepaidState state) => state switch
    {
        PrepaidState.NotBegun => "not begun",
        PrepaidState.Running => "running",
        PrepaidState.UsedUp => "used up",
        PrepaidState.Ended => "ended",
    };

    /// <summary>The life's, and the contract's where it is not billed now.</summary>
    public static string Word(this PrepaidRow row) => row.Status is ContractStatus.Suspended or ContractStatus.Closed
        ? $"{row.State.Word()}, {row.Status.Code()}" : row.State.Word();

    /// <summary>What becomes of the copies beyond.</summary>
    public static string Beyond(this PrepaidOutlook life) => life.Agreed.NotifyOnly
        ? "All copies to the last day are free, also those beyond."
        : life.Agreed.Crossing switch
        {
            Crossing.SplitAtLimit => "Copies beyond are billed at the pool's rates, its minimum from the next period on.",
            Crossing.SplitFullSchedule => "Copies beyond are billed as the pool's are, with its minimum.",
            Crossing.FreeUntilNextPeriod => "Copies beyond are free to the end of their period.",
        };
}
