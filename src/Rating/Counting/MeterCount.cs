namespace Platen.Rating;

/// <summary>The copies of one meter from its opening to its closing reading, and how they were found.</summary>
/// <param name="Deducted">Test copies that were made beside them and are not billed (RD-12).</param>
public readonly record struct MeterCount(
    MeterKey Meter,
    DateOnly OpenedOn,
    long Opening,
    MeterReading Closing,
    long Copies,
    long Deducted = 0);

/// <summary>
/// Counting: from readings to copies. Pure; a reading that is missing or impossible is a problem beside the counts.
/// </summary>
public static class Counting
{
    /// <summary>
    /// The meter's copies up to <paramref name="lastDay"/>: the sum along all readings from the opening to the closing one
    /// (RD-1, RD-5, RD-7). Below 0 where the opening was an estimate too high (RD-8). Null with a problem when the closing
    /// is missing, held, or the counter went back unexplained.
    /// </summary>
    public static MeterCount? Count(
        MeterKey meter, MeterHistory history, (DateOnly Date, long Value, bool IsEstimate) opening, DateOnly lastDay, ReadingWindow window,
        out Problem? problem)
    {
        var readings = history.Readings;
        problem = null;
        if (opening.Date >= lastDay)
            return AlreadyCounted(meter, opening);

        var closing = Closing(readings, opening.Date, lastDay, window, withHeld: false);
        problem = Held(meter, readings, opening.Date, lastDay, window, closing) ?? (closing < 0 ? Missing(meter, opening.Date, lastDay, window) : null);
        if (problem is not null)
            return null;

        long copies = 0, deducted = 0, sinceActual = 0, before = opening.Value;
        var isActualKnown = !opening.IsEstimate;
        for (var i = 0; i <= closing; i++)
        {
            ref readonly var reading = ref readings[i];
            if (reading.Date <= opening.Date || reading.Held || !IsForBilling(reading))
                continue;

            var step = Step(before, reading, history.RollsOverAt, history.Resets);
            copies += step;
            deducted += reading.Test.Of(step);
            sinceActual += step;
            // An estimate may have been too high, a counter never is (RD-8).
            if (isActualKnown && sinceActual < 0)
            {
                problem = WentBack(meter, reading.Value - sinceActual, reading);
                return null;
            }

            before = reading.After;
            if (!reading.IsEstimate)
                (sinceActual, isActualKnown) = (0, true);
        }

        return new MeterCount(meter, opening.Date, opening.Value, Closed(readings[closing], history), copies - deducted, deducted);
    }

    /// <summary>A counter that is set to 0 at each billing begins anew after the reading that is billed (RD-1).</summary>
    static MeterReading Closed(MeterReading closing, MeterHistory history) =>
        history.Resets && closing.Event != ReadingEvent.Reset ? closing with { Event = ReadingEvent.Reset, NewStart = 0 } : closing;

    /// <summary>
    /// Of the copies of a count, those made up to and including a day; null where no reading tells. A reading dated that day
    /// does, and so does a count that lies wholly before or after it (P-12).
    /// </summary>
    public static long? Through(DateOnly day, MeterCount count, MeterHistory history)
    {
        if (day <= count.OpenedOn)
            return 0;
        if (day >= count.Closing.Date)
            return count.Copies;

        var (copies, before, isRead) = (0L, count.Opening, false);
        foreach (var reading in history.Readings)
        {
            if (reading.Date <= count.OpenedOn || reading.Date > day || reading.Held || !IsForBilling(reading))
                continue;
            copies += Billed(before, reading, history);
            before = reading.After;
            isRead = reading.Date == day;
        }

        return isRead ? copies : null;
    }

    /// <summary>The copies up to the latest reading after an opening, and its day; null where there is none.</summary>
    public static (DateOnly Day, long Copies)? Latest(MeterHistory history, DateOnly openedOn, long opening)
    {
        (DateOnly Day, long Copies)? latest = null;
        var before = opening;
        foreach (var reading in history.Readings)
        {
            if (reading.Date <= openedOn || reading.Held || !IsForBilling(reading))
                continue;
            latest = (reading.Date, (latest?.Copies ?? 0) + Billed(before, reading, history));
            before = reading.After;
        }

        return latest;
    }

