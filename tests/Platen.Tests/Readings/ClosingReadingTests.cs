using CsCheck;
using Platen.Rating;
using Platen.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>Which reading closes a period (RD-7) is told twice, by rating and by the query of reading capture: they must agree.</summary>
public class ClosingReadingTests
{
    const int Machines = 60;
    static readonly DateOnly Start = new(2025, 12, 31), First = new(2025, 12, 20);
    static readonly Period Quarter = new(2026, 3);

    /// <summary>A machine's readings in order of date, and how its contract wants it read.</summary>
    sealed record Read(int CycleMonths, DateOnly? Until, IReadOnlyList<(MeterReading Reading, ReadingState State)> Readings);

    // About the ends of January and March there are many readings, also on the first and last days that count.
    static readonly Gen<Read> AnyRead =
        from cycle in Gen.Int[0, 1].Select(quarterly => quarterly == 1 ? 3 : 1)
        from left in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 120]))
        from days in Gen.Frequency((2, Gen.Int[27, 52]), (2, Gen.Int[86, 112]), (1, Gen.Int[0, 112])).Array[0, 8]
        from states in Gen.Frequency((4, Gen.Const(ReadingState.Accepted)), (1, Gen.Const(ReadingState.Held)), (1, Gen.Const(ReadingState.Superseded))).Array[8]
        from sources in Gen.Enum<ReadingSource>().Array[8]
        select new Read(cycle, left == 0 ? null : Start.AddDays(left),
            [.. days.Distinct().Order().Select((day, i) => (new MeterReading(First.AddDays(day), 900 + day * 10, sources[i], Held: states[i] == ReadingState.Held), states[i]))]);

    [Theory, EveryDatabase]
    public Task Reading_capture_and_rating_close_a_period_with_the_same_reading(TestDatabase database) => AnyRead.Array[Machines].SampleAsync(async fleet =>
    {
        await using var own = await TestDatabase.Create(database.Kind);
        await Keep(own, fleet);
        foreach (var period in (Period[])[Agreements.January, Quarter])
        {
            var rows = await own.Grid().All(period, new(), TestContext.Current.CancellationToken);
            Assert.NotEmpty(rows);
            foreach (var row in rows)
                Agree(row, fleet[row.MeterId - 1], period);
        }
    }, iter: 4, threads: 1);

    static void Agree(CaptureRow row, Read read, Period period)
    {
        var lastDay = read.Until < period.LastDay ? read.Until.Value : period.LastDay;
        Assert.Equal(lastDay, row.ReadOn);
        var rated = Count(read.Readings, lastDay, out var problem);
        var closing = Count(read.Readings.Where(reading => !reading.Reading.Held), lastDay, out _);

        Assert.Equal((closing?.Closing.Date, closing?.Closing.Value), (row.Closing?.ReadOn, row.Closing?.Value));
        switch (problem?.Code)
        {
            case ProblemCode.HeldReading:
                Assert.Equal(CaptureState.Held, row.State);
                break;
            case ProblemCode.MissingReading:
                // One that would not close the period may be held beside.
                Assert.Contains(row.State, (CaptureState[])[CaptureState.Missing, CaptureState.Held]);
                break;
            default:
                Assert.Equal(rated!.Value.Closing.Value, row.Closing!.Value);
                break;
        }
    }

    static MeterCount? Count(IEnumerable<(MeterReading Reading, ReadingState State)> readings, DateOnly lastDay, out Problem? problem) => Counting.Count(
        new MeterKey("S", "Mono"),
        new MeterHistory(10_000_000, null, [.. readings.Where(reading => reading.State != ReadingState.Superseded).Select(reading => reading.Reading)]),
        (Start, 0, false), lastDay, ReadingWindow.Usual, out problem);

    static async Task Keep(TestDatabase database, Read[] fleet)
    {
        var book = new DealerBook().Customer("A");
        for (var i = 0; i < fleet.Length; i++)
            book.Machine(Serial(i), "A", "Mono").Contract(Serial(i), "A", Terms(Serial(i), fleet[i]));
        await book.Import(database);

        await using var db = database.Db();
        db.Readings.AddRange(fleet.SelectMany((machine, i) => machine.Readings.Select(read => new Reading
        {
            MeterId = i + 1,
            ReadOn = read.Reading.Date,
            Value = read.Reading.Value,
            Source = read.Reading.Source,
            State = read.State,
            CapturedAt = DateTimeOffset.UnixEpoch,
            CapturedBy = "test",
        })));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    static string Serial(int machine) => string.Create(CultureInfo.InvariantCulture, $"S{machine}");

    static ContractTerms Terms(string serial, Read read)
    {
        var terms = DealerBook.Alone(serial);
        return terms with
        {
            CycleMonths = read.CycleMonths,
            BillingPeriod = read.CycleMonths == 3 ? 3 : null,
            Items = [terms.Items[0] with { Until = read.Until, Meters = [terms.Items[0].Meters[0] with { StartReading = 0, ReadingDate = Start }] }],
        };
    }
}
