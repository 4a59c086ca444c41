using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Billing.Invoices.Pdf;
using Platen.Shell.Access;

namespace Platen.Billing.Invoices;

/// <summary>Posted invoices, for programs and for the page's link.</summary>
static class InvoicesApi
{
    public static void MapInvoices(this RouteGroupBuilder api) => api.MapGroup("invoices").WithTags("Invoices").Needs(BillingPermissions.Read)
        .MapGet("{number}/pdf", Pdf).WithName("GetInvoicePdf").WithSummary("An invoice as its customer gets it, in print")
        .Produces(StatusCodes.Status200OK, contentType: "application/pdf");

    static async Task<Results<FileContentHttpResult, NotFound>> Pdf(string number, ShowInvoice show, CancellationToken cancellation) =>
        await show.Posted(number, cancellation) is { } invoice
            ? TypedResults.File(InvoicePdf.Of(invoice), "application/pdf", $"{invoice.Number}.pdf")
            : TypedResults.NotFound();
}