    /// <summary>Copies from one display to the next reading, over a rollover if it says so (RD-5). Negative: the counter went back.</summary>
    /// <param name="resets">A counter that is set to 0 at each billing: lower than before, it began anew between (RD-1).</param>
    public static long Step(long before, MeterReading reading, long rollsOverAt, bool resets = false) =>
        reading.Event == ReadingEvent.Rollover ? rollsOverAt - before + reading.Value
        : resets && reading.Value < before ? reading.Value
        : reading.Value - before;

    /// <summary>The copies of a step without those for tests (RD-12).</summary>
    static long Billed(long before, MeterReading reading, MeterHistory history)
    {
        var step = Step(before, reading, history.RollsOverAt, history.Resets);
        return step - reading.Test.Of(step);
    }

    static bool IsForBilling(MeterReading reading) => reading.Source != ReadingSource.Call;

    /// <summary>
    /// A machine that left soon after a period's end, and whose reading for that period was taken even later (RD-7), has no
    /// copies left to count.
    /// </summary>
    static MeterCount AlreadyCounted(MeterKey meter, (DateOnly Date, long Value, bool IsEstimate) opening) =>
        new(meter, opening.Date, opening.Value,
            new MeterReading(opening.Date, opening.Value, opening.IsEstimate ? ReadingSource.Estimate : ReadingSource.Final), 0);

    /// <summary>Index of the reading that closes the period (RD-7): the latest in the days before, else the earliest in the days after.</summary>
    static int Closing(MeterReading[] readings, DateOnly openedOn, DateOnly lastDay, ReadingWindow window, bool withHeld)
    {
        var (earliest, latest) = (window.Earliest(lastDay), window.Latest(lastDay));
        var closing = -1;
        for (var i = 0; i < readings.Length; i++)
        {
            ref readonly var reading = ref readings[i];
            if (reading.Date <= openedOn || reading.Date < earliest || reading.Date > latest || !IsForBilling(reading)
                || reading.Held && !withHeld)
            {
                continue;
            }

            if (reading.Date <= lastDay)
                closing = i;
            else if (closing < 0)
                return i;
            else
                break;
        }

        return closing;
    }

    /// <summary>A held reading is in the way when it would close the period, once accepted, rather than the one that does.</summary>
    static Problem? Held(
        MeterKey meter, MeterReading[] readings, DateOnly openedOn, DateOnly lastDay, ReadingWindow window, int closing)
    {
        if (!Array.Exists(readings, reading => reading.Held))
            return null;

        var wouldClose = Closing(readings, openedOn, lastDay, window, withHeld: true);
        if (wouldClose < 0 || !readings[wouldClose].Held || closing >= 0 && readings[closing].Date == readings[wouldClose].Date)
            return null;

        var held = readings[wouldClose];
        return Problem.Blocking(ProblemCode.HeldReading, meter,
            string.Create(Words.Plain, $"The reading of {held.Value:N0} on {held.Date:yyyy-MM-dd} is held for review. Accept it, correct it, or tell the reset or rollover behind it."));
    }

    static Problem Missing(MeterKey meter, DateOnly openedOn, DateOnly lastDay, ReadingWindow window)
    {
        var first = window.Earliest(lastDay);
        if (first <= openedOn)
            first = openedOn.AddDays(1);
        return Problem.Blocking(ProblemCode.MissingReading, meter,
            string.Create(Words.Plain, $"No reading from {first:yyyy-MM-dd} to {window.Latest(lastDay):yyyy-MM-dd}. Enter one, or set it to the average or the prior reading."));
    }

    static Problem WentBack(MeterKey meter, long before, MeterReading reading) =>
        Problem.Blocking(ProblemCode.BackwardReading, meter,
            string.Create(Words.Plain, $"The counter went back from {before:N0} to {reading.Value:N0} on {reading.Date:yyyy-MM-dd}. Correct the reading, or tell the reset or rollover behind it."));
}
