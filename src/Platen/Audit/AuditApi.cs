using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Audit;

static class AuditApi
{
    const string Filters = "q: text of the record, before or after. who, action: a part. kind, subject: exact. from, to: days, both included.";

    public static void MapAudit(this RouteGroupBuilder api)
    {
        var audit = api.MapGroup("").WithTags("Audit trail").Needs(AuditPermissions.Read);
        audit.MapGet("audit", (ListAudit list, HttpContext context, CancellationToken cancellation) => Api.Page(context, query => list.Run(query, cancellation)))
            .WithName("ListAudit").WithSummary("Who changed what, when and from where; the latest first")
            .WithDescription($"{Filters} sort: number, who, action, subject; with - descending. page: from 1.");
        audit.MapGet("audit/{number:long}", Show).WithName("GetAuditEntry").WithSummary("One entry, with the record before and after");
        audit.MapGet("audit.csv", Export).WithName("ExportAudit").WithSummary("The audit trail as CSV, oldest first, with every entry's hash")
            .WithDescription(Filters).Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    static async Task<Results<Ok<AuditView>, NotFound>> Show(long number, ShowEntry show, CancellationToken cancellation) =>
        await show.Run(number, cancellation) is { } entry ? TypedResults.Ok(entry) : TypedResults.NotFound();

    static PushStreamHttpResult Export(ExportAudit export, HttpContext context, CancellationToken cancellation) => TypedResults.Stream(
        async body =>
        {
            await using var text = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true);
            await export.Run(text, ListQuery.From(context.Request.QueryString.Value ?? ""), cancellation);
        },
        "text/csv", "audit.csv");
}
