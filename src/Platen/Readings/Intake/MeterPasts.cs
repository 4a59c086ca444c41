using System.Data.Common;
using System.Globalization;
using System.Text;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>Looks up what <see cref="HoldRules"/> must know of many meters at once.</summary>
/// <param name="noneRead">No reading is kept of any meter yet.</param>
sealed class MeterPasts(Database database, DbConnection connection, IntakeRules rules, bool noneRead = false)
{
    /// <summary>How far back most meters have a reading to compare with; the others are looked up by themselves.</summary>
    const int UsualDays = 100;

    /// <param name="since">The first day of the new readings.</param>
    public async Task<Dictionary<int, MeterPast>> Load(IReadOnlyCollection<int> meters, DateOnly since, CancellationToken cancellation)
    {
        if (meters.Count == 0)
            return [];

        var readings = new Dictionary<int, List<KnownReading>>(meters.Count);
        if (noneRead)
            return await LoadPasts(meters, readings, cancellation);
        await LoadReadings(meters, since.DayNumber > UsualDays ? since.AddDays(-UsualDays) : null, readings, cancellation);
        var others = meters.Where(meter => !HasOneBefore(readings, meter, since)).ToList();
        if (others.Count > 0)
        {
            foreach (var meter in others)
                readings.Remove(meter);
            await LoadReadings(others, null, readings, cancellation);
        }

        return await LoadPasts(meters, readings, cancellation);
    }

    /// <summary>An actual reading to compare with: what lies before it cannot matter.</summary>
    static bool HasOneBefore(Dictionary<int, List<KnownReading>> readings, int meter, DateOnly since) =>
        readings.TryGetValue(meter, out var known)
        && known.Exists(reading => reading.Counts && !reading.Reading.IsEstimate && reading.Reading.Date < since);

    async Task LoadReadings(
        IReadOnlyCollection<int> meters, DateOnly? from, Dictionary<int, List<KnownReading>> readings, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        var limit = from is { } day ? string.Create(CultureInfo.InvariantCulture, $" AND read_on >= '{day:yyyy-MM-dd}'") : "";
        command.CommandText =
            $"SELECT meter_id, id, read_on, value, source, event, new_start, state, test_copies, test_hundredths FROM readings WHERE meter_id IN ({List(meters)}){limit}";
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var meter = row.GetInt32(0);
            if (readings.TryGetValue(meter, out var list))
                list.Add(Known(row));
            else
                readings.Add(meter, [Known(row)]);
        }
    }

    KnownReading Known(DbDataReader row) => new(
        row.GetInt64(1),
        new MeterReading(
            database.Day(row, 2), row.GetInt64(3), (ReadingSource)row.GetInt32(4), (ReadingEvent)row.GetInt32(5), row.GetInt64(6),
            Test: new TestCopies(row.GetInt32(8), (short)row.GetInt32(9))),
        (ReadingState)row.GetInt32(7));

    async Task<Dictionary<int, MeterPast>> LoadPasts(
        IReadOnlyCollection<int> meters, Dictionary<int, List<KnownReading>> readings, CancellationToken cancellation)
    {
        var pasts = new Dictionary<int, MeterPast>(meters.Count);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT id, rolls_over_at, type, (SELECT MAX(closed_on) FROM billed_usage WHERE meter_id = meters.id) FROM meters WHERE id IN ({List(meters)})";
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            IReadOnlyList<KnownReading> known = readings.TryGetValue(row.GetInt32(0), out var list) ? list : [];
            pasts.Add(row.GetInt32(0), new MeterPast(row.GetInt64(1), database.DayOrNull(row, 3), known, rules.Resetting.Contains(row.GetString(2))) { Window = rules.Window });
        }

        return pasts;
    }

    /// <summary>Numbers of our own for an IN list: one statement that both databases plan as so many index lookups.</summary>
    public static string List<T>(IReadOnlyCollection<T> numbers)
        where T : ISpanFormattable
    {
        var list = new StringBuilder(numbers.Count * 8);
        foreach (var number in numbers)
            list.Append(CultureInfo.InvariantCulture, $"{number},");
        return list.ToString(0, list.Length - 1);
    }
}
