using Platen.Rating;

namespace Platen.Readings;

/// <summary>
/// The one query of reading capture: each meter that is due in a period, its closing reading by RD-7, its use and the
/// average. Read from the outside in; a page of it costs a page, for nothing here is worked out for rows not shown.
/// </summary>
/// <param name="due">The meters, with the window of their closing reading; a WHERE can be gone on with.</param>
sealed class CaptureSql(string due, OddRules odd)
{
    /// <summary>Billed periods that make the average (RD-3).</summary>
    const string AverageUse = "6";

    const string Billing = "r.state = 0 AND r.source <> 3"; // accepted, and no technician's (RD-9)

    /// <summary>Meters of billable contracts (L-3) that are due, with the window of their closing reading.</summary>
    public static string DueInMonth(string resets) =>
        $"""
        SELECT d.meter_id, d.contract_id, d.start_on, d.start_reading, d.cycle_months, {CaptureMonth.OpenedBy} AS opened_by, {CaptureMonth.OpenedFrom} AS opened_from,
            {resets} AS resets, 30 AS days,
            CASE WHEN d.until_day < @last THEN d.until_day ELSE @last END AS last_day,
            CASE WHEN d.until_day < @last THEN d.until_earliest ELSE @earliest END AS earliest,
            CASE WHEN d.until_day < @last THEN d.until_latest ELSE @latest END AS latest,
            ma.serial, ma.model, ma.location, m.type, m.rolls_over_at, c.number, cu.code, cu.name
        FROM machines ma
        JOIN meters m ON m.machine_id = ma.id
        JOIN meters_to_read d ON d.meter_id = m.id
        JOIN contracts c ON c.id = d.contract_id AND c.status IN (2, 3)
        JOIN customers cu ON cu.id = c.customer_id
        WHERE d.from_day <= @last AND d.until_day >= {CaptureMonth.CycleStart} AND d.start_on < @last
            AND @month >= d.first_month AND (@month - d.first_month) % d.cycle_months = 0
        """;

    /// <summary>Which reading closes, which is held, and which came before.</summary>
    static string Read(string due) =>
        $"""
        SELECT due.*,
            COALESCE(
                (SELECT r.id FROM readings r WHERE r.meter_id = due.meter_id AND {Billing} AND r.read_on > due.start_on
                    AND r.read_on >= due.earliest AND r.read_on <= due.last_day ORDER BY r.read_on DESC, r.id DESC LIMIT 1),
                (SELECT r.id FROM readings r WHERE r.meter_id = due.meter_id AND {Billing} AND r.read_on > due.start_on
                    AND r.read_on > due.last_day AND r.read_on <= due.latest ORDER BY r.read_on, r.id LIMIT 1)) AS closing_id,
            (SELECT r.id FROM readings r WHERE r.meter_id = due.meter_id AND r.state = 1 AND r.read_on > due.start_on
                AND r.read_on >= due.earliest AND r.read_on <= due.latest ORDER BY r.read_on DESC, r.id DESC LIMIT 1) AS held_id,
            (SELECT r.id FROM readings r WHERE r.meter_id = due.meter_id AND {Billing} AND r.read_on >= due.start_on
                AND r.read_on <= due.opened_by AND r.read_on < due.earliest ORDER BY r.read_on DESC, r.id DESC LIMIT 1) AS before_id
        FROM ({due}) due
        """;

    /// <summary>How many copies, and how many are usual.</summary>
    static string Used(string due) =>
        $"""
        SELECT due.*, c.read_on, c.value, c.source, c.event, c.looked_at_by, h.read_on AS held_on, h.value AS held_value, h.hold_reason,
            CASE WHEN due.resets THEN c.value ELSE c.value - COALESCE(CASE WHEN b.event = 1 THEN b.new_start ELSE b.value END, due.start_reading) + COALESCE(
                (SELECT SUM(CASE WHEN r.event = 1 THEN r.value - r.new_start ELSE due.rolls_over_at END) FROM readings r
                    WHERE r.meter_id = due.meter_id AND {Billing} AND r.event <> 0 AND r.read_on > COALESCE(b.read_on, due.start_on)
                    AND (r.read_on < c.read_on OR (r.read_on = c.read_on AND r.event = 2))), 0) END AS copies,
            CASE WHEN COALESCE(b.read_on, due.start_on) >= due.opened_from THEN
                (SELECT SUM(u.copies) * due.days / (COUNT(*) * 30) FROM (SELECT x.copies FROM billed_usage x WHERE x.meter_id = due.meter_id
                    AND x.period < @period ORDER BY x.period DESC LIMIT {AverageUse}) u) END AS average
        FROM ({due}) due
        LEFT JOIN readings c ON c.id = due.closing_id
        LEFT JOIN readings h ON h.id = due.held_id
        LEFT JOIN readings b ON b.id = due.before_id
        """;

    /// <summary>The numbers of <see cref="CaptureState"/>. Only what a tool or a customer sent can be odd: a biller has seen what he typed.</summary>
    string State(string used) =>
        $"""
        SELECT used.*, CASE
            WHEN used.held_id IS NOT NULL THEN 1
            WHEN used.closing_id IS NULL THEN 0
            WHEN used.source IN ({ReadingSource.Import:D}, {ReadingSource.Collector:D}, {ReadingSource.Customer:D}) AND used.looked_at_by IS NULL AND {odd.Sql} THEN 2
            ELSE 3 END AS state
        FROM ({used}) used
        """;

    /// <summary>One row for each meter due, with its state; <paramref name="where"/> further limits them, by the names of <see cref="DueInMonth"/>.</summary>
    public string Rows(string where) => State(Used(Read(due + where)));

    /// <summary>The same without use and average: only what is missing, held or read.</summary>
    public string States(string where) =>
        $"SELECT used.*, CASE WHEN used.held_id IS NOT NULL THEN 1 WHEN used.closing_id IS NULL THEN 0 ELSE 3 END AS state FROM ({Read(due + where)}) used";

    /// <summary>The meters due alone.</summary>
    public string DueOnly(string where) => due + where;
}
