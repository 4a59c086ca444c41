using System.Data.Common;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Components;

namespace Platen.Readings;

/// <summary>A reading as a person enters it.</summary>
/// <param name="NewStart">With a reset: what the new counter showed first; the value is the old one's last (RD-5).</param>
/// <param name="Test">Copies that are not the customer's (RD-12).</param>
sealed record Entry(
    string Serial, string Meter, DateOnly ReadOn, long Value, ReadingEvent Event = ReadingEvent.None, long NewStart = 0,
    ReadingSource Source = ReadingSource.Manual, TestCopies Test = default)
{
    public MeterReading Reading => new(ReadOn, Value, Source, Event, Event == ReadingEvent.Reset ? NewStart : 0, Test: Test);
}

/// <summary>What became of an entered reading.</summary>
/// <param name="Held">Why it cannot be billed as it stands.</param>
/// <param name="Odd">What is worth a second look, and holds nothing back.</param>
sealed record Entered(Verdict Verdict, string? Held, IReadOnlyList<string> Odd);

/// <summary>Enters one reading by hand, and tells at once what is odd about it.</summary>
[Needs(ReadingPermissions.Edit)]
sealed class EnterReading(Database database, AuditTrail trail)
{
    /// <summary>What <see cref="Run"/> would answer; nothing is kept. For the words beside a number as it is typed.</summary>
    public async Task<Entered> Check(Entry entry, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        var known = await Known.Of(database, connection, entry.Serial, entry.Meter, entry.ReadOn, cancellation);
        var judgement = HoldRules.Judge(known.Past, [entry.Reading], byHand: true)[0];
        return new Entered(judgement.Verdict, judgement.Reason, await Odd(entry, known, connection, cancellation));
    }

    /// <summary>Keeps the reading: accepted, or held with the reason. The same one again changes nothing.</summary>
    public async Task<Entered> Run(Entry entry, CancellationToken cancellation)
    {
        if (entry.Value < 0 || entry.NewStart < 0)
            throw new Refusal("A counter is never below 0.");

        await using var transaction = await database.Write(cancellation);
        // The revision first: whoever else enters this meter now waits, and then sees this reading.
        var revision = await Sequences.Take(transaction.Connection, Sequences.Revision, 1, cancellation);
        var known = await Known.Of(database, transaction.Connection, entry.Serial, entry.Meter, entry.ReadOn, cancellation);
        var odd = await Odd(entry, known, transaction.Connection, cancellation);
        return (await Keep(transaction, revision, known, entry, "reading.entered", cancellation)) with { Odd = odd };
    }

    /// <summary>
    /// The counter goes on from another number; nothing is counted and nothing is charged (RD-10). For what a correction would
    /// bill again: a wrong reading that was billed and is let be.
    /// </summary>
    public async Task<Entered> MoveCounter(string serial, string meter, DateOnly on, long to, CancellationToken cancellation)
    {
        if (to < 0)
            throw new Refusal("A counter is never below 0.");

        await using var transaction = await database.Write(cancellation);
        var revision = await Sequences.Take(transaction.Connection, Sequences.Revision, 1, cancellation);
        var known = await Known.Of(database, transaction.Connection, serial, meter, on, cancellation);
        var showed = known.Past.ShowedOn(on) ?? throw new Refusal($"{serial} {meter} was not read up to {Numerals.Day(on)}: there is nothing to move the counter from. Enter the reading itself.");
        var entry = new Entry(serial, meter, on, showed, ReadingEvent.Reset, to);
        return await Keep(transaction, revision, known, entry, "reading.counter-moved", cancellation);
    }

    async Task<Entered> Keep(WriteTransaction transaction, long revision, Known known, Entry entry, string action, CancellationToken cancellation)
    {
        using var intake = new ReadingIntake(database);
        intake.Add(known.Meter, entry.Reading);
        var result = await intake.Write(transaction, revision, new Capture(trail.Now, trail.Who.Name, IsByHand: true), null, cancellation);
        if (result.ChangedNothing)
            return new Entered(Verdict.Ignored, null, []);

        var before = result.Superseded == 0 ? null : known.At(entry);
        await trail.Commit(transaction, new Change(action, "machine", entry.Serial, before, entry), cancellation);
        return result.Held > 0 ? new Entered(Verdict.Held, result.HeldOnes[0].Reason, []) : new Entered(Verdict.Accepted, null, []);
    }

    async Task<IReadOnlyList<string>> Odd(Entry entry, Known known, DbConnection connection, CancellationToken cancellation)
    {
        var (odd, past) = (new List<string>(), known.Past);
        if (entry.ReadOn > DateOnly.FromDateTime(trail.Now.UtcDateTime.AddDays(1)))
            odd.Add("The day lies ahead.");
        var period = past.Window.MonthOf(entry.ReadOn);
        if (entry is { Event: ReadingEvent.None, Source: not (ReadingSource.Final or ReadingSource.Call) } && !past.Window.Holds(entry.ReadOn, period.LastDay))
            odd.Add($"It closes no month: {period} closes by a reading from {Numerals.Day(past.Window.Earliest(period.LastDay))} to {Numerals.Day(past.Window.Latest(period.LastDay))}.");
        if (UseHistory.Since(past, period.FirstDay.AddDays(past.Window.DaysAfter - 1), entry.ReadOn) is { } before)
        {
            var average = await UseHistory.Average(database, connection, known.Meter, period, past.Window, cancellation);
            var copies = before.Copies + past.Step(before.After, entry.Reading);
            var months = Math.Max(1, period.MonthsSince(past.Window.MonthOf(before.Since)));
            if (known.Odd.Why(copies, average * months) is { } why)
                odd.Add(why);
        }

        return odd;
    }

    /// <summary>A meter and what is known of it.</summary>
    sealed record Known(int Meter, MeterPast Past, OddRules Odd)
    {
        /// <summary>What is kept of the day of a reading that takes its place.</summary>
        public Entry? At(Entry entry) => Past.Readings.Where(known => known.Reading.Date == entry.ReadOn).OrderBy(known => known.Counts).Select(known => known.Reading)
            .Select(reading => entry with { Value = reading.Value, Event = reading.Event, NewStart = reading.NewStart, Source = reading.Source, Test = reading.Test }).LastOrDefault();

        public static async Task<Known> Of(
            Database database, DbConnection connection, string serial, string type, DateOnly since, CancellationToken cancellation)
        {
            var rules = await IntakeRules.Read(connection, cancellation);
            var meter = await MeterLookup.Find(connection, serial, type, cancellation);
            var pasts = await new MeterPasts(database, connection, rules).Load([meter], since, cancellation);
            return new(meter, pasts[meter], new OddRules(rules.Rules.OddPercent));
        }
    }
}
