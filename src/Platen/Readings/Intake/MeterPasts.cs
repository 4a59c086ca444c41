using System.Data.Common;
using System.Globalization;
using System.Text;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>Looks up what <see cref="HoldRules"/> must know of many meters at once.</summary>
sealed class MeterPasts(Database database, DbConnection connection, IntakeRules rules)
{
    /// <summary>How far back most meters have a reading to compare with; the others are looked up by themselves.</summary>
    const int UsualDays = 100;

    /// <param name="since">The first day of the new readings.</param>
    /// <returns>Of these meters at least.</returns>
    public async Task<Dictionary<int, MeterPast>> Load(IReadOnlyCollection<int> meters, DateOnly since, CancellationToken cancellation)
    {
        if (meters.Count == 0)
            return [];

        var usual = since.DayNumber > UsualDays ? since.AddDays(-UsualDays) : DateOnly.MinValue;
        var readings = new Dictionary<int, List<KnownReading>>(meters.Count);
        await LoadReadings(meters, ">=", usual, readings, cancellation);
        await LoadReadings([.. meters.Where(meter => !HasOneBefore(readings, meter, since))], "<", usual, readings, cancellation);
        return await LoadPasts(meters, readings, cancellation);
    }

    /// <summary>An actual reading to compare with: what lies before it cannot matter.</summary>
    static bool HasOneBefore(Dictionary<int, List<KnownReading>> readings, int meter, DateOnly since) =>
        readings.TryGetValue(meter, out var known)
        && known.Exists(reading => reading.Counts && !reading.Reading.IsEstimate && reading.Reading.Date < since);

    async Task LoadReadings(
        IReadOnlyCollection<int> meters, string side, DateOnly day, Dictionary<int, List<KnownReading>> readings, CancellationToken cancellation)
    {
        if (meters.Count == 0)
            return;
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT id, read_on, value, source, event, new_start, state, test_copies, test_hundredths, meter_id
            FROM readings WHERE {Among("meter_id", meters)} AND read_on {side} @day
            """;
        await using var row = await command.Add("@day", day).ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (readings.TryGetValue(database.Int(row, 9), out var known))
                known.Add(Known(row));
            else
                readings.Add(database.Int(row, 9), [Known(row)]);
        }
    }

    async Task<Dictionary<int, MeterPast>> LoadPasts(
        IReadOnlyCollection<int> meters, Dictionary<int, List<KnownReading>> readings, CancellationToken cancellation)
    {
        var pasts = new Dictionary<int, MeterPast>(meters.Count);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT m.id, m.rolls_over_at, b.closed_on, {rules.ResetsSql} FROM meters m LEFT JOIN
                (SELECT meter_id, MAX(closed_on) AS closed_on FROM billed_usage WHERE {Among("meter_id", meters)} GROUP BY meter_id) b ON b.meter_id = m.id
            WHERE {Among("m.id", meters)}
            """;
        rules.AddResets(command);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            IReadOnlyList<KnownReading> known = readings.TryGetValue(database.Int(row, 0), out var list) ? list : [];
            pasts.Add(database.Int(row, 0), new MeterPast(database.Long(row, 1), database.DayOrNull(row, 2), known, row.GetBoolean(3)) { Window = rules.Window });
        }

        return pasts;
    }

    KnownReading Known(DbDataReader row) => new(
        database.Long(row, 0),
        new MeterReading(
            database.Day(row, 1), database.Long(row, 2), (ReadingSource)database.Int(row, 3), (ReadingEvent)database.Int(row, 4), database.Long(row, 5),
            Test: new TestCopies(database.Int(row, 7), (short)database.Int(row, 8))),
        (ReadingState)database.Int(row, 6));

    /// <summary>SQL: at least these meters. Where they lie close together, all between them: a range is read in one stroke.</summary>
    static string Among(string column, IReadOnlyCollection<int> meters)
    {
        var (first, last) = (meters.Min(), meters.Max());
        return last - first < 2 * meters.Count
            ? string.Create(CultureInfo.InvariantCulture, $"{column} BETWEEN {first} AND {last}")
            : $"{column} IN ({List(meters)})";
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
