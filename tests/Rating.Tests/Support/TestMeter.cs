using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Support;

/// <summary>One meter, opened with 1,000 at the end of 2025, and the readings after it; counts a month by itself.</summary>
sealed class TestMeter(params MeterReading[] readings)
{
    public static readonly MeterKey Key = new("M1", "Mono");

    public (DateOnly Date, long Value, bool IsEstimate) Opening { get; init; } = (Day("2025-12-31"), 1000, false);

    public long RollsOverAt { get; init; } = 1_000_000;

    public static MeterReading On(string date, long value, ReadingSource source = ReadingSource.Manual) => new(Day(date), value, source);

    /// <summary>The copies, or the code of what stands in the way.</summary>
    public (long? Copies, ProblemCode? Problem) Count(string lastDay = "2026-01-31")
    {
        var count = CountOf(lastDay, out var problem);
        return (count?.Copies, problem?.Code);
    }

    public MeterCount? CountOf(string lastDay, out Problem? problem) =>
        Rating.Counting.Count(Key, new MeterHistory(RollsOverAt, null, readings), Opening, Day(lastDay), ReadingWindow.Usual, out problem);
}
