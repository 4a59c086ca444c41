namespace Platen.Rating;

/// <summary>The copies of one meter from its opening to its closing reading, and how they were found.</summary>
public sealed record MeterCount(
    MeterKey Meter,
    DateOnly OpenedOn,
    long Opening,
    MeterReading Closing,
    long Copies);

/// <summary>
/// Counting: from readings to copies. Pure; a reading that is missing or impossible is a problem beside the counts.
/// </summary>
public static class Counting
{
    /// <summary>How far from a period's last day its closing reading may lie (RD-7).</summary>
    public const int DaysBefore = 10, DaysAfter = 6;

    /// <summary>
    /// The meter's copies up to <paramref name="lastDay"/>: the sum along all readings from the opening to the closing one
    /// (RD-1, RD-5, RD-7). Null with a problem when the closing is missing, held, or the counter went back unexplained.
    /// </summary>
    public static MeterCount? Count(
        MeterKey meter, MeterHistory history, (DateOnly Date, long Value, bool IsEstimate) opening, DateOnly lastDay, out Problem? problem)
    {
        var readings = history.Readings;
        var closing = Closing(readings, opening.Date, lastDay);
        problem = Held(meter, readings, opening.Date, closing < 0 ? null : readings[closing].Date, lastDay)
            ?? (closing < 0 ? Missing(meter, opening.Date, lastDay) : null);
        if (problem is not null)
            return null;

        long copies = 0, before = opening.Value;
        var estimate = opening.IsEstimate;
        for (var i = 0; i <= closing; i++)
        {
            var reading = readings[i];
            if (reading.Date <= opening.Date || !IsUsable(reading))
                continue;

            var step = Step(before, reading, history.RollsOverAt);
            // Only an estimate may have been too high (RD-8).
            if (step < 0 && !estimate)
            {
                problem = WentBack(meter, before, reading);
                return null;
            }

            copies += step;
            before = reading.After;
            estimate = reading.IsEstimate;
        }

        if (copies < 0)
        {
            problem = Problem.Blocking(ProblemCode.EstimateTooHigh, meter,
                string.Create(Words.Plain, $"The estimate billed before was {-copies:N0} copies above the reading of {readings[closing].Value:N0} on {readings[closing].Date:yyyy-MM-dd}. Credit the estimated bill, or wait until the counter has passed it."));
            return null;
        }

        return new MeterCount(meter, opening.Date, opening.Value, readings[closing], copies);
    }

    /// <summary>Copies from one display to the next reading, over a rollover if it says so (RD-5). Negative: the counter went back.</summary>
    public static long Step(long before, MeterReading reading, long rollsOverAt) =>
        reading.Event == ReadingEvent.Rollover ? rollsOverAt - before + reading.Value : reading.Value - before;

    static bool IsUsable(MeterReading reading) => !reading.Held && reading.Source != ReadingSource.Call;

    /// <summary>Index of the reading that closes the period (RD-7): the latest in the days before, else the earliest in the days after.</summary>
    static int Closing(IReadOnlyList<MeterReading> readings, DateOnly openedOn, DateOnly lastDay)
    {
        var (earliest, latest) = (lastDay.AddDays(-DaysBefore), lastDay.AddDays(DaysAfter));
        var closing = -1;
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (reading.Date <= openedOn || reading.Date < earliest || reading.Date > latest || !IsUsable(reading))
                continue;
            if (reading.Date <= lastDay)
                closing = i;
            else if (closing < 0)
                return i;
            else
                break;
        }

        return closing;
    }

    static Problem? Held(
        MeterKey meter, IReadOnlyList<MeterReading> readings, DateOnly openedOn, DateOnly? closedOn, DateOnly lastDay)
    {
        var until = closedOn is null ? lastDay.AddDays(DaysAfter) : lastDay;
        foreach (var reading in readings)
        {
            if (reading.Held && reading.Date > (closedOn ?? openedOn) && reading.Date <= until)
            {
                return Problem.Blocking(ProblemCode.HeldReading, meter,
                    string.Create(Words.Plain, $"The reading of {reading.Value:N0} on {reading.Date:yyyy-MM-dd} is held for review. Accept it, correct it, or tell the reset or rollover behind it."));
            }
        }

        return null;
    }

    static Problem Missing(MeterKey meter, DateOnly openedOn, DateOnly lastDay)
    {
        var first = lastDay.AddDays(-DaysBefore);
        if (first <= openedOn)
            first = openedOn.AddDays(1);
        return Problem.Blocking(ProblemCode.MissingReading, meter,
            string.Create(Words.Plain, $"No reading from {first:yyyy-MM-dd} to {lastDay.AddDays(DaysAfter):yyyy-MM-dd}. Enter one, or set it to the average or the prior reading."));
    }

    static Problem WentBack(MeterKey meter, long before, MeterReading reading) =>
        Problem.Blocking(ProblemCode.BackwardReading, meter,
            string.Create(Words.Plain, $"The counter went back from {before:N0} to {reading.Value:N0} on {reading.Date:yyyy-MM-dd}. Correct the reading, or tell the reset or rollover behind it."));
}
