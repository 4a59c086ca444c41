using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>
/// A person decides on a reading that is held, or on one that looks odd: it is right as it stands, the counter was reset or
/// rolled over, it was another value, or it is let go. Each decision is kept as a reading of its own; none is deleted.
/// </summary>
[Needs(ReadingPermissions.Edit)]
sealed class AcceptHeld(Database database, AuditTrail trail)
{
    /// <summary>It is right as it stands, and takes the place of others of its day.</summary>
    public Task AsItIs(long id, CancellationToken cancellation) =>
        Decide(id, "reading.accepted", (held, _) => [Again(held, held.Value)], cancellation);

    /// <summary>The counter passed its end since the reading before.</summary>
    public Task AfterRollover(long id, CancellationToken cancellation) =>
        Decide(id, "reading.rolled-over", (held, _) => [RolledOver(held)], cancellation);

    /// <summary>How many copies that would be; null where nothing was read before.</summary>
    public async Task<long?> CopiesAfterRollover(long id, CancellationToken cancellation)
    {
        var (held, _) = await Find(id, cancellation);
        await using var connection = await database.Connect(cancellation);
        var rules = await IntakeRules.Read(connection, cancellation);
        var past = (await new MeterPasts(database, connection, rules).Load([held.MeterId], held.ReadOn, cancellation))[held.MeterId];
        return past.ShowedOn(held.ReadOn) is { } before ? past.Step(before, RolledOver(held)) : null;
    }

    /// <summary>It was another value; that one takes its place.</summary>
    public Task Corrected(long id, long value, CancellationToken cancellation) =>
        Decide(id, "reading.corrected", (held, _) => [Again(held, value) with { Event = held.Event, NewStart = held.NewStart }], cancellation);

    /// <summary>
    /// The counter was replaced or set anew before it: <paramref name="final"/> is the old one's last count and
    /// <paramref name="newStart"/> the new one's first (RD-5).
    /// </summary>
    /// <param name="on">The day of the change; null: the day before the held reading.</param>
    public Task AfterReset(long id, long final, long newStart, DateOnly? on, CancellationToken cancellation) =>
        Decide(
            id, "reading.reset", (held, _) => [new MeterReading(on ?? held.ReadOn.AddDays(-1), final, ReadingSource.Manual, ReadingEvent.Reset, newStart), Again(held, held.Value)],
            cancellation);

    /// <summary>The counter goes on from what it showed here; nothing is counted and nothing is charged (RD-10).</summary>
    public Task CounterMoved(long id, CancellationToken cancellation) =>
        Decide(
            id, "reading.counter-moved", (held, past) =>
            [
                new MeterReading(
                    held.ReadOn, past.ShowedOn(held.ReadOn) ?? throw new Refusal("There is no reading before it to move the counter from."),
                    ReadingSource.Manual, ReadingEvent.Reset, held.Value),
            ],
            cancellation);

    /// <summary>So many of the copies up to it were not the customer's (RD-12).</summary>
    public Task WithTestCopies(long id, TestCopies test, CancellationToken cancellation) =>
        Decide(id, "reading.test-copies", (read, _) => [read.ToReading() with { Held = false, Test = test }], cancellation);

    /// <summary>It is right though its use looks odd, and leaves the list (RD-6). Nothing that is billed changes.</summary>
    public async Task LooksRight(long id, CancellationToken cancellation)
    {
        await using var transaction = await database.Write(cancellation);
        var (odd, serial) = await Find(id, cancellation);
        await using var command = transaction.Connection.CreateCommand();
        command.CommandText = $"UPDATE readings SET looked_at_by = @who WHERE id = @id AND state = {ReadingState.Accepted:D} AND looked_at_by IS NULL";
        if (await command.Add("@who", trail.Who.Name).Add("@id", id).ExecuteNonQueryAsync(cancellation) == 0)
            return; // somebody has looked already
        await trail.Commit(transaction, new Change("reading.looked-at", "machine", serial, After: odd), cancellation);
    }

    /// <summary>It is wrong and nothing takes its place.</summary>
    public async Task LetGo(long id, CancellationToken cancellation)
    {
        await using var transaction = await database.Write(cancellation);
        var revision = await Sequences.Take(transaction.Connection, Sequences.Revision, 1, cancellation);
        var (held, serial) = await Find(id, cancellation);
        await using var command = transaction.Connection.CreateCommand();
        command.CommandText =
            $"UPDATE readings SET state = {ReadingState.Superseded:D}, hold_reason = @reason, revision = @revision WHERE id = @id AND state = {ReadingState.Held:D}";
        command.Add("@revision", revision).Add("@id", id).Add("@reason", $"Let go by {trail.Who.Name}.");
        if (await command.ExecuteNonQueryAsync(cancellation) == 0)
            throw Gone();
        await trail.Commit(transaction, new Change("reading.let-go", "machine", serial, Before: held), cancellation);
    }

    static MeterReading RolledOver(Reading held) => Again(held, held.Value) with { Event = ReadingEvent.Rollover };

    static MeterReading Again(Reading held, long value) => held.ToReading() with { Value = value, Source = ReadingSource.Manual, Event = ReadingEvent.None, NewStart = 0, Held = false };

    async Task Decide(long id, string action, Func<Reading, MeterPast, IReadOnlyList<MeterReading>> decide, CancellationToken cancellation)
    {
        await using var transaction = await database.Write(cancellation);
        var revision = await Sequences.Take(transaction.Connection, Sequences.Revision, 1, cancellation);
        var (held, serial) = await Find(id, cancellation);
        var rules = await IntakeRules.Read(transaction.Connection, cancellation);
        var pasts = await new MeterPasts(database, transaction.Connection, rules).Load([held.MeterId], held.ReadOn, cancellation);
        var decision = decide(held, pasts[held.MeterId]);
        using var intake = new ReadingIntake(database);
        foreach (var reading in decision)
        {
            if (reading.Value < 0 || reading.NewStart < 0)
                throw new Refusal("A counter is never below 0.");
            intake.Add(held.MeterId, reading);
        }

        var result = await intake.Write(transaction, revision, new Capture(trail.Now, trail.Who.Name, IsByHand: true), null, cancellation);
        if (result.Held > 0)
        {
            var still = result.HeldOnes[0];
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"{still.Reading.Value:N0} on {still.Reading.Date:d MMM yyyy} cannot be accepted so: {still.Reason}"));
        }

        await trail.Commit(transaction, new Change(action, "machine", serial, held, decision), cancellation);
    }

    async Task<(Reading Held, string Serial)> Find(long id, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var found = await (
            from reading in db.Readings
            where reading.Id == id && reading.State != ReadingState.Superseded
            join meter in db.Meters on reading.MeterId equals meter.Id
            join machine in db.Machines on meter.MachineId equals machine.Id
            select new { reading, machine.Serial }).FirstOrDefaultAsync(cancellation) ?? throw Gone();
        return (found.reading, found.Serial);
    }

    static Refusal Gone() => new("This reading has been decided on already. Look at the list again.");
}
