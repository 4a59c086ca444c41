using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.TestMeter;

namespace Platen.Rating.Tests.Counting;

/// <summary>A reading held for review is in the way exactly when it would close the period once accepted.</summary>
public class HeldReadingTests
{
    static MeterReading Held(string date, long value) => On(date, value) with { Held = true };

    [Fact]
    public void A_held_reading_alone_is_in_the_way() =>
        Assert.Equal((null, ProblemCode.HeldReading), new TestMeter(Held("2026-01-31", 400)).Count());

    [Fact]
    public void A_good_reading_after_it_settles_it() =>
        Assert.Equal((600, null), new TestMeter(Held("2026-01-25", 400), On("2026-01-31", 1600)).Count());

    [Fact]
    public void A_good_reading_before_it_does_not() =>
        Assert.Equal((null, ProblemCode.HeldReading), new TestMeter(On("2026-01-25", 1500), Held("2026-01-31", 400)).Count());

    [Fact]
    public void A_reading_after_the_period_does_not_replace_a_held_one_inside_it() =>
        Assert.Equal((null, ProblemCode.HeldReading), new TestMeter(Held("2026-01-30", 400), On("2026-02-03", 1600)).Count());

    [Fact]
    public void A_held_reading_of_next_month_is_next_months_matter() =>
        Assert.Equal((500, null), new TestMeter(On("2026-01-31", 1500), Held("2026-02-03", 400)).Count());

    [Fact]
    public void A_correction_of_the_same_day_settles_it() =>
        Assert.Equal((600, null), new TestMeter(Held("2026-01-31", 400), On("2026-01-31", 1600)).Count());

    [Fact]
    public void A_held_reading_too_old_to_close_leaves_the_reading_missing() =>
        Assert.Equal((null, ProblemCode.MissingReading), new TestMeter(Held("2026-01-10", 400)).Count());
}
