using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.TestMeter;

namespace Platen.Rating.Tests.Counting;

/// <summary>RD-7: which reading closes a period: the latest of the 10 days before its last day, else the earliest of the 6 after.</summary>
public class ClosingReadingTests
{
    [Theory]
    [InlineData("2026-01-20", false)]
    [InlineData("2026-01-21", true)]
    [InlineData("2026-01-31", true)]
    [InlineData("2026-02-06", true)]
    [InlineData("2026-02-07", false)]
    public void A_reading_serves_from_10_days_before_to_6_days_after(string date, bool serves) =>
        Assert.Equal(serves ? (500, null) : (null, ProblemCode.MissingReading), new TestMeter(On(date, 1500)).Count());

    [Theory]
    [InlineData("2019-09-03", false)]
    [InlineData("2019-09-04", true)]
    [InlineData("2019-09-20", true)]
    [InlineData("2019-09-21", false)]
    public void T153_A_cycle_to_the_14th_closes_from_the_4th_to_the_20th(string date, bool serves)
    {
        var meter = new TestMeter(On(date, 1500)) { Opening = (Support.Make.Day("2019-08-14"), 1000, false) };

        Assert.Equal(serves, meter.Count("2019-09-14").Problem is null);
    }

    [Fact]
    public void The_latest_before_the_end_wins_over_any_after_it() =>
        Assert.Equal((520, null), new TestMeter(On("2026-01-22", 1500), On("2026-01-25", 1520), On("2026-02-01", 1600)).Count());

    [Fact]
    public void After_the_end_the_earliest_wins() =>
        Assert.Equal((600, null), new TestMeter(On("2026-02-01", 1600), On("2026-02-05", 1700)).Count());

    [Fact]
    public void The_next_period_opens_where_this_one_closed()
    {
        var january = new TestMeter(On("2026-02-02", 1600)).CountOf("2026-01-31", out _)!.Value;
        var february = new TestMeter(On("2026-02-02", 1600), On("2026-02-28", 1900))
        {
            Opening = (january.Closing.Date, january.Closing.After, false),
        };

        Assert.Equal((300, null), february.Count("2026-02-28"));
    }

    [Fact]
    public void The_opening_is_no_closing() =>
        Assert.Equal((null, ProblemCode.MissingReading),
            new TestMeter(On("2026-01-25", 1500)) { Opening = (Support.Make.Day("2026-01-25"), 1500, false) }.Count());

    [Fact]
    public void All_readings_on_the_way_count_however_old() =>
        Assert.Equal((900, null), new TestMeter(On("2026-01-05", 1400), On("2026-01-31", 1900)).Count());

    [Fact]
    public void A_technicians_reading_is_not_billed() =>
        Assert.Equal((null, ProblemCode.MissingReading), new TestMeter(On("2026-01-31", 1500, ReadingSource.Call)).Count()); // RD-9

    [Fact]
    public void What_is_missing_is_told_with_the_days_it_may_be_read_on()
    {
        new TestMeter().CountOf("2026-01-31", out var problem);

        Assert.Equal(("M1", "Mono", Severity.Blocking), (problem!.Machine, problem.Meter, problem.Severity));
        Assert.Equal("No reading from 2026-01-21 to 2026-02-06. Enter one, or set it to the average or the prior reading.", problem.Message);
    }
}
