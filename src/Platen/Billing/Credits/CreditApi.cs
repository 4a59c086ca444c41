using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell.Access;
using Platen.Shell.Calls;

namespace Platen.Billing.Credits;

static class CreditApi
{
    public static void MapCredits(this RouteGroupBuilder api)
    {
        var invoice = api.MapGroup("invoices/{number}/credit").WithTags("Invoices").Needs(BillingPermissions.Void);
        invoice.MapPost("", Credit).WithName("CreditInvoice")
            .WithSummary("Credit a posted invoice; bill its period again, or write an invoice by hand in its place")
            .WithDescription("What goes back together is credited together, each by a note of its own. Repeated with the way rebill after it was cut off, it goes on.");
        invoice.MapPost("preview", Preview).WithName("PreviewCredit").WithMetadata(ChangesNothing.Mark)
            .WithSummary("What a credit would do: notes, what takes the invoice's place, and the difference; nothing is kept");
        var byHand = api.MapGroup("invoices").WithTags("Invoices").Needs(BillingPermissions.Void);
        byHand.MapPost("", Write).WithName("WriteInvoice").WithSummary("Write an invoice by hand that takes no other's place")
            .WithDescription("Its lines are of no charge: nothing is counted by it. It is of the month of its date, which is open.");
        byHand.MapPost("preview", PreviewWritten).WithName("PreviewInvoice").WithMetadata(ChangesNothing.Mark).WithSummary("The same invoice by hand; nothing is kept");
    }

    static async Task<Ok<CreditAnswer>> Credit(string number, CreditRequest request, CreditInvoice credit, CancellationToken cancellation) =>
        TypedResults.Ok(await credit.Run(number, request, null, cancellation));

    static async Task<Ok<InvoiceAnswer>> Write(NewInvoice request, WriteInvoice write, CancellationToken cancellation) =>
        TypedResults.Ok(await write.Run(request, cancellation));

    static async Task<Ok<InvoiceAnswer>> PreviewWritten(NewInvoice request, WriteInvoice write, CancellationToken cancellation) =>
        TypedResults.Ok(await write.Preview(request, cancellation));

    static async Task<Ok<CreditAnswer>> Preview(string number, CreditRequest request, PreviewCredit preview, CancellationToken cancellation) =>
        TypedResults.Ok(await preview.Run(number, request, cancellation));
}
