using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;
using static Platen.Rating.Tests.Support.TestMeter;

namespace Platen.Rating.Tests.Counting;

/// <summary>RD-3, RD-4 and RD-8: what stands in for a reading, and how the next one sets it right.</summary>
public class EstimateTests
{
    [Theory]
    [InlineData(600, new long[] { 300, 600, 900 })] // T182
    [InlineData(600, new long[] { 100, 600, 600, 600, 600, 600, 600 })] // six months back, not seven
    [InlineData(2, new long[] { 1, 2 })] // halves up
    [InlineData(0, new long[] { 0 })]
    public void T182_An_average_is_of_the_last_six_months_or_of_all_there_are(long average, long[] months) =>
        Assert.Equal(average, AverageUse.Of(months));

    [Fact]
    public void There_is_no_average_of_nothing() => Assert.Null(AverageUse.Of([]));

    [Fact]
    public void A_prior_reading_counts_no_copies() =>
        Assert.Equal((0, null), new TestMeter(On("2026-01-31", 1000, ReadingSource.Prior)).Count());

    [Fact]
    public void An_estimate_on_the_way_is_set_right_by_the_reading_after_it() =>
        Assert.Equal((200, null), new TestMeter(On("2026-01-15", 1500, ReadingSource.Estimate), On("2026-01-31", 1200)).Count());

    [Fact]
    public void An_estimate_does_not_excuse_a_counter_that_went_back() =>
        Assert.Equal((null, ProblemCode.BackwardReading),
            new TestMeter(On("2026-01-15", 1500, ReadingSource.Estimate), On("2026-01-25", 900), On("2026-01-31", 2000)).Count());

    [Fact]
    public void An_estimate_past_the_rollover_is_set_right_too()
    {
        var meter = new TestMeter(
            On("2026-01-15", 1_000_100, ReadingSource.Estimate), new MeterReading(Day("2026-01-31"), 50, Event: ReadingEvent.Rollover))
        {
            Opening = (Day("2025-12-31"), 999_900, false),
        };

        Assert.Equal((150, null), meter.Count());
    }

    [Theory]
    [InlineData(1600, 600)]
    [InlineData(1000, 0)]
    [InlineData(900, -100)] // what the estimate billed too much
    public void A_billed_estimate_is_trued_up_by_the_next_reading(long actual, long copies)
    {
        var meter = new TestMeter(On("2026-01-31", actual)) { Opening = (Day("2025-12-31"), 1000, IsEstimate: true) };

        Assert.Equal((copies, null), meter.Count());
    }

    static TestContract Pool(long second) => new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono")))
        .Pooling(Make.Pool("Mono", 0, 0, (0, 0.10m)))
        .Billed("pool/Mono", "2026-01")
        .BilledReading("M1", "Mono", "2026-01", "2026-01-31", 1000, isEstimate: true).Read("M1", "Mono", "2026-02-28", 900)
        .BilledReading("M2", "Mono", "2026-01", "2026-01-31", 1000).Read("M2", "Mono", "2026-02-28", second);

    [Fact]
    public void In_a_pool_other_machines_copies_outweigh_an_estimate_too_high()
    {
        var charge = Pool(second: 1600).RateOne("2026-02");

        Assert.Equal((500L, 50m), (charge.Copies, charge.Amount));
        Assert.Equal([0m, 50m], charge.Shares());
    }

    [Fact]
    public void What_nothing_outweighs_waits_for_a_person()
    {
        var rated = Pool(second: 1010).Rate("2026-02");

        Assert.Empty(rated.Charges);
        Assert.Equal(
            "The estimate billed before was 100 copies above the reading of 900 on 2026-02-28. Credit the estimated bill, or wait until the counter has passed it.",
            Assert.Single(rated.Problems).Message);
    }
}
