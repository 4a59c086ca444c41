using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.PrepaidLives;

/// <summary>How a prepaid life goes on, and of what the account manager is told (P-7).</summary>
public class PrepaidNoticesTests
{
    static readonly PrepaidMeter Year = Prepaid("Mono", 10_000);

    /// <summary>A life with so many copies in each month from January on, seen on a day.</summary>
    static PrepaidOutlook Seen(PrepaidMeter agreed, string today, params long[] months) => PrepaidOutlook.Of(
        agreed, [.. months.Select((copies, i) => new PrepaidPoint(new Period(2026, 1).AddMonths(i).LastDay, copies))],
        isOver: months.Sum() >= agreed.IncludedUsage && !agreed.NotifyOnly, read: null, Day(today));

    static string[] Told(PrepaidOutlook life, string today) =>
    [
        .. PrepaidNotices.Due(life, PrepaidNotices.Thresholds, Day(today)).Select(notice => string.Create(
            CultureInfo.InvariantCulture, $"{notice.Key("PRE1", life.Agreed)["prepaid/PRE1/Mono/2026-01-01/".Length..]} {notice.On:yyyy-MM-dd}")),
    ];

    static string[] Told(PrepaidMeter agreed, string today, params long[] months) => Told(Seen(agreed, today, months), today);

    [Theory]
    [InlineData("2026-06-14", false)]
    [InlineData("2026-06-15", true)]
    [InlineData("2026-07-15", true)]
    public void T054_One_calendar_month_before_its_last_day(string today, bool isTold) =>
        Assert.Equal(isTold ? ["ends-soon 2026-06-15"] : [], Told(Prepaid("Mono", 10_000, "2026-07-15"), today, 100));

    [Fact]
    public void T054_When_it_will_be_used_up_before_its_last_day()
    {
        Assert.Equal(["projected 2026-03-31"], Told(Year, "2026-04-01", 1_000, 1_000, 1_000)); // in October, at this pace
        Assert.Empty(Told(Year, "2026-04-01", 800, 800, 800)); // in January of the year after
    }

    [Fact]
    public void T041_At_90_and_95_percent_once_each()
    {
        Assert.Equal(["90 2026-02-28", "95 2026-02-28", "projected 2026-02-28"], Told(Year, "2026-03-01", 8_900, 1_099));
        Assert.Equal(["90 2026-01-31", "95 2026-02-28", "projected 2026-02-28"], Told(Year, "2026-03-01", 9_000, 500));
        Assert.Equal(["projected 2026-01-31"], Told(Year, "2026-02-01", 8_999));
    }

    [Theory]
    [InlineData(200)] // T042
    [InlineData(700)] // T044
    public void T042_When_it_is_reached(long copies) =>
        Assert.Equal(["90 2026-01-31", "95 2026-01-31", "reached 2026-02-28"], Told(Year, "2026-03-01", 9_800, copies));

    [Fact]
    public void Who_is_told_that_all_is_used_is_not_told_of_a_part() =>
        Assert.Equal(["reached 2026-02-28"], Told(Year, "2026-03-01", 8_000, 3_000));

    [Fact]
    public void T049_When_its_last_day_has_passed() =>
        Assert.Equal(["ended 2026-04-01"], Told(Prepaid("Mono", 10_000, "2026-03-31"), "2026-04-01", 1_000, 1_000, 1_000));

    [Fact]
    public void Told_only_of_its_use_it_is_told_of_both()
    {
        var both = Prepaid("Mono", 10_000, "2026-03-31") with { NotifyOnly = true };

        Assert.Equal(["reached 2026-02-28", "ends-soon 2026-02-28"], Told(both, "2026-03-10", 8_000, 3_000));
        Assert.Equal(["reached 2026-02-28", "ended 2026-04-01"], Told(both, "2026-04-01", 8_000, 3_000, 500));
    }

