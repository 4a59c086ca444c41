using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Readings;

/// <summary>A reading as a program hands it in.</summary>
/// <param name="Date">The day at whose end the counter showed the value.</param>
/// <param name="Event">reset: the value is the old counter's last, and newStart what the new one shows; rollover: the counter passed its end.</param>
public sealed record NewReading(
    [property: Required] string? Serial,
    [property: Required] string? Meter,
    [property: Required] DateOnly? Date,
    [property: Required, Range(0, long.MaxValue)] long? Value,
    ReadingEvent Event = ReadingEvent.None,
    [property: Range(0, long.MaxValue)] long NewStart = 0);

static class ReadingsApi
{
    public static void MapReadings(this RouteGroupBuilder api)
    {
        var readings = api.MapGroup("readings").WithTags("Readings");
        readings.MapGet("", List).WithName("ListReadings").Needs(ReadingPermissions.Read)
            .WithSummary("The meters due for reading in a period, and what came in")
            .WithDescription("period: the month. state: missing, held, odd, read, review. q, customer, contract, machine, sort, page.");
        readings.MapPost("", Enter).WithName("EnterReading").Needs(ReadingPermissions.Edit)
            .WithSummary("Enter a reading; the answer tells whether it is held, and what is odd about it");
    }

    static Task<Ok<PageOf<CaptureRow>>> List([Required] string period, CaptureGrid grid, HttpContext context, CancellationToken cancellation) =>
        Api.Page(context, (ListQuery query) => grid.Run(
            AskedMonth.Of(period), query, cancellation));

    static async Task<Ok<Entered>> Enter(NewReading reading, EnterReading enter, CancellationToken cancellation) =>
        TypedResults.Ok(await enter.Run(
            new Entry(reading.Serial!, reading.Meter!, reading.Date!.Value, reading.Value!.Value, reading.Event, reading.NewStart, ReadingSource.Import),
            cancellation));
}
