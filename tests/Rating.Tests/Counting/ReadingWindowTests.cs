using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;
using static Platen.Rating.Tests.Support.TestMeter;

namespace Platen.Rating.Tests.Counting;

/// <summary>RD-7: which readings may close a period, where the dealer has days of their own.</summary>
public class ReadingWindowTests
{
    [Theory]
    [InlineData("2026-09-03", false)]
    [InlineData("2026-09-04", true)]
    [InlineData("2026-09-20", true)]
    [InlineData("2026-09-21", false)]
    public void T153_A_cycle_to_the_14th_ends_from_the_4th_to_the_20th(string day, bool closes) =>
        Assert.Equal(closes, ReadingWindow.Usual.Holds(Day(day), Day("2026-09-14")));

    [Theory]
    [InlineData("2026-08-04", false)]
    [InlineData("2026-08-05", true)]
    [InlineData("2026-08-21", true)]
    [InlineData("2026-08-22", false)]
    public void T153_And_begins_from_the_5th_to_the_21st_of_August(string day, bool opens)
    {
        // What a counter shows as the 5th begins is what it showed at the end of the 4th: the cycle before closes with it, and this one opens (RD-2).
        var read = Day(day).AddDays(-1);
        var before = Rating.Counting.Count(Key, new MeterHistory(1_000_000, null, [new MeterReading(read, 1200)]), (Day("2026-07-14"), 1000, false), Day("2026-08-14"), ReadingWindow.Usual, out _);
        Assert.Equal(opens, before is not null);
        if (before is not { } closed)
            return;

        var last = new BilledReading(Month("2026-08"), closed.Closing.Date, closed.Closing.Value, false);
        var cycle = Rating.Counting.Count(Key, new MeterHistory(1_000_000, last, [new MeterReading(read, 1200), On("2026-09-14", 1700)]), (last.Date, last.Value, false), Day("2026-09-14"), ReadingWindow.Usual, out _);
        Assert.Equal((read, 500L), (cycle!.Value.OpenedOn, cycle.Value.Copies));
    }

    [Theory]
    [InlineData("2026-01-28", 3, 0, 200L)]
    [InlineData("2026-01-28", 2, 0, null)]
    [InlineData("2026-02-09", 10, 9, 200L)]
    [InlineData("2026-02-09", 10, 6, null)]
    public void The_dealers_own_days_say_which_reading_closes(string day, int before, int after, long? copies)
    {
        var history = new MeterHistory(1_000_000, null, [On(day, 1200)]);
        var window = new ReadingWindow(before, after);

        var count = Rating.Counting.Count(Key, history, (Day("2025-12-31"), 1000, false), Day("2026-01-31"), window, out var problem);

        Assert.Equal(copies, count?.Copies);
        Assert.Equal(count is null ? ProblemCode.MissingReading : null, problem?.Code);
    }

    [Fact]
    public void T154_A_thousand_copies_at_a_quarter_of_a_cent_are_2_50() =>
        Assert.Equal(2.50m, new TestContract(Machine("M1", Alone("Mono", 0, 0, (0, 0.0025m)) with { StartReading = 1000 }))
            .Read("M1", "Mono", "2026-01-31", 2000).RateOne().Amount);
}