    [Fact]
    public void T055_Asked_twice_it_says_the_same_under_the_same_names() =>
        Gen.Select(Gen.Long[0, 3_000].Array[0, 11], Gen.Int[1, 365], Gen.Int[0, 400]).Sample((months, end, seen) =>
        {
            var (agreed, today) = (Year with { End = Year.Start.AddDays(end) }, Year.Start.AddDays(seen).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            var told = Told(agreed, today, months);
            return told.SequenceEqual(Told(agreed, today, months)) && told.Select(notice => notice.Split(' ')[0]).Distinct().Count() == told.Length;
        });

    [Fact]
    public void What_was_told_once_is_told_of_the_same_day_ever_after() =>
        Gen.Select(Gen.Long[0, 3_000].Array[1, 10], Gen.Long[0, 3_000]).Sample((months, more) =>
        {
            static bool IsUse(string told) => told[0] is '9' or 'r';
            var before = Told(Year, "2026-12-01", months).Where(told => IsUse(told) && !told.StartsWith("reached", StringComparison.Ordinal));
            return before.All(Told(Year, "2026-12-01", [.. months, more]).Contains);
        });

    [Fact]
    public void What_was_over_before_Platen_knew_it_is_not_told_of() =>
        Assert.Empty(Told(Year with { Marked = false, End = Day("2026-01-05") }, "2026-03-01"));

    [Theory]
    [InlineData("2026-01-01", PrepaidState.Running, new long[] { })]
    [InlineData("2025-12-31", PrepaidState.NotBegun, new long[] { })]
    [InlineData("2026-12-31", PrepaidState.Running, new[] { 9_999L })]
    [InlineData("2026-03-01", PrepaidState.UsedUp, new[] { 10_000L })]
    [InlineData("2027-01-01", PrepaidState.Ended, new[] { 9_999L })]
    public void Where_it_stands_follows_from_use_and_date(string today, PrepaidState state, long[] months) =>
        Assert.Equal(state, Seen(Year, today, months).State);

    [Fact]
    public void The_pace_is_that_of_the_last_six_months()
    {
        // 6,200 copies in the last six months, of 184 days; 1,800 are left.
        var life = Seen(Year with { End = Day("2027-12-31") }, "2026-09-01", 0, 2_000, 0, 1_000, 1_000, 1_000, 1_000, 2_200);

        Assert.Equal(6_200m / 184, life.PerDay);
        Assert.Equal((8_200L, 1_800L), (life.Used, life.Left));
        Assert.Equal(Day("2026-08-31").AddDays(54), life.UsedUpOn); // 53.4 days
    }

    [Fact]
    public void What_was_read_since_the_last_bill_counts_for_the_pace_alone()
    {
        var life = PrepaidOutlook.Of(Year, [new PrepaidPoint(Day("2026-01-31"), 1_000)], isOver: false, new PrepaidPoint(Day("2026-02-15"), 2_000), Day("2026-02-16"));

        Assert.Equal(1_000, life.Used);
        Assert.Equal(new PrepaidPoint(Day("2026-02-15"), 3_000), life.Latest);
        Assert.Equal(Day("2026-02-15").AddDays(108), life.UsedUpOn); // 7,000 left, 3,000 in 46 days
    }

    [Fact]
    public void Without_copies_there_is_no_pace()
    {
        Assert.Null(Seen(Year, "2026-03-01", 0, 0).UsedUpOn);
        Assert.Null(Seen(Year, "2026-01-01").UsedUpOn);
    }

    [Fact]
    public void What_was_read_since_is_that_of_all_machines_to_the_day_of_the_last()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono"))).Pooling(Pool("Mono", 0, 0, (0, 1m))).Prepaying(Year)
            .BilledReading("M1", "Mono", "2026-01", "2026-01-31", 500).BilledReading("M2", "Mono", "2026-01", "2026-01-31", 100)
            .Read("M1", "Mono", "2026-02-10", 600).Read("M1", "Mono", "2026-02-20", 700);

        Assert.Null(PrepaidOutlook.ReadSince(contract.Build(), contract.Terms, "Mono"));
        contract.Read("M2", "Mono", "2026-02-15", 150);
        Assert.Equal(new PrepaidPoint(Day("2026-02-15"), 250), PrepaidOutlook.ReadSince(contract.Build(), contract.Terms, "Mono"));
    }
}
