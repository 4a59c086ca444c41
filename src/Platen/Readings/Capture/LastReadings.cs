using System.Data.Common;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>The last accepted readings before those of a page, for all its meters at once.</summary>
static class LastReadings
{
    const int Shown = 3;

    public static async Task<Dictionary<int, List<ReadingShown>>> Load(
        Database database, DbConnection connection, IReadOnlyList<CaptureRow> rows, CancellationToken cancellation)
    {
        var readings = new Dictionary<int, List<ReadingShown>>();
        foreach (var some in rows.Chunk(500))
        {
            var before = some.GroupBy(row => row.MeterId).ToDictionary(meter => meter.Key, meter => meter.Min(row => row.Closing?.ReadOn ?? row.ReadOn.AddDays(-Counting.DaysBefore)));
            await using var command = connection.CreateCommand();
            command.CommandText =
                $"""
                SELECT meter_id, id, read_on, value, source, event, new_start FROM (
                    SELECT r.*, ROW_NUMBER() OVER (PARTITION BY meter_id ORDER BY read_on DESC, id DESC) AS nth FROM readings r
                    WHERE r.meter_id IN ({MeterPasts.List(before.Keys)}) AND r.state = 0 AND r.source <> {ReadingSource.Call:D} AND r.read_on < @latest) last
                WHERE nth <= 24 ORDER BY meter_id, nth
                """;
            command.Add("@latest", before.Values.Max());
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
                Add(readings, before, row.GetInt32(0), Read(database, row));
        }

        return readings;
    }

    static ReadingShown Read(Database database, DbDataReader row)
    {
        var what = (ReadingEvent)row.GetInt32(5);
        var after = what == ReadingEvent.Reset ? row.GetInt64(6) : row.GetInt64(3);
        return new ReadingShown(row.GetInt64(1), database.Day(row, 2), row.GetInt64(3), after, (ReadingSource)row.GetInt32(4), what);
    }

    static void Add(Dictionary<int, List<ReadingShown>> readings, Dictionary<int, DateOnly> before, int meter, ReadingShown reading)
    {
        if (reading.ReadOn >= before[meter])
            return;
        if (!readings.TryGetValue(meter, out var list))
            readings.Add(meter, list = []);
        if (list.Count < Shown)
            list.Add(reading);
    }
}
