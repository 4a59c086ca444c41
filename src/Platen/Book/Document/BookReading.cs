using System.ComponentModel;
using Platen.Rating;

namespace Platen.Book;

/// <summary>A counter as it stood at the end of a day, as a book tells it.</summary>
[Description("A counter as it stood at the end of its date.")]
sealed record BookReading
{
    [Description("The machine's serial.")]
    public required string Serial { get; init; }

    [Description("The meter's type.")]
    public required string Meter { get; init; }
    public required DateOnly Date { get; init; }
    public required long Value { get; init; }
    public ReadingSource Source { get; init; }

    [Description("What happened to the counter, so that it may go back.")]
    public BookEvent? Event { get; init; }

    [Description("Copies up to it that are not the customer's: a technician's test prints (RD-12). Default 0.")]
    [DefaultValue(0)]
    public int TestCopies { get; init; }

    [Description("The same as a part of those made, in percent; up to two decimals. Default 0.")]
    public decimal? TestPercent { get; init; }

    public MeterReading ToReading() => new(
        Date, Value, Source, Event is { } happened ? Happened(happened.Type) : ReadingEvent.None, Event?.NewStart ?? 0, Test: Rating.TestCopies.From(TestCopies, TestPercent ?? 0));

    static ReadingEvent Happened(BookEventType type) => type switch
    {
        BookEventType.Reset => ReadingEvent.Reset,
        BookEventType.Rollover => ReadingEvent.Rollover,
    };
}

/// <summary>A reset: the value is the old counter's last, and the display begins anew. A rollover: the first reading after it (RD-5).</summary>
sealed record BookEvent
{
    public required BookEventType Type { get; init; }

    [Description("The display right after a reset.")]
    public long NewStart { get; init; }
}

/// <summary>What may happen to a counter.</summary>
enum BookEventType
{
    Reset,
    Rollover,
}
