using Platen.Rating;

namespace Platen.Readings;

/// <summary>What may be done with a reading.</summary>
enum ReadingState
{
    /// <summary>May be billed.</summary>
    Accepted,

    /// <summary>Needs a person first (RD-6); the reason stands beside it.</summary>
    Held,

    /// <summary>Another reading took its place; kept for the record (CR-3).</summary>
    Superseded,
}

/// <summary>A counter as it stood at the end of a day. Never deleted, only superseded.</summary>
sealed class Reading
{
    public long Id { get; init; }
    public required int MeterId { get; init; }
    public required DateOnly ReadOn { get; init; }
    public required long Value { get; init; }
    public ReadingSource Source { get; init; }
    public ReadingEvent Event { get; set; }

    /// <summary>The display right after a reset.</summary>
    public long NewStart { get; set; }

    /// <summary>Test copies up to it, a number and a part (RD-12).</summary>
    public int TestCopies { get; init; }
    public int TestHundredths { get; init; }
    public ReadingState State { get; set; }
    public string? HoldReason { get; set; }
    public required DateTimeOffset CapturedAt { get; init; }
    public required string CapturedBy { get; init; }

    /// <summary>Who has found it right though its use looks odd (RD-6).</summary>
    public string? LookedAtBy { get; set; }
    public long Revision { get; set; }

    public MeterReading ToReading() => new(
        ReadOn, Value, Source, Event, NewStart, State == ReadingState.Held, new TestCopies(TestCopies, (short)TestHundredths));
}

/// <summary>The column names that another tool gives its readings, remembered under a name.</summary>
sealed class ReadingProfile
{
    public required string Name { get; init; }

    /// <summary>JSON: our column to theirs.</summary>
    public required string Columns { get; set; }
}
