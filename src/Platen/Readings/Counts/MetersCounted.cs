using System.Data.Common;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>
/// The meters of a count as a query: of a run that was made, or of a choice that is only tried. The same columns as those of a
/// month, so that one screen captures both.
/// </summary>
sealed class MetersCounted(DateOnly cutOff, int days, IntakeRules rules, int? run, CountChoice choice) : IMetersDue
{
    public ReadingWindow Window { get; } = WindowOf(rules.Window, days);

    public OddRules Odd { get; } = new(rules.Rules.OddPercent);

    public CaptureSql Sql => new(Due, Odd);

    /// <summary>Which readings are of a count: none of the one before, and none after its day.</summary>
    public static ReadingWindow WindowOf(ReadingWindow usual, int days) => new(Math.Min(usual.DaysBefore, days - 1), 0);

    string Due =>
        $"""
        SELECT d.meter_id, d.contract_id, d.start_on, d.start_reading, d.cycle_months, @last AS opened_by, @opened AS opened_from,
            {rules.ResetsSql} AS resets, @days AS days, @last AS last_day, @earliest AS earliest, @last AS latest,
            ma.serial, ma.model, ma.location, m.type, m.rolls_over_at, c.number, cu.code, cu.name
        FROM machines ma
        JOIN meters m ON m.machine_id = ma.id
        JOIN meters_to_read d ON d.meter_id = m.id
        JOIN contracts c ON c.id = d.contract_id
        JOIN customers cu ON cu.id = c.customer_id
        WHERE d.from_day <= @last AND d.until_day >= @last AND d.start_on < @last
        """ + (run is null ? Chosen : " AND EXISTS (SELECT 1 FROM counted_meters x WHERE x.run_id = @count AND x.meter_id = m.id AND x.contract_id = c.id)");

    /// <summary>Machines on contracts that are billed (N-5).</summary>
    string Chosen => " AND c.status IN (2, 3)"
        + (choice.Cycle is null ? "" : " AND EXISTS (SELECT 1 FROM meter_cycles y WHERE y.meter_id = m.id AND y.cycle = @cycle)")
        + (choice.Site is null ? "" : " AND c.site = @site")
        + (choice.ChargeGroup is null ? "" : " AND EXISTS (SELECT 1 FROM charge_group_machines gm JOIN charge_groups g ON g.id = gm.group_id"
            + " WHERE gm.machine_id = ma.id AND g.name = @group AND gm.until_period IS NULL)")
        + (choice.UncountedOnly ? " AND NOT EXISTS (SELECT 1 FROM readings n WHERE n.meter_id = m.id AND n.state < 2 AND n.source <> 3 AND n.read_on >= @earliest AND n.read_on <= @last)" : "");

    public DbCommand AddTo(DbCommand command)
    {
        rules.AddResets(command);
        return command.Add("@last", cutOff).Add("@earliest", Window.Earliest(cutOff)).Add("@opened", DateOnly.MinValue).Add("@period", Period.Of(cutOff).Number)
            .Add("@days", days).Add("@count", run).Add("@cycle", choice.Cycle).Add("@site", choice.Site).Add("@group", choice.ChargeGroup);
    }
}
