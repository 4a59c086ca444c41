using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>Meters that get a count cycle; null takes it from them.</summary>
public sealed record NewAssignment([property: Required] CountChoice? Meters, string? Cycle = null);

/// <summary>A count cycle for a machine's meters; null takes it from them.</summary>
/// <param name="Meter">One of them; null: all.</param>
public sealed record CycleOfMachine(string? Cycle = null, string? Meter = null);

static class CountsApi
{
    public static void MapCounts(this RouteGroupBuilder api)
    {
        var counts = api.MapGroup("counts").WithTags("Counts");
        counts.MapGet("", (CountRuns runs, HttpContext context, CancellationToken cancellation) => Api.Page(context, query => runs.List(query, cancellation)))
            .WithName("ListCounts").Needs(ReadingPermissions.Read).WithSummary("Counts, the latest first");
        counts.MapPost("", async (CountChoice choice, bool? tried, MakeCountRun make, CancellationToken cancellation) => TypedResults.Ok(await make.Run(choice, tried ?? false, cancellation)))
            .WithName("MakeCount").Needs(ReadingPermissions.Edit).WithSummary("Extract the meters that are counted together to a day").WithDescription("tried=true answers the same and keeps nothing.");
        counts.MapGet("{id:int}", async (int id, CountRuns runs, CancellationToken cancellation) => TypedResults.Ok(await runs.Show(id, cancellation)))
            .WithName("GetCount").Needs(ReadingPermissions.Read).WithSummary("A count's meters, the doubtful first");
        counts.MapPost("{id}/finalise", async (int id, bool? tried, FinaliseCount finalise, CancellationToken cancellation) => TypedResults.Ok(await finalise.Run(id, tried ?? false, cancellation)))
            .WithName("FinaliseCount").Needs(ReadingPermissions.Edit).WithSummary("Write down what was counted, and by which terms it is priced").WithDescription("tried=true answers the same and keeps nothing.");
        counts.MapPost("cycles", async (NewAssignment asked, AssignCycle assign, CancellationToken cancellation) => TypedResults.Ok(await assign.Run(asked.Cycle, asked.Meters!, cancellation)))
            .WithName("AssignCountCycle").Needs(ReadingPermissions.Edit).WithSummary("Give the meters of a choice a count cycle");
        counts.MapPost("{id:int}/requests", async (int id, AskForReadings ask, CancellationToken cancellation) => TypedResults.Ok(await ask.OfCount(id, cancellation)))
            .WithName("AskForCount").Needs(ReadingPermissions.Edit).WithSummary("Ask the customers of what is missing of a count, by mail with a link; remind those asked before");
        counts.MapGet("cycles/{serial}", async (string serial, MeterCycles cycles, CancellationToken cancellation) => TypedResults.Ok(await cycles.Of(serial, cancellation)))
            .WithName("GetMeterCycles").Needs(ReadingPermissions.Read).WithSummary("The count cycles of a machine's meters");
        counts.MapPost("cycles/{serial}", Give).WithName("SetMeterCycle").Needs(ReadingPermissions.Edit)
            .WithSummary("Give a machine's meters a count cycle").WithDescription("meter: one of them; all where none is named. cycle: none takes it from them.");
    }

    static async Task<Ok<IReadOnlyList<CycleOfMeter>>> Give(string serial, CycleOfMachine asked, AssignCycle assign, MeterCycles cycles, CancellationToken cancellation)
    {
        await assign.ToMachine(serial, asked.Meter, asked.Cycle, cancellation);
        return TypedResults.Ok(await cycles.Of(serial, cancellation));
    }
}
