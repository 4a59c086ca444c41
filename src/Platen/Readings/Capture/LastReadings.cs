using System.Data.Common;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>What a meter was read before a period's own reading, latest first, and how many of them at the end nobody read.</summary>
sealed class LastReadings
{
    const int Shown = 3, LookedAt = 24;

    readonly List<ReadingShown> _last = [];
    int _estimates;
    bool _isRead;

    /// <summary>The last accepted readings before those of a page, for all its meters at once.</summary>
    public static async Task<Dictionary<int, LastReadings>> Load(
        Database database, DbConnection connection, IReadOnlyList<CaptureRow> rows, ReadingWindow window, CancellationToken cancellation)
    {
        var readings = new Dictionary<int, LastReadings>();
        foreach (var some in rows.Chunk(500))
        {
            var before = some.GroupBy(row => row.MeterId).ToDictionary(meter => meter.Key, meter => meter.Min(row => row.Closing?.ReadOn ?? window.Earliest(row.ReadOn)));
            await using var command = connection.CreateCommand();
            command.CommandText =
                $"""
                SELECT meter_id, id, read_on, value, source, event, new_start FROM (
                    SELECT r.*, ROW_NUMBER() OVER (PARTITION BY meter_id ORDER BY read_on DESC, id DESC) AS nth FROM readings r
                    WHERE r.meter_id IN ({MeterPasts.List(before.Keys)}) AND r.state = 0 AND r.source <> {ReadingSource.Call:D} AND r.read_on < @latest) last
                WHERE nth <= {LookedAt} ORDER BY meter_id, nth
                """;
            command.Add("@latest", before.Values.Max());
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var (meter, reading) = (row.GetInt32(0), Read(database, row));
                if (reading.ReadOn >= before[meter])
                    continue;
                if (!readings.TryGetValue(meter, out var last))
                    readings.Add(meter, last = new LastReadings());
                last.Add(reading);
            }
        }

        return readings;
    }

    public CaptureRow Of(CaptureRow row) => row with
    {
        Before = _last,
        EstimatesInARow = row.Closing is { } closing ? (closing.Source.IsEstimate ? _estimates + 1 : 0) : _estimates,
    };

    void Add(ReadingShown reading)
    {
        if (_last.Count < Shown)
            _last.Add(reading);
        _isRead |= !reading.Source.IsEstimate;
        _estimates += _isRead ? 0 : 1;
    }

    static ReadingShown Read(Database database, DbDataReader row)
    {
        var what = (ReadingEvent)row.GetInt32(5);
        var after = what == ReadingEvent.Reset ? row.GetInt64(6) : row.GetInt64(3);
        return new ReadingShown(row.GetInt64(1), database.Day(row, 2), row.GetInt64(3), after, (ReadingSource)row.GetInt32(4), what);
    }
}
