using Platen.Rating;
using Platen.Shell.Components;

namespace Platen.Readings.Pages;

/// <summary>Where a reading came from, in a word (RD-11).</summary>
static class SourceWords
{
    public static string How(ReadingShown reading) => $"{reading.Source.Word()} {Numerals.Day(reading.ReadOn)}";

    public static string Word(this ReadingSource source) => source switch
    {
        ReadingSource.Manual => "entered",
        ReadingSource.Import => "imported",
        ReadingSource.Collector => "collected",
        ReadingSource.Call => "technician",
        ReadingSource.Estimate => "estimated",
        ReadingSource.Final => "final",
        ReadingSource.Start => "start",
        ReadingSource.Average => "average",
        ReadingSource.Prior => "prior",
        ReadingSource.FromCall => "from a call",
        ReadingSource.Customer => "customer",
    };

    public static string Word(this ReadingState state) => state switch
    {
        ReadingState.Accepted => "accepted",
        ReadingState.Held => "held",
        ReadingState.Superseded => "superseded",
    };

    public static string? Word(this ReadingEvent happened, long newStart) => happened switch
    {
        ReadingEvent.None => null,
        ReadingEvent.Reset => $"reset to {Numerals.Count(newStart)}",
        ReadingEvent.Rollover => "rolled over",
    };
}
