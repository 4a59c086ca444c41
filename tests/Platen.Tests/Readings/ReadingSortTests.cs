using Platen.Rating;
using Platen.Readings;

namespace Platen.Tests.Readings;

public class ReadingSortTests
{
    static readonly DateOnly First = new(2026, 1, 1);

    [Theory]
    [InlineData(1 << 19)]
    [InlineData(1000)]
    [InlineData(32)]
    [InlineData(20_000)]
    public void Any_number_of_readings_comes_out_by_meter_and_day(int inMemory)
    {
        const int Count = 20_000;
        using var sort = new ReadingSort(inMemory);
        for (var i = 0; i < Count; i++)
            sort.Add(new StagedReading(i * 7919 % 500 + 1, new MeterReading(First.AddDays(i * 31 % 400), i, ReadingSource.Import, ReadingEvent.Reset, i + 1), i));

        var sorted = sort.InOrder().ToList();

        Assert.Equal(Count, sorted.Count);
        Assert.Equal(sorted.Select(reading => reading.Key).Order(), sorted.Select(reading => reading.Key));
        Assert.All(sorted, reading =>
        {
            var i = reading.Row;
            Assert.Equal(new MeterReading(First.AddDays(i * 31 % 400), i, ReadingSource.Import, ReadingEvent.Reset, i + 1), reading.Reading);
            Assert.Equal(i * 7919 % 500 + 1, reading.MeterId);
        });
    }

    [Fact]
    public void None_is_none()
    {
        using var sort = new ReadingSort();

        Assert.Empty(sort.InOrder());
    }
}
