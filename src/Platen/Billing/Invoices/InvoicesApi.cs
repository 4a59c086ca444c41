using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Billing.Invoices.Pdf;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Invoices;

/// <summary>Posted invoices, for programs and for the page's link.</summary>
static class InvoicesApi
{
    public static void MapInvoices(this RouteGroupBuilder api)
    {
        var invoices = api.MapGroup("invoices").WithTags("Invoices").Needs(BillingPermissions.Read);
        invoices.MapGet("", (ListInvoices list, HttpContext context, CancellationToken cancellation) => Api.Page(context, query => list.Run(query, cancellation)))
            .WithName("ListInvoices").WithSummary("Posted invoices, the newest first")
            .WithDescription("q: a number, or part of the payer. period: a month. customer: the payer's code. contract, group, machine, run: exact. sort: number, date, period, payer, contract, net, total; with - descending. page: from 1.");
        invoices.MapGet("{number}", Show).WithName("GetInvoice").WithSummary("An invoice with all that explains it: readings, prices, and the why of every line");
        invoices.MapGet("{number}/pdf", Pdf).WithName("GetInvoicePdf").WithSummary("An invoice as its customer gets it, in print")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
    }

    static async Task<Results<Ok<ShownInvoice>, NotFound>> Show(string number, ShowInvoice show, CancellationToken cancellation) =>
        await show.Posted(number, cancellation) is { } invoice ? TypedResults.Ok(invoice) : TypedResults.NotFound();

    static async Task<Results<FileContentHttpResult, NotFound>> Pdf(string number, ShowInvoice show, CancellationToken cancellation) =>
        await show.Posted(number, cancellation) is { } invoice
            ? TypedResults.File(InvoicePdf.Of(invoice), "application/pdf", $"{invoice.Number}.pdf")
            : TypedResults.NotFound();
}
