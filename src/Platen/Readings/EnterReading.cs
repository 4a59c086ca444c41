using System.Data.Common;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>A reading as a person enters it.</summary>
/// <param name="NewStart">With a reset: what the new counter showed first; the value is the old one's last (RD-5).</param>
sealed record Entry(
    string Serial, string Meter, DateOnly ReadOn, long Value, ReadingEvent Event = ReadingEvent.None, long NewStart = 0,
    ReadingSource Source = ReadingSource.Manual);

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
        var meter = await MeterLookup.Find(connection, entry.Serial, entry.Meter, cancellation);
        var pasts = await MeterPasts.Load(database, connection, [meter], entry.ReadOn, cancellation);
        var judgement = HoldRules.Judge(pasts[meter], [Reading(entry)], byHand: true)[0];
        return new Entered(judgement.Verdict, judgement.Reason, await Odd(entry, meter, pasts[meter], connection, cancellation));
    }

    /// <summary>Keeps the reading: accepted, or held with the reason. The same one again changes nothing.</summary>
    public async Task<Entered> Run(Entry entry, CancellationToken cancellation)
    {
        if (entry.Value < 0 || entry.NewStart < 0)
            throw new Refusal("A counter is never below 0.");

        await using var transaction = await database.Write(cancellation);
        // The revision first: whoever else enters this meter now waits, and then sees this reading.
        var revision = await Sequences.Take(transaction.Connection, Sequences.Revision, 1, cancellation);
        var meter = await MeterLookup.Find(transaction.Connection, entry.Serial, entry.Meter, cancellation);
        var pasts = await MeterPasts.Load(database, transaction.Connection, [meter], entry.ReadOn, cancellation);
        var odd = await Odd(entry, meter, pasts[meter], transaction.Connection, cancellation);
        using var intake = new ReadingIntake(database);
        intake.Add(meter, Reading(entry));
        var result = await intake.Write(transaction, revision, new Capture(trail.Now, trail.Who.Name, IsByHand: true), null, cancellation);
        if (result.ChangedNothing)
            return new Entered(Verdict.Ignored, null, odd);

        await trail.Commit(transaction, new Change("reading.entered", "machine", entry.Serial, After: entry), cancellation);
        return result.Held > 0 ? new Entered(Verdict.Held, result.HeldOnes[0].Reason, odd) : new Entered(Verdict.Accepted, null, odd);
    }

    static MeterReading Reading(Entry entry) => new(
        entry.ReadOn, entry.Value, entry.Source, entry.Event, entry.Event == ReadingEvent.Reset ? entry.NewStart : 0);

    async Task<IReadOnlyList<string>> Odd(
        Entry entry, int meter, MeterPast past, DbConnection connection, CancellationToken cancellation)
    {
        var odd = new List<string>();
        if (entry.ReadOn > DateOnly.FromDateTime(trail.Now.UtcDateTime.AddDays(1)))
            odd.Add("The day lies ahead.");
        var period = CaptureMonth.Of(entry.ReadOn);
        if (UseHistory.Since(past, period.FirstDay.AddDays(Counting.DaysAfter - 1), entry.ReadOn) is { } before)
        {
            var average = await UseHistory.Average(database, connection, meter, period, cancellation);
            var copies = before.Copies + Counting.Step(before.After, Reading(entry), past.RollsOverAt);
            var months = Math.Max(1, period.MonthsSince(CaptureMonth.Of(before.Since)));
            if (OddRules.Why(copies, average * months) is { } why)
                odd.Add(why);
        }

        return odd;
    }
}
