namespace Platen.Rating;

/// <summary>What of a charge goes through a charge group: the value of one machine's meter (G-2).</summary>
public readonly record struct GroupedCount(MeterKey Meter, string Group, long Copies, decimal Value);

/// <summary>Finds what of a contract's charges goes through charge groups, and not onto the contract's own invoice.</summary>
public static class Grouping
{
    /// <summary>A meter priced alone brings its whole charge; one in a pool its share of the pool's (M-17). Fees stay (G-2).</summary>
    /// <param name="groupOf">The group of a machine; null where it is in none.</param>
    public static IReadOnlyList<GroupedCount> Of(Charge charge, Func<string, string?> groupOf)
    {
        if (!Array.Exists(charge.Counts, count => groupOf(count.Meter.Machine) is not null))
            return [];

        var (shares, grouped) = (charge.Shares(), new List<GroupedCount>(charge.Counts.Length));
        for (var i = 0; i < shares.Length; i++)
        {
            var count = charge.Counts[i];
            if (groupOf(count.Meter.Machine) is { } group)
                grouped.Add(new GroupedCount(count.Meter, group, count.Copies, shares[i]));
        }

        return grouped;
    }

    /// <summary>The line that takes the machines' share of a pool off the contract's own invoice; its lines stay as they are priced.</summary>
    public static (long Quantity, decimal Amount, string Explanation) TakenOff(Charge charge, IReadOnlyList<GroupedCount> grouped)
    {
        var copies = grouped.Sum(count => count.Copies);
        var groups = string.Join(", ", grouped.Select(count => count.Group).Distinct());
        return (copies, -grouped.Sum(count => count.Value), string.Create(Words.Plain,
            $"Less the share of {Words.Machines(grouped.Count)}, {copies:N0} of {Words.Copies(charge.Copies)}, charged through {groups}"));
    }
}
