using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Billing.Statements.Pdf;
using Platen.Shell.Access;

namespace Platen.Billing.Statements;

static class StatementApi
{
    public static void MapStatements(this RouteGroupBuilder api)
    {
        api.MapGet("customers/{code}/statement", Show).WithTags("Invoices").WithName("GetStatement").Needs(BillingPermissions.Read)
            .WithSummary("A payer's invoices and credit notes by date, with a running balance in each currency")
            .WithDescription("from, until: days like 2026-01-31; what is dated before is told as one sum.");
        api.MapGet("customers/{code}/statement/pdf", Pdf).WithTags("Invoices").WithName("GetStatementPdf").Needs(BillingPermissions.Read)
            .WithSummary("A payer's statement in print").WithDescription("from, until: as with the statement itself.")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
    }

    static async Task<Results<Ok<Statement>, NotFound>> Show(string code, DateOnly? from, DateOnly? until, ShowStatement show, CancellationToken cancellation) =>
        await show.Run(code, from, until, cancellation) is { } statement ? TypedResults.Ok(statement) : TypedResults.NotFound();

    static async Task<Results<FileContentHttpResult, NotFound>> Pdf(string code, DateOnly? from, DateOnly? until, ShowStatement show, CancellationToken cancellation) =>
        await show.Run(code, from, until, cancellation) is { } statement
            ? TypedResults.File(StatementPdf.Of(statement), "application/pdf", $"statement-{code}.pdf")
            : TypedResults.NotFound();
}
