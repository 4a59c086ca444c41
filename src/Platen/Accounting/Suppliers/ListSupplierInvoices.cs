using System.Text.Json.Serialization;
using Platen.Data;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Accounting.Suppliers;

/// <summary>The suppliers' invoices that were recorded, newest first.</summary>
[Needs(AccountingPermissions.Read)]
sealed class ListSupplierInvoices(Db db)
{
    public Task<ListPage<SupplierInvoiceRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var supplier = query["supplier"];
        var rows =
            from invoice in db.SupplierInvoices
            join party in db.Customers on invoice.Supplier equals party.Code
            where supplier == null || invoice.Supplier == supplier
            where text == "" || invoice.Number.ToLower().Contains(text) || party.Name.ToLower().Contains(text)
            select new SupplierInvoiceRow
            {
                Supplier = invoice.Supplier,
                SupplierName = party.Name,
                Number = invoice.Number,
                Dated = invoice.Dated,
                Currency = invoice.Currency,
                Total = invoice.Total,
                Lines = db.SupplierInvoiceLines.Count(line => line.SupplierInvoiceId == invoice.Id),
                RecordedBy = invoice.RecordedBy,
            };
        return rows.ToPage(query, "-dated", new()
        {
            ["supplier"] = row => row.SupplierName,
            ["number"] = row => row.Number,
            ["dated"] = row => row.Dated,
            ["total"] = row => row.Total,
        }, cancellation);
    }
}

/// <summary>A supplier's invoice in the list.</summary>
public sealed record SupplierInvoiceRow
{
    public required string Supplier { get; init; }
    public required string SupplierName { get; init; }
    public required string Number { get; init; }
    public required DateOnly Dated { get; init; }
    public required string Currency { get; init; }
    [JsonConverter(typeof(AmountJson))]
    public required decimal Total { get; init; }
    public required int Lines { get; init; }
    public required string RecordedBy { get; init; }
}
