using System.Data.Common;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>What a meter's use was, from the bills and from its readings.</summary>
static class UseHistory
{
    /// <summary>As many billed periods as an average may take (RD-3).</summary>
    const string Periods = "6";

    /// <summary>
    /// Copies from the reading that closed the month before to the last one before <paramref name="until"/>, what the counter
    /// showed then, and the day from which it is counted; null where there is no reading to start from.
    /// </summary>
    /// <param name="openedBy">The last day of a reading that can have closed the month before.</param>
    public static (long Copies, long After, DateOnly Since)? Since(MeterPast past, DateOnly openedBy, DateOnly until)
    {
        (long Copies, long After, DateOnly Since)? before = null;
        foreach (var known in past.Readings.Where(known => known.Counts && known.Reading.Date < until).OrderBy(known => known.Reading.Date))
        {
            var reading = known.Reading;
            before = before is { } last && reading.Date > openedBy
                ? (last.Copies + past.Step(last.After, reading), reading.After, last.Since)
                : (0, reading.After, reading.Date);
        }

        return before;
    }

    /// <summary>The mean copies a month of the last billed periods before this one, or to date where there are fewer; null without any.</summary>
    public static async Task<long?> Average(
        Database database, DbConnection connection, int meter, Period period, ReadingWindow window, CancellationToken cancellation)
    {
        var averages = await Averages(database, connection, [meter], period, window, cancellation);
        return averages.TryGetValue(meter, out var average) ? average : null;
    }

    public static async Task<Dictionary<int, long>> Averages(
        Database database, DbConnection connection, IReadOnlyCollection<int> meters, Period period, ReadingWindow window, CancellationToken cancellation)
    {
        var averages = new Dictionary<int, long>();
        if (meters.Count == 0)
            return averages;

        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT meter_id, copies, opened_on, closed_on FROM (
                SELECT u.*, ROW_NUMBER() OVER (PARTITION BY meter_id ORDER BY period DESC) AS nth FROM billed_usage u
                WHERE meter_id IN ({MeterPasts.List(meters)}) AND period < @period) last
            WHERE nth <= {Periods} ORDER BY meter_id, period
            """;
        command.Add("@period", period.Number);
        var months = new Dictionary<int, List<long>>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (!months.TryGetValue(row.GetInt32(0), out var list))
                months.Add(row.GetInt32(0), list = []);
            AddMonths(list, row.GetInt64(1), window.MonthOf(database.Day(row, 3)).MonthsSince(window.MonthOf(database.Day(row, 2))));
        }

        foreach (var (meter, copies) in months)
            averages[meter] = AverageUse.Of(copies) ?? 0;
        return averages;
    }

    /// <summary>A bill of several months is as many months of use, that add up to it.</summary>
    static void AddMonths(List<long> months, long copies, int count)
    {
        for (var left = Math.Max(1, count); left > 0; left--)
        {
            months.Add(copies / left);
            copies -= copies / left;
        }
    }
}
