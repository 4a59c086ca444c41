namespace Platen.Rating.Tests.Groups;

/// <summary>A charge group lived period by period through rating and what is posted of it: seed 004's, with 1,000.00 a month from May 2019 in cycles of three.</summary>
sealed class GroupLife(GroupTerms? terms = null)
{
    public static readonly GroupTerms Seed = new()
    {
        Name = "A / B",
        Customer = "CUST-A",
        FinancedBy = "FIN-B",
        Start = Period.Parse("2019-05"),
        CycleMonths = 3,
        Limit = 1000,
        ChargeProduct = "MPSFIN",
    };

    readonly List<GroupBilled> _billed = [];
    readonly List<GroupUse> _use = [];

    /// <summary>What is agreed; it may be changed between two months.</summary>
    public GroupTerms Terms { get; set; } = terms ?? Seed;

    public GroupToRate ToRate => new() { Terms = Terms, Currency = "AUD", TaxRate = 10, Billed = _billed, Use = _use };

    /// <summary>A month in which one machine was used, or more in a number of meters.</summary>
    public RatedGroup? Month(Period period, params (string Machine, string Meter, decimal Value)[] use)
    {
        Use(period, use);
        var rated = GroupRating.Rate(ToRate, period);
        _billed.AddRange(rated?.Due.Select(month => new GroupBilled(month.Period, month.Limit, month.Customer, month.Settles)) ?? []);
        return rated;
    }

    /// <summary>What comes after a month was billed: a late reading's.</summary>
    public void Use(Period period, params (string Machine, string Meter, decimal Value)[] use) =>
        _use.AddRange(use.Select(one => new GroupUse(period, one.Machine, one.Meter, one.Value)));

    /// <summary>Months one after the other, each with one machine's use.</summary>
    public List<RatedGroup> Months(params decimal[] use) =>
        [.. use.Select((value, i) => Month(Terms.Start.AddMonths(i), ("M1", "Mono", value))!)];
}
