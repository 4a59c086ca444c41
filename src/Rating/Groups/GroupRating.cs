namespace Platen.Rating;

/// <summary>A period of a group's account, as its Charges tab shows it (G-2, G-3).</summary>
/// <param name="Balance">Of all variances since the cycle's first period.</param>
/// <param name="Customer">What the customer pays.</param>
/// <param name="Settles">The next period begins at 0, whether or not anything was left (G-4).</param>
public sealed record GroupMonth(Period Period, decimal Usage, decimal Limit, decimal Balance, decimal Customer, bool Settles)
{
    /// <summary>Above 0 where more was used than the finance company pays.</summary>
    public decimal Variance => Usage - Limit;
}

/// <summary>A part of what the customer pays: a machine's, or a product's, or both (G-9, G-10).</summary>
/// <param name="Value">What was used, by which it was shared.</param>
public sealed record GroupPart(GroupSheet Sheet, string? Product, decimal Value, decimal Amount)
{
    public string? Machine => Sheet.Machine;
}

/// <summary>What keeps two parts on two invoices: the machine where the customer wants that, and where they go (G-9, N-9).</summary>
public readonly record struct GroupSheet(string? Machine, string? Address);

/// <summary>
/// Rates a group for a period (G-2 to G-4): the finance company's limit for every period that was not billed yet, and in a cycle's
/// last one what the customer owes. Pure; the same behind a run, a trial and the Charges tab.
/// </summary>
public static class GroupRating
{
    /// <summary>A last period before this one that is not billed: what is used now must not count in its cycle, nor its in this .</summary>
    public static Period? Overdue(GroupToRate group, Period period)
    {
        for (var due = Next(group); due < period && group.Terms.Covers(due); due = due.AddMonths(1))
        {
            if (group.Terms.IsLast(due))
                return due;
        }

        return null;
    }

    /// <summary>Whether the cycle of a period is over and done with, so that nothing more may be used in it.</summary>
    public static bool IsSettled(GroupToRate group, Period period) => group.Billed.Any(billed => billed.Settles && billed.Period >= period);

    /// <summary>What is due by a period; null where nothing is, or <see cref="Overdue"/> comes first.</summary>
    public static RatedGroup? Rate(GroupToRate group, Period period)
    {
        var terms = group.Terms;
        if (period < terms.Start || Overdue(group, period) is not null)
            return null;
        var due = Due(group, period);
        if (due.Count == 0)
            return null;

        var months = Account([.. group.Billed, .. due], group.Use);
        var last = months[^1];
        if (last.Settles)
            months[^1] = last = last with { Customer = Math.Max(0, last.Balance) };
        // A group that ended with a billed period is settled after it: its cycle is the one before.
        var first = terms.CycleStart(terms.End is { } end && end < period ? end : period);
        return new RatedGroup(group, [.. months.Skip(group.Billed.Count)],
            [.. months.Where(month => month.Period >= first)], [.. group.Use.Where(use => use.Period >= first)]);
    }

    /// <summary>The periods of a group with usage, variance and balance.</summary>
    /// <param name="billed">Oldest first.</param>
    public static List<GroupMonth> Account(IEnumerable<GroupBilled> billed, IEnumerable<GroupUse> use)
    {
        var usage = use.GroupBy(one => one.Period).ToDictionary(month => month.Key, month => month.Sum(one => one.Value));
        var (months, balance) = (new List<GroupMonth>(), 0m);
        foreach (var month in billed)
        {
            var used = usage.GetValueOrDefault(month.Period);
            balance += used - month.Limit;
            months.Add(new GroupMonth(month.Period, used, month.Limit, balance, month.Customer, month.Settles));
            if (month.Settles)
                balance = 0;
        }

        return months;
    }

    static Period Next(GroupToRate group) => group.Billed.Count == 0 ? group.Terms.Start : group.Billed[^1].Period.AddMonths(1);

    /// <summary>Every period since the last billed, for a limit that was missed is due still; then what ends a group that was billed to its end.</summary>
    static List<GroupBilled> Due(GroupToRate group, Period period)
    {
        var (terms, due) = (group.Terms, new List<GroupBilled>());
        for (var month = Next(group); month <= period && terms.Covers(month); month = month.AddMonths(1))
            due.Add(new GroupBilled(month, terms.Limit, 0, terms.IsLast(month)));
        if (due.Count == 0 && terms.End < period && group.Billed is [.., { Settles: false } last] && last.Period < period)
            due.Add(new GroupBilled(period, 0, 0, Settles: true));
        return due;
    }
}
