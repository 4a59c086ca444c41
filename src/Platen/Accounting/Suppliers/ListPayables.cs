using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Accounting.Suppliers;

/// <summary>What is owed to back-to-back suppliers for charges that customers were billed: the open ones, unless all are asked for.</summary>
[Needs(AccountingPermissions.Read)]
sealed class ListPayables(Db db)
{
    /// <summary>The value of the state filter that leaves none out.</summary>
    public const string All = "all";

    public Task<ListPage<PayableRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var (supplier, contract, all) = (query["supplier"], query["contract"], query["state"] == All);
        var machine = query["machine"] is { } serial ? $"/{serial}/" : null;
        Period? period = Period.TryParse(query["period"], out var named) ? named : null;
        var rows =
            from payable in db.Payables
            join its in db.Contracts on payable.ContractId equals its.Id
            join party in db.Customers on payable.Supplier equals party.Code
            join line in db.SupplierInvoiceLines on new { payable.ContractId, payable.Charge, payable.Period, payable.Take } equals new { line.ContractId, line.Charge, line.Period, line.Take } into lines
            from line in lines.DefaultIfEmpty()
            join invoice in db.SupplierInvoices on line.SupplierInvoiceId equals invoice.Id into invoices
            from invoice in invoices.DefaultIfEmpty()
            where payable.Amount != 0
            where all || line == null
            where supplier == null || payable.Supplier == supplier
            where contract == null || its.Number == contract
            where period == null || payable.Period == period
            where machine == null || payable.Charge.Contains(machine)
            where text == "" || party.Name.ToLower().Contains(text) || its.Number.ToLower().Contains(text) || payable.Charge.ToLower().Contains(text)
            select new PayableRow
            {
                Supplier = payable.Supplier,
                SupplierName = party.Name,
                Contract = its.Number,
                Charge = payable.Charge,
                Period = payable.Period,
                Currency = payable.Currency,
                Amount = payable.Amount,
                Invoice = invoice == null ? null : invoice.Number,
            };
        return rows.ToPage(query, "period", new()
        {
            ["supplier"] = row => row.SupplierName,
            ["contract"] = row => row.Contract,
            ["period"] = row => row.Period,
            ["charge"] = row => row.Charge,
            ["amount"] = row => row.Amount,
        }, cancellation);
    }

    /// <summary>To whom something was ever owed, and for which months: what one may look for (B-4).</summary>
    public async Task<PayableChoices> Choices(CancellationToken cancellation)
    {
        var suppliers = await (
            from party in db.Customers
            where db.Payables.Any(payable => payable.Supplier == party.Code)
            orderby party.Name
            select new { party.Code, party.Name }).ToListAsync(cancellation);
        var months = await db.Payables.Select(payable => payable.Period).Distinct().OrderByDescending(period => period).ToListAsync(cancellation);
        return new PayableChoices(suppliers.ConvertAll(party => (party.Code, party.Name)), months);
    }
}

/// <summary>Suppliers by name, and months, the latest first.</summary>
sealed record PayableChoices(IReadOnlyList<(string Code, string Name)> Suppliers, IReadOnlyList<Period> Months);

/// <summary>Something owed to a supplier.</summary>
public sealed record PayableRow
{
    public required string Supplier { get; init; }
    public required string SupplierName { get; init; }
    public required string Contract { get; init; }

    /// <summary>The key of the charge that the customer was billed: <c>pool/Mono</c>.</summary>
    public required string Charge { get; init; }
    public required Period Period { get; init; }
    public required string Currency { get; init; }
    [JsonConverter(typeof(AmountJson))]
    public required decimal Amount { get; init; }

    /// <summary>The number of the supplier's invoice that it stands on; null while open.</summary>
    public string? Invoice { get; init; }
}
