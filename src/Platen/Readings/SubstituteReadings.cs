using System.Data.Common;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>What a missing reading is set to (RD-3).</summary>
public enum Substitute
{
    /// <summary>The last reading and the copies of an average month.</summary>
    Average,

    /// <summary>The last reading: no copies, though a minimum is still due (RD-4).</summary>
    Prior,

    /// <summary>The last reading that a technician took on a service call in the period (RD-9).</summary>
    Call,
}

/// <summary>What was set, and which meters were not, for nothing is known of them to go by.</summary>
sealed record Substituted(Period Period, long Set, IReadOnlyList<string> NotSet);

/// <summary>
/// Sets the missing readings of a period to a technician's, to the average or to the prior reading, in this order as far as
/// each is known: the last step when nobody can read the counter, always asked for by a person, and marked as such on the
/// reading and on the invoice (RD-3, RD-8). An actual reading that comes in before the bill takes their place.
/// </summary>
[Needs(ReadingPermissions.Edit)]
sealed class SubstituteReadings(Database database, CaptureGrid grid, AuditTrail trail)
{
    /// <param name="which">Further limits the meters; only those that are missing are set.</param>
    public async Task<Substituted> Run(Period period, Substitute to, CaptureFilter which, CancellationToken cancellation)
    {
        var missing = (await grid.All(period, which with { StateName = CaptureFilter.Missing }, cancellation)).DistinctBy(row => row.MeterId).ToList();
        return await Run(period, to, missing, cancellation);
    }

    /// <param name="missing">Rows of the grid; those that have been read meanwhile are left alone.</param>
    public async Task<Substituted> Run(
        Period period, Substitute to, IReadOnlyList<CaptureRow> missing, CancellationToken cancellation)
    {
        if (missing.Count == 0)
            return new Substituted(period, 0, []);

        await using var transaction = await database.Write(cancellation);
        var revision = await Sequences.Take(transaction.Connection, Sequences.Revision, 1, cancellation);
        using var intake = new ReadingIntake(database);
        var notSet = new List<string>();
        foreach (var some in missing.Chunk(1000))
            await Add(intake, transaction.Connection, period, to, some, notSet, cancellation);

        var result = await intake.Write(transaction, revision, new Capture(trail.Now, trail.Who.Name), null, cancellation);
        if (!result.ChangedNothing)
        {
            await trail.Commit(
                transaction, new Change("readings.set", "period", period.ToString(), After: new { to, set = result.Taken, notSet, revision, result.Sha256 }), cancellation);
        }

        return new Substituted(period, result.Taken, notSet);
    }

    async Task Add(
        ReadingIntake intake, DbConnection connection, Period period, Substitute to, CaptureRow[] missing, List<string> notSet,
        CancellationToken cancellation)
    {
        var meters = missing.Select(row => row.MeterId).ToList();
        var rules = await IntakeRules.Read(connection, cancellation);
        var pasts = await new MeterPasts(database, connection, rules).Load(meters, missing.Min(row => row.ReadOn), cancellation);
        var averages = to == Substitute.Average ? await UseHistory.Averages(database, connection, meters, period, rules.Window, cancellation) : [];
        foreach (var row in missing)
        {
            var past = pasts[row.MeterId];
            if (past.Readings.Any(known => known.Counts && rules.Window.Holds(known.Reading.Date, row.ReadOn)))
                continue; // read since the list was made
            var (reading, whyNot) = to switch
            {
                Substitute.Prior => (Prior(past, row), ""),
                Substitute.Average => (Average(past, row, averages.TryGetValue(row.MeterId, out var average) ? average : null), "nothing was billed yet to take an average of. Read it, or set it to prior."),
                Substitute.Call => (Call(past, row), "no technician read it in the period. Read it, or set it to the average."),
            };
            if (reading is not { } set)
                notSet.Add($"{row.Serial} {row.Meter}: {whyNot}");
            else if (HoldRules.Judge(past, [set])[0] is { Verdict: Verdict.Held } held)
                notSet.Add($"{row.Serial} {row.Meter}: {held.Reason}");
            else
                intake.Add(row.MeterId, set);
        }
    }

    /// <summary>The last one of the period, at its own day where it may close the period, else at the period's last.</summary>
    static MeterReading? Call(MeterPast past, CaptureRow row)
    {
        var calls = past.Readings.Where(known => known is { State: ReadingState.Accepted, Reading.Source: ReadingSource.Call }
            && known.Reading.Date >= Period.Of(row.ReadOn).FirstDay && known.Reading.Date <= past.Window.Latest(row.ReadOn)).ToList();
        if (calls.Count == 0)
            return null;
        var call = calls.MaxBy(known => known.Reading.Date).Reading;
        return call with { Source = ReadingSource.FromCall, Date = past.Window.Holds(call.Date, row.ReadOn) ? call.Date : row.ReadOn };
    }

    static MeterReading? Prior(MeterPast past, CaptureRow row) =>
        new(row.ReadOn, UseHistory.Since(past, row.ReadOn, row.ReadOn)?.After ?? row.StartReading, ReadingSource.Prior);

    /// <summary>
    /// The average for each month since the counter was last read at a month's end; not below what it showed in between.
    /// </summary>
    static MeterReading? Average(MeterPast past, CaptureRow row, long? average)
    {
        if (average is not { } copies)
            return null;

        var month = Period.Of(row.ReadOn);
        var last = UseHistory.Since(past, month.FirstDay.AddDays(past.Window.DaysAfter - 1), row.ReadOn) ?? (0, row.StartReading, row.StartOn);
        var months = Math.Max(1, month.MonthsSince(past.Window.MonthOf(last.Since)));
        var value = last.After + Math.Max(0, copies * months - last.Copies);
        // The counter began again on the way.
        return value >= past.RollsOverAt
            ? new MeterReading(row.ReadOn, value - past.RollsOverAt, ReadingSource.Average, ReadingEvent.Rollover)
            : new MeterReading(row.ReadOn, value, ReadingSource.Average);
    }
}
