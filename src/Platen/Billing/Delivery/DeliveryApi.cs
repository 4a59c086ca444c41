using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Delivery;

/// <summary>A month whose posted invoices are to go out.</summary>
public sealed record NewDelivery([property: Required] Period? Period);

static class DeliveryApi
{
    public static void MapDeliveries(this RouteGroupBuilder api)
    {
        var deliveries = api.MapGroup("deliveries").WithTags("Deliveries");
        deliveries.MapGet("", List).WithName("ListDeliveries").Needs(BillingPermissions.Read)
            .WithSummary("A month's posted invoices, with how each goes out and how far it is")
            .WithDescription("period: the month. q: part of the payer. state: open, failed, print. sort: number, payer, total; with - descending. page: from 1.");
        deliveries.MapPost("", async (NewDelivery asked, DeliverInvoices deliver, CancellationToken cancellation) =>
                TypedResults.Ok(await deliver.Run(asked.Period!.Value, null, cancellation)))
            .WithName("DeliverInvoices").Needs(BillingPermissions.Deliver).WithSummary("Send a month's posted invoices, each once; called again, it does what is left");
        deliveries.MapGet("print", async ([Required] string period, PrintPack pack, CancellationToken cancellation) =>
                TypedResults.File(await pack.Run(AskedMonth.Of(period), cancellation), "application/pdf", $"invoices-{period}.pdf"))
            .WithName("GetPrintPack").Needs(BillingPermissions.Read).WithSummary("A month's invoices that go out on paper, in one PDF")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
    }

    static Task<Ok<PageOf<DeliveryRow>>> List([Required] string period, ListDeliveries list, HttpContext context, CancellationToken cancellation) =>
        Api.Page(context, query => list.Run(AskedMonth.Of(period), query, cancellation));
}
