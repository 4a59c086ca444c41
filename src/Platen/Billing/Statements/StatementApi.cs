using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell.Access;

namespace Platen.Billing.Statements;

static class StatementApi
{
    public static void MapStatements(this RouteGroupBuilder api) =>
        api.MapGet("customers/{code}/statement", Show).WithTags("Invoices").WithName("GetStatement").Needs(BillingPermissions.Read)
            .WithSummary("A payer's invoices and credit notes by date, with a running balance in each currency")
            .WithDescription("from, until: days like 2026-01-31; what is dated before is told as one sum.");

    static async Task<Results<Ok<Statement>, NotFound>> Show(string code, DateOnly? from, DateOnly? until, ShowStatement show, CancellationToken cancellation) =>
        await show.Run(code, from, until, cancellation) is { } statement ? TypedResults.Ok(statement) : TypedResults.NotFound();
}
