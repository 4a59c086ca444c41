using Microsoft.AspNetCore.Http.HttpResults;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Accounting.Suppliers;

static class PayablesApi
{
    public static void MapPayables(this RouteGroupBuilder api)
    {
        api.MapGroup("payables").WithTags("Suppliers").MapGet("", (ListPayables list, HttpContext context, CancellationToken cancellation) =>
                Api.Page(context, query => list.Run(query, cancellation)))
            .WithName("ListPayables").Needs(AccountingPermissions.Read)
            .WithSummary("What is owed to back-to-back suppliers for what customers were billed; the open lines, or all")
            .WithDescription("q: part of supplier, contract or charge. supplier, contract, machine, period, state: all. sort: supplier, contract, period, charge, amount; with - descending. page: from 1.");
        var invoices = api.MapGroup("supplier-invoices").WithTags("Suppliers");
        invoices.MapGet("", (ListSupplierInvoices list, HttpContext context, CancellationToken cancellation) =>
                Api.Page(context, query => list.Run(query, cancellation)))
            .WithName("ListSupplierInvoices").Needs(AccountingPermissions.Read).WithSummary("Suppliers' invoices that were recorded")
            .WithDescription("q: part of number or supplier. supplier. sort: supplier, number, dated, total; with - descending. page: from 1.");
        invoices.MapPost("", Record).WithName("RecordSupplierInvoice").Needs(AccountingPermissions.Payables)
            .WithSummary("Record a supplier's invoice from lines that are owed; each line stands on one invoice");
    }

    static async Task<Ok<RecordedInvoice>> Record(NewSupplierInvoice invoice, RecordSupplierInvoice record, CancellationToken cancellation) =>
        TypedResults.Ok(await record.Run(invoice, cancellation));
}
