using Platen.Rating;
using Platen.Readings;

namespace Platen.Book;

/// <summary>Kept readings as a book tells them.</summary>
static class ReadingLine
{
    /// <summary>
    /// By day; on one day by what they say, for their ids are given anew at every import. What no counter of this size can
    /// show was held as a slip of typing: a book would be refused for it.
    /// </summary>
    public static IEnumerable<Reading> InBookOrder(this IEnumerable<Reading> readings, long rollsOverAt) => readings
        .Where(reading => reading.Value < rollsOverAt && reading.NewStart < rollsOverAt)
        .OrderBy(reading => reading.ReadOn)
        .ThenBy(reading => reading.Source == ReadingSource.Call)
        .ThenBy(reading => reading.Value)
        .ThenBy(reading => reading.Event)
        .ThenBy(reading => reading.NewStart)
        .ThenBy(reading => reading.Source)
        .ThenBy(reading => reading.TestCopies)
        .ThenBy(reading => reading.TestHundredths);

    public static BookReading ToBook(this Reading reading, string serial, string meter) => new()
    {
        Serial = serial,
        Meter = meter,
        Date = reading.ReadOn,
        Value = reading.Value,
        Source = reading.Source,
        Event = reading.Event switch
        {
            ReadingEvent.None => null,
            ReadingEvent.Reset => new BookEvent { Type = BookEventType.Reset, NewStart = reading.NewStart },
            ReadingEvent.Rollover => new BookEvent { Type = BookEventType.Rollover },
        },
        TestCopies = reading.TestCopies,
        TestPercent = reading.TestHundredths == 0 ? null : reading.TestHundredths / 100m,
    };
}
