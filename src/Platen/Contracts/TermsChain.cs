using Platen.Rating;

namespace Platen.Contracts;

/// <summary>A contract's versions of terms as they bill: from each period the version written last, oldest first.</summary>
static class TermsChain
{
    /// <summary>The approved versions; of a contract that has none, those that wait for approval.</summary>
    public static IReadOnlyList<TermsVersion> Billing(IReadOnlyCollection<TermsVersion> versions) =>
        (versions.Any(version => version.Approved) ? versions.Where(version => version.Approved) : versions.Where(version => version.IsOpen))
        .GroupBy(version => version.FromPeriod)
        .Select(same => same.MaxBy(version => version.Version)!)
        .OrderBy(version => version.FromPeriod)
        .ToList();

    /// <summary>When the approved versions are billed.</summary>
    /// <param name="yearEnd">The financial year's last month.</param>
    public static Schedule Schedule(Contract contract, IEnumerable<TermsVersion> versions, int yearEnd) =>
        new([.. Billing([.. versions.Where(version => version.Approved)]).Select(version => TermsDocument.Read(version.Document))], contract.StartDate, contract.EndDate, yearEnd);

    /// <summary>Which machine is on the contract, from when until when; null is from its start, or to its end.</summary>
    /// <param name="chain">Oldest first.</param>
    public static IReadOnlyDictionary<string, (DateOnly? From, DateOnly? Until)> Machines(IReadOnlyList<ContractTerms> chain)
    {
        var machines = new Dictionary<string, (DateOnly? From, DateOnly? Until)>(StringComparer.Ordinal);
        for (var i = 0; i < chain.Count; i++)
        {
            DateOnly? since = i == 0 ? null : chain[i].From.FirstDay;
            DateOnly? to = i == chain.Count - 1 ? null : chain[i + 1].From.FirstDay.AddDays(-1);
            foreach (var item in chain[i].Items)
            {
                if (item.Machine is not { } serial)
                    continue;
                // An item that names its first day was on the contract then, also when an earlier version did not say so yet.
                var span = (From: item.From ?? since, Until: Earlier(item.Until, to));
                machines[serial] = machines.TryGetValue(serial, out var known) ? Join(known, span) : span;
            }
        }

        return machines;
    }

    static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;

    static (DateOnly? From, DateOnly? Until) Join((DateOnly? From, DateOnly? Until) a, (DateOnly? From, DateOnly? Until) b) => (
        a.From is null || b.From is null ? null : a.From < b.From ? a.From : b.From,
        a.Until is null || b.Until is null ? null : a.Until > b.Until ? a.Until : b.Until);
}
