using System.Data.Common;
using System.Globalization;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>The days of a period that matter for its readings (RD-7), as a query's parameters.</summary>
sealed class CaptureMonth(Period period, ReadingWindow window)
{
    /// <summary>Common billing cycles in months; any other is looked at as if it were monthly.</summary>
    static readonly int[] Cycles = [2, 3, 4, 6, 12];

    /// <summary>Months since year 0, so that a cycle is a remainder.</summary>
    public static int IndexOf(Period period) => period.Year * 12 + period.Month - 1;

    /// <summary>SQL: the first day of the meter's cycle that ends in the period.</summary>
    public static string CycleStart { get; } = ByCycle("@start");

    /// <summary>SQL: the last day on which a reading is the closing of the cycle before.</summary>
    public static string OpenedBy { get; } = ByCycle("@by");

    /// <summary>SQL: the first such day.</summary>
    public static string OpenedFrom { get; } = ByCycle("@opened");

    public DbCommand AddTo(DbCommand command)
    {
        var last = period.LastDay;
        command.Add("@month", IndexOf(period)).Add("@period", period.Number).Add("@first", period.FirstDay).Add("@last", last)
            .Add("@earliest", window.Earliest(last)).Add("@latest", window.Latest(last));
        foreach (var cycle in (int[])[1, .. Cycles])
        {
            var start = period.AddMonths(1 - cycle).FirstDay;
            command.Add(Name("@start", cycle), start).Add(Name("@by", cycle), start.AddDays(window.DaysAfter - 1))
                .Add(Name("@opened", cycle), start.AddDays(-1 - window.DaysBefore));
        }

        return command;
    }

    static string ByCycle(string name) =>
        $"CASE d.cycle_months {string.Join(' ', Cycles.Select(cycle => string.Create(CultureInfo.InvariantCulture, $"WHEN {cycle} THEN {Name(name, cycle)}")))} ELSE {Name(name, 1)} END";

    static string Name(string name, int cycle) => string.Create(CultureInfo.InvariantCulture, $"{name}{cycle}");
}
