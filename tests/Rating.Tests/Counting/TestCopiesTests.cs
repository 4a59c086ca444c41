using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;
using static Platen.Rating.Tests.Support.TestMeter;

namespace Platen.Rating.Tests.Counting;

/// <summary>RD-12: copies that are not the customer's.</summary>
public class TestCopiesTests
{
    [Theory]
    [InlineData(1000, 40, 0, 40)]
    [InlineData(1000, 0, 2.5, 25)]
    [InlineData(1000, 40, 2, 60)]
    [InlineData(30, 40, 0, 30)] // never more than were made
    [InlineData(30, 0, 100, 30)]
    [InlineData(50, 0, 1, 1)] // half a copy up
    [InlineData(49, 0, 1, 0)]
    [InlineData(0, 40, 50, 0)]
    [InlineData(-100, 40, 50, 0)] // after an estimate too high there is nothing to deduct from
    public void A_number_and_a_part_of_the_copies_are_deducted(long copies, int quantity, double percent, long deducted) =>
        Assert.Equal(deducted, TestCopies.From(quantity, (decimal)percent).Of(copies));

    [Fact]
    public void They_are_deducted_at_the_reading_that_tells_of_them()
    {
        var meter = new TestMeter(
            On("2026-01-10", 1400) with { Test = TestCopies.From(40, 0) }, On("2026-01-20", 1500), On("2026-01-31", 2000) with { Test = TestCopies.From(0, 10) });

        var count = meter.CountOf("2026-01-31", out _)!.Value;

        Assert.Equal((1000 - 40 - 50, 90L), (count.Copies, count.Deducted));
    }

    [Fact]
    public void They_are_not_billed() =>
        Assert.Equal(9.60m, new TestContract(Machine("M1", Alone("Mono", 0, 0, (0, 0.01m))))
            .Read("M1", "Mono", new MeterReading(Day("2026-01-31"), 1000, Test: TestCopies.From(40, 0))).RateOne().Amount);

    [Theory]
    [InlineData(-1)]
    [InlineData(100.01)]
    [InlineData(0.001)]
    public void A_part_is_0_to_100_percent_with_two_decimals(double percent) => Assert.False(TestCopies.IsPercent((decimal)percent));
}
