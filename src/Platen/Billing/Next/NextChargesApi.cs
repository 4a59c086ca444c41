using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell.Access;

namespace Platen.Billing.Next;

static class NextChargesApi
{
    public static void MapNextCharges(this RouteGroupBuilder api) =>
        api.MapGet("contracts/{number}/next-charges", Of).WithTags("Contracts").WithName("ListNextCharges").Needs(BillingPermissions.Read)
            .WithSummary("For which periods a contract's pools and meters are charged next: minimum and copies")
            .WithDescription("machine: a serial; only what its meters are charged with.");

    static async Task<Results<Ok<IReadOnlyList<NextChargeRow>>, NotFound>> Of(string number, string? machine, ShowNextCharges show, CancellationToken cancellation) =>
        await show.Run(number, machine, cancellation) is { } rows ? TypedResults.Ok(rows) : TypedResults.NotFound();
}
