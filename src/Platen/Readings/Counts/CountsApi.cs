using System.ComponentModel.DataAnnotations;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Readings;

/// <summary>Meters that get a count cycle; null takes it from them.</summary>
public sealed record NewAssignment([property: Required] CountChoice? Meters, string? Cycle = null);

static class CountsApi
{
    public static void MapCounts(this RouteGroupBuilder api)
    {
        var counts = api.MapGroup("counts").WithTags("Counts").Needs(ReadingPermissions.Edit);
        counts.MapGet("", (CountRuns runs, HttpContext context, CancellationToken cancellation) => Api.Page(context, query => runs.List(query, cancellation)))
            .WithName("ListCounts").WithSummary("Counts, the latest first");
        counts.MapPost("", async (CountChoice choice, bool? tried, MakeCountRun make, CancellationToken cancellation) => TypedResults.Ok(await make.Run(choice, tried ?? false, cancellation)))
            .WithName("MakeCount").WithSummary("Extract the meters that are counted together to a day").WithDescription("tried=true answers the same and keeps nothing.");
        counts.MapGet("{id:int}", async (int id, CountRuns runs, CancellationToken cancellation) => TypedResults.Ok(await runs.Show(id, cancellation)))
            .WithName("GetCount").WithSummary("A count's meters, the doubtful first");
        counts.MapPost("{id}/finalise", async (int id, bool? tried, FinaliseCount finalise, CancellationToken cancellation) => TypedResults.Ok(await finalise.Run(id, tried ?? false, cancellation)))
            .WithName("FinaliseCount").WithSummary("Write down what was counted, and by which terms it is priced").WithDescription("tried=true answers the same and keeps nothing.");
        counts.MapPost("cycles", async (NewAssignment asked, AssignCycle assign, CancellationToken cancellation) => TypedResults.Ok(await assign.Run(asked.Cycle, asked.Meters!, cancellation)))
            .WithName("AssignCountCycle").WithSummary("Give the meters of a choice a count cycle");
    }
}
