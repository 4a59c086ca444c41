using System.Runtime.InteropServices;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>A reading on its way in, packed so that many fit: which meter, what was read, and the row it stood in.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly struct StagedReading(int meterId, MeterReading reading, int row)
{
    readonly int _day = reading.Date.DayNumber;
    readonly long _newStart = reading.NewStart;
    readonly TestCopies _test = reading.Test;
    readonly byte _source = (byte)reading.Source;
    readonly byte _event = (byte)reading.Event;

    public int MeterId { get; } = meterId;
    public long Value { get; } = reading.Value;
    public int Row { get; } = row;

    /// <summary>Orders by meter, then day.</summary>
    public ulong Key => ((ulong)(uint)MeterId << 32) | (uint)_day;

    public DateOnly Day => DateOnly.FromDayNumber(_day);

    public MeterReading Reading => new(
        Day, Value, (ReadingSource)_source, (ReadingEvent)_event, _newStart, Test: _test);
}
