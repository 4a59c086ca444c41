using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;

namespace Platen.Billing.Credits;

/// <summary>
/// Lets closing readings as they should have been take the place of those that were billed, at the same day and with what happened to
/// the counter then (RD-10). Those that were billed are kept, superseded (CR-3).
/// </summary>
static class CorrectReadings
{
    /// <param name="usage">What was billed of the charges that are credited.</param>
    public static async Task<List<Change>> Write(
        Database database, WriteTransaction write, Db db, long revision, IReadOnlyList<BilledUsage> usage, IReadOnlyList<RightReading> right, AuditTrail trail, CancellationToken cancellation)
    {
        var changes = new List<Change>();
        foreach (var asked in right)
        {
            if (asked is not { Serial: { } serial, Meter: { } type, Value: { } value } || value < 0)
                throw new Refusal("A corrected reading is told as machine, meter and a value of 0 or more: SERIAL:METER=VALUE.");
            var meter = await MeterLookup.Find(write.Connection, serial, type, cancellation);
            if (usage.FirstOrDefault(row => row.MeterId == meter) is not { } billed)
                throw new Refusal($"{type} of {serial} was not counted on this invoice. Correct a reading on the invoice that it stands on.");
            var kept = await db.Readings.Where(reading => reading.MeterId == meter && reading.ReadOn == billed.ClosedOn && reading.Value == billed.Closing && reading.State == ReadingState.Accepted)
                .OrderByDescending(reading => reading.Id).FirstOrDefaultAsync(cancellation);
            var reading = new MeterReading(billed.ClosedOn, value, ReadingSource.Manual, kept?.Event ?? ReadingEvent.None, kept?.NewStart ?? 0,
                Test: kept?.ToReading().Test ?? TestCopies.None);
            using var intake = new ReadingIntake(database);
            intake.Add(meter, reading);
            var result = await intake.Write(write, revision, new Capture(trail.Now, trail.Who.Name, IsByHand: true), null, cancellation);
            if (result.Held > 0)
                throw new Refusal($"The reading of {serial} {type} cannot be corrected so. {result.HeldOnes[0].Reason}");
            if (!result.ChangedNothing)
                changes.Add(new Change("reading.corrected", "machine", serial, new { type, billed.ClosedOn, billed.Closing }, new { type, billed.ClosedOn, closing = value }));
        }

        return changes;
    }
}
