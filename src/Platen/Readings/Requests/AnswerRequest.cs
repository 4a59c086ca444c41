using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>What a customer is asked by a link.</summary>
/// <param name="Day">The day that the readings are of.</param>
/// <param name="Missing">Empty: all are read, and the link was used up.</param>
sealed record AskedReadings(string Dealer, Period Period, DateOnly Day, IReadOnlyList<CaptureRow> Missing);

/// <summary>
/// A customer enters readings by the link that was sent. No permission is asked for: the link is one, sealed by this
/// installation, for this customer's meters that nobody has read for that month, until its last day, each meter once.
/// </summary>
sealed class AnswerRequest(Database database, RequestLink links, TimeProvider clock)
{
    /// <summary>Null: the link is none of ours, too old, or used.</summary>
    public async Task<AskedReadings?> Read(string token, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await Find(db, token, cancellation) is { } found ? await Ask(db, found.Request, found.Customer, cancellation) : null;
    }

    /// <summary>What a person should look at again before it is taken, by meter; nothing is kept.</summary>
    public async Task<IReadOnlyDictionary<int, string>> Check(AskedReadings asked, IReadOnlyDictionary<int, long> values, CancellationToken cancellation)
    {
        var enter = new EnterReading(database, Trail("", null));
        var doubts = new Dictionary<int, string>();
        foreach (var row in asked.Missing.Where(row => values.ContainsKey(row.MeterId)))
        {
            var said = await enter.Check(new Entry(row.Serial, row.Meter, asked.Day, values[row.MeterId], Source: ReadingSource.Customer), cancellation);
            if (said.Held is not null || said.Odd.Count > 0)
                doubts.Add(row.MeterId, said.Held is null ? "Much more or less than usual. Is it right?" : "Lower than the last one, or not possible. Is it right?");
        }

        return doubts;
    }

    /// <summary>Keeps them: accepted, or held for review like any others. The link is used up when none is left.</summary>
    /// <param name="from">The address that they came from.</param>
    /// <returns>How many were taken; null: the link is not good any more.</returns>
    public async Task<int?> Answer(string token, IReadOnlyDictionary<int, long> values, string? from, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await using var db = Db.Within(database, write);
        // The revision first: of two who send the same form, the second finds the meters read.
        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        if (await Find(db, token, cancellation) is not var (request, customer))
            return null;
        var asked = await Ask(db, request, customer, cancellation);
        var rules = await IntakeRules.Read(write.Connection, cancellation);
        var pasts = await new MeterPasts(database, write.Connection, rules).Load([.. asked.Missing.Select(row => row.MeterId)], asked.Day, cancellation);
        var window = request.CountRun == 0 ? rules.Window : MetersCounted.WindowOf(rules.Window, (await Counts(db).Find(request.CountRun, cancellation)).Days);
        var open = asked.Missing.DistinctBy(row => row.MeterId).Where(row => !IsRead(pasts[row.MeterId], row, window)).ToList();
        var taken = open.FindAll(row => values.ContainsKey(row.MeterId));
        if (taken.Count == 0)
            return 0;

        using var intake = new ReadingIntake(database);
        foreach (var row in taken)
            intake.Add(row.MeterId, new MeterReading(asked.Day, values[row.MeterId], ReadingSource.Customer));
        await intake.Write(write, revision, new Capture(clock.GetUtcNow(), $"{customer} by link"), null, cancellation);
        if (taken.Count == open.Count)
            await db.ReadingRequests.Where(row => row.Id == request.Id).ExecuteUpdateAsync(row => row.SetProperty(its => its.AnsweredAt, clock.GetUtcNow()), cancellation);
        await Trail(customer, from).Commit(
            write, new Change("readings.answered", "customer", customer, After: new { request.Period, asked.Day, readings = taken.Select(row => new { row.Serial, row.Meter, value = values[row.MeterId] }) }), cancellation);
        return taken.Count;
    }

    AuditTrail Trail(string customer, string? from) => new(database, new Actor(ActorKind.Person, $"{customer} by link", From: from), clock);

    static bool IsRead(MeterPast past, CaptureRow row, ReadingWindow window) => past.Readings.Any(known =>
        known.State != ReadingState.Superseded && known.Reading.Source != ReadingSource.Call && !known.Reading.Source.StandsIn && window.Holds(known.Reading.Date, row.ReadOn));

    async Task<(ReadingRequest Request, string Customer)?> Find(Db db, string token, CancellationToken cancellation)
    {
        if (links.Read(token) is not { } id)
            return null;
        var now = clock.GetUtcNow();
        var found = await (
            from request in db.ReadingRequests
            join customer in db.Customers on request.CustomerId equals customer.Id
            where request.Id == id && request.AnsweredAt == null && request.ValidUntil > now
            select new { request, customer.Code }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : (found.request, found.Code);
    }

    CaptureGrid Grid(Db db) => new(database, new MetersToRead(database), db);

    CountRuns Counts(Db db) => new(db, Grid(db));

    async Task<AskedReadings> Ask(Db db, ReadingRequest request, string customer, CancellationToken cancellation)
    {
        // Of this customer alone, whatever the link's holder writes into the form.
        var missing = request.CountRun == 0
            ? await Grid(db).All(request.Period, new CaptureFilter(CaptureFilter.Missing, Customer: customer), cancellation)
            : (await Counts(db).Show(request.CountRun, cancellation)) is { State: CountState.Open } count
                ? [.. count.Rows.Where(row => row.State == CaptureState.Missing && row.CustomerCode == customer)]
                : [];
        var dealer = await db.Company.Select(company => company.Name).SingleAsync(cancellation);
        return new(dealer, request.Period, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), missing);
    }
}
