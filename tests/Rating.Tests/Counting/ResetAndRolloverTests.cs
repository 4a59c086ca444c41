using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;
using static Platen.Rating.Tests.Support.TestMeter;

namespace Platen.Rating.Tests.Counting;

/// <summary>RD-5: a counter that was replaced, or passed its end, is counted on both sides.</summary>
public class ResetAndRolloverTests
{
    static MeterReading Reset(string date, long value, long newStart) =>
        new(Day(date), value, Event: ReadingEvent.Reset, NewStart: newStart);

    static MeterReading Rollover(string date, long value) => new(Day(date), value, Event: ReadingEvent.Rollover);

    [Fact]
    public void T046_A_replaced_counter_counts_the_old_ones_end_and_the_new_ones_start()
    {
        var meter = new TestMeter(Reset("2026-01-15", 60_300, 0), On("2026-01-31", 400)) { Opening = (Day("2025-12-31"), 60_000, false) };

        Assert.Equal((700, null), meter.Count());
    }

    [Fact]
    public void A_new_counter_need_not_start_at_0() =>
        Assert.Equal((550, null), new TestMeter(Reset("2026-01-15", 1500, 20), On("2026-01-31", 70)).Count());

    [Fact]
    public void A_reset_on_the_last_day_closes_the_period_with_the_old_counter() =>
        Assert.Equal((500, null), new TestMeter(Reset("2026-01-31", 1500, 0)).Count());

    [Fact]
    public void After_a_reset_that_closed_a_period_the_next_opens_with_the_new_display()
    {
        var closed = Reset("2026-01-31", 1500, 20);
        var next = new TestMeter(On("2026-02-28", 120)) { Opening = (closed.Date, closed.After, false) };

        Assert.Equal((100, null), next.Count("2026-02-28"));
    }

    [Fact]
    public void T047_A_counter_of_six_digits_rolls_over_at_a_million()
    {
        var meter = new TestMeter(Rollover("2026-01-31", 150)) { Opening = (Day("2025-12-31"), 999_900, false) };

        Assert.Equal((250, null), meter.Count());
    }

    [Theory]
    [InlineData(999_999, 0, 1)]
    [InlineData(0, 0, 1_000_000)] // once round, to the copy
    public void A_rollover_passes_every_number_once(long opening, long closing, long copies)
    {
        var meter = new TestMeter(Rollover("2026-01-31", closing)) { Opening = (Day("2025-12-31"), opening, false) };

        Assert.Equal((copies, null), meter.Count());
    }

    [Fact]
    public void Two_things_may_happen_in_one_month() =>
        Assert.Equal((500 + 30 + 200, null),
            new TestMeter(Reset("2026-01-10", 1500, 999_990), Rollover("2026-01-20", 20), On("2026-01-31", 220)).Count());

    [Fact]
    public void A_counter_that_went_back_without_a_word_is_not_counted()
    {
        new TestMeter(On("2026-01-31", 400)).CountOf("2026-01-31", out var problem);

        Assert.Equal((ProblemCode.BackwardReading, Severity.Blocking), (problem!.Code, problem.Severity));
        Assert.Equal("The counter went back from 1,000 to 400 on 2026-01-31. Correct the reading, or tell the reset or rollover behind it.", problem.Message);
    }

    [Fact]
    public void A_counter_that_went_back_on_the_way_is_not_counted_either() =>
        Assert.Equal((null, ProblemCode.BackwardReading), new TestMeter(On("2026-01-15", 400), On("2026-01-31", 2000)).Count());
}
