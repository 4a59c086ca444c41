using Platen.Rating;

namespace Platen.Contracts;

/// <summary>In which periods a contract was suspended: those on whose last day it was (M-18).</summary>
static class Suspensions
{
    /// <param name="states">One contract's, in the order in which they happened.</param>
    public static IReadOnlySet<Period> Periods(IEnumerable<(ContractStatus Status, DateTimeOffset At)> states)
    {
        var periods = new HashSet<Period>();
        DateOnly? since = null;
        foreach (var (status, at) in states)
        {
            var day = DateOnly.FromDateTime(at.UtcDateTime);
            if (status == ContractStatus.Suspended)
            {
                since ??= day;
            }
            else if (since is { } first)
            {
                for (var period = Period.Of(first); period.LastDay < day; period = period.AddMonths(1))
                    periods.Add(period);
                since = null;
            }
        }

        return periods;
    }
}
