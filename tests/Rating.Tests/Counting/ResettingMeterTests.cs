using static Platen.Rating.Tests.Support.Make;
using static Platen.Rating.Tests.Support.TestMeter;

namespace Platen.Rating.Tests.Counting;

/// <summary>RD-1: a counter that is set to 0 at each billing shows its use.</summary>
public class ResettingMeterTests
{
    static MeterCount? Count(string openedOn, long opening, params MeterReading[] readings) => Rating.Counting.Count(
        Key, new MeterHistory(1_000_000, null, readings, Resets: true), (Day(openedOn), opening, false), Day("2026-02-28"), ReadingWindow.Usual, out _);

    [Fact]
    public void Its_use_is_what_it_shows() => Assert.Equal(300, Count("2026-01-31", 0, On("2026-02-28", 300))!.Value.Copies);

    [Fact]
    public void It_begins_anew_after_the_reading_that_is_billed()
    {
        var closing = Count("2026-01-31", 0, On("2026-02-28", 300))!.Value.Closing;

        Assert.Equal((300L, 0L), (closing.Value, closing.After));
    }

    [Fact]
    public void Read_on_the_way_it_counts_on() =>
        Assert.Equal(300, Count("2026-01-31", 0, On("2026-02-10", 120), On("2026-02-28", 300))!.Value.Copies);

    [Fact]
    public void Set_to_0_on_the_way_both_parts_count() =>
        Assert.Equal(120 + 80, Count("2026-01-31", 0, On("2026-02-10", 120), On("2026-02-28", 80))!.Value.Copies);
}
