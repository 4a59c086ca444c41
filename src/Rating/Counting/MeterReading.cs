namespace Platen.Rating;

/// <summary>Where a reading came from (RD-11).</summary>
public enum ReadingSource
{
    Manual,
    Import,
    Collector,

    /// <summary>A technician's; kept apart and not used for billing (RD-9).</summary>
    Call,
    Estimate,

    /// <summary>Taken when the machine left.</summary>
    Final,
    Start,

    /// <summary>Set to the average of the last six months (RD-3).</summary>
    Average,

    /// <summary>Set to the reading before: no copies (RD-3).</summary>
    Prior,

    /// <summary>Set to the last reading of a service call (RD-3).</summary>
    FromCall,

    /// <summary>Entered by the customer, at a link that was sent.</summary>
    Customer,
}

/// <summary>What happened to a counter at a reading, so that it may go back (RD-5).</summary>
public enum ReadingEvent
{
    None,

    /// <summary>The counter was replaced or set anew: the value is the old counter's last, the new one starts at another.</summary>
    Reset,

    /// <summary>The counter passed its end and began again at 0; stands on the first reading after.</summary>
    Rollover,
}

/// <summary>
/// A counter as read at the end of a day. <paramref name="NewStart"/> is the display right after a reset;
/// <paramref name="Held"/> a reading that needs a person before it can be billed (RD-6).
/// </summary>
public readonly record struct MeterReading(
    DateOnly Date,
    long Value,
    ReadingSource Source = ReadingSource.Manual,
    ReadingEvent Event = ReadingEvent.None,
    long NewStart = 0,
    bool Held = false,
    TestCopies Test = default)
{
    /// <summary>What the counter shows from here on.</summary>
    public long After => Event == ReadingEvent.Reset ? NewStart : Value;

    /// <summary>Not read from the counter: to be trued up by the next actual reading (RD-8).</summary>
    public bool IsEstimate => Source.IsEstimate;
}

public static class ReadingSources
{
    extension(ReadingSource source)
    {
        /// <summary>Not read from the counter: to be trued up by the next actual reading (RD-8).</summary>
        public bool IsEstimate => source is ReadingSource.Estimate or ReadingSource.Average or ReadingSource.Prior;

        /// <summary>Set because the reading was missing: gives way to one that comes in before the bill (RD-3).</summary>
        public bool StandsIn => source is ReadingSource.Average or ReadingSource.Prior or ReadingSource.FromCall;
    }
}

/// <summary>One meter of one machine, by the machine's serial and the meter type.</summary>
public readonly record struct MeterKey(string Machine, string Meter)
{
    /// <summary>By the machine alone, which has only a few meters.</summary>
    public override int GetHashCode() => Machine.GetHashCode(StringComparison.Ordinal);
}

/// <summary>
/// What is known of a meter when its contract is rated.
/// </summary>
/// <param name="RollsOverAt">The counter shows 0 again at this count.</param>
/// <param name="Resets">It is set to 0 at each billing, so that its use is what it shows (RD-1).</param>
/// <param name="LastBilled">The closing reading last posted on this contract, and the period it closed; null when none.</param>
/// <param name="Readings">Readings after it, in order of date.</param>
public sealed record MeterHistory(long RollsOverAt, BilledReading? LastBilled, MeterReading[] Readings, bool Resets = false);

/// <summary>A posted closing reading: the next opening (RD-2). <paramref name="Value"/> is what the counter showed after it.</summary>
public readonly record struct BilledReading(Period Period, DateOnly Date, long Value, bool IsEstimate);
