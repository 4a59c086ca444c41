using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Readings;

/// <summary>A reading as a program hands it in.</summary>
/// <param name="Date">The day at whose end the counter showed the value.</param>
/// <param name="Source">Where it came from; a call's is a technician's, and is not billed by itself.</param>
/// <param name="TestCopies">Copies up to it that are not the customer's.</param>
/// <param name="TestPercent">The same as a part of those made, in percent.</param>
/// <param name="Event">reset: the value is the old counter's last, and newStart what the new one shows; rollover: the counter passed its end.</param>
public sealed record NewReading(
    [property: Required] string? Serial,
    [property: Required] string? Meter,
    [property: Required] DateOnly? Date,
    [property: Required, Range(0, long.MaxValue)] long? Value,
    ReadingEvent Event = ReadingEvent.None,
    [property: Range(0, long.MaxValue)] long NewStart = 0,
    ReadingSource Source = ReadingSource.Import,
    [property: Range(0, int.MaxValue)] int TestCopies = 0,
    [property: Range(0, 100)] decimal TestPercent = 0);

/// <summary>A counter that goes on from another number at the end of a day.</summary>
public sealed record MovedCounter(
    [property: Required] string? Serial, [property: Required] string? Meter, [property: Required] DateOnly? Date, [property: Required, Range(0, long.MaxValue)] long? To);

/// <summary>A month whose missing readings customers are asked for.</summary>
public sealed record AskedFor([property: Required] Period? Period);

/// <summary>Missing readings of a month that nobody can take any more.</summary>
/// <param name="To">call: a technician's last reading of the period; average: the last reading and an average month; prior: the last reading, no copies.</param>
/// <param name="Contract">Only this contract's meters.</param>
/// <param name="Machine">Only this machine's meters.</param>
public sealed record NewSubstitutes([property: Required] Period? Period, [property: Required] Substitute? To, string? Contract = null, string? Machine = null);

static class ReadingsApi
{
    public static void MapReadings(this RouteGroupBuilder api)
    {
        var readings = api.MapGroup("readings").WithTags("Readings");
        readings.MapGet("", List).WithName("ListReadings").Needs(ReadingPermissions.Read)
            .WithSummary("The meters due for reading in a period, and what came in")
            .WithDescription("period: the month. state: missing, held, odd, read, review, estimated. q, customer, contract, machine, sort, page.");
        readings.MapGet("held", Held).WithName("ListHeldReadings").Needs(ReadingPermissions.Read)
            .WithSummary("Every reading that waits for a decision, of any month");
        readings.MapPost("{id}/decision", Decide).WithName("DecideReading").Needs(ReadingPermissions.Edit)
            .WithSummary("Decide on a reading that is held or looks odd")
            .WithDescription("decision: accept, rollover, correct (value), reset (value: the old counter's last; newStart; date), counter-moved, test-copies (testCopies, testPercent), looks-right, let-go.");
        readings.MapPost("missing", SetMissing).WithName("SetMissingReadings").Needs(ReadingPermissions.Edit)
            .WithSummary("Set missing readings to a technician's, to the average or to the prior reading, marked as such");
        readings.MapPost("requests", Ask).WithName("AskForReadings").Needs(ReadingPermissions.Edit)
            .WithSummary("Ask the customers of machines that nobody has read, by mail with a link; remind those asked before");
        readings.MapPost("counter", MoveCounter).WithName("MoveCounter").Needs(ReadingPermissions.Edit)
            .WithSummary("The counter goes on from another number; nothing is counted or charged");
        readings.MapPost("", Enter).WithName("EnterReading").Needs(ReadingPermissions.Edit)
            .WithSummary("Enter a reading; the answer tells whether it is held, and what is odd about it");
        api.MapGet("machines/{serial}/readings", (string serial, ReadingHistory history, HttpContext context, CancellationToken cancellation) =>
                Api.Page(context, query => history.Run(serial, query, cancellation)))
            .WithTags("Readings").WithName("ListMachineReadings").Needs(ReadingPermissions.Read)
            .WithSummary("All that was ever read of a machine, the latest first")
            .WithDescription("meter: a type. state: accepted, held, superseded. sort: date, meter, value; with - descending. page: from 1.");
    }

    static async Task<Ok> Decide(long id, ReadingDecision decision, AcceptHeld accept, CancellationToken cancellation)
    {
        await decision.Make(id, accept, cancellation);
        return TypedResults.Ok();
    }

    static Task<Ok<PageOf<HeldReadingRow>>> Held(HeldReadings held, HttpContext context, CancellationToken cancellation) =>
        Api.Page(context, query => held.Run(query, cancellation));

    static Task<Ok<PageOf<CaptureRow>>> List([Required] string period, CaptureGrid grid, HttpContext context, CancellationToken cancellation) =>
        Api.Page(context, (ListQuery query) => grid.Run(
            AskedMonth.Of(period), query, cancellation));

    static async Task<Ok<Substituted>> SetMissing(NewSubstitutes asked, SubstituteReadings set, CancellationToken cancellation) =>
        TypedResults.Ok(await set.Run(asked.Period!.Value, asked.To!.Value, new CaptureFilter(Contract: asked.Contract, Machine: asked.Machine), cancellation));

    static async Task<Ok<CustomersAsked>> Ask(AskedFor asked, AskForReadings ask, CancellationToken cancellation) =>
        TypedResults.Ok(await ask.Run(asked.Period!.Value, remindersOnly: false, cancellation));

    static async Task<Ok<Entered>> Enter(NewReading reading, EnterReading enter, CancellationToken cancellation) =>
        TypedResults.Ok(await enter.Run(
            new Entry(reading.Serial!, reading.Meter!, reading.Date!.Value, reading.Value!.Value, reading.Event, reading.NewStart, reading.Source,
                TestCopyWords.Read(reading.TestCopies, reading.TestPercent)),
            cancellation));

    static async Task<Ok<Entered>> MoveCounter(MovedCounter moved, EnterReading enter, CancellationToken cancellation) =>
        TypedResults.Ok(await enter.MoveCounter(moved.Serial!, moved.Meter!, moved.Date!.Value, moved.To!.Value, cancellation));
}
