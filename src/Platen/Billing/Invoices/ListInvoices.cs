using System.Globalization;
using System.Text.Json.Serialization;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Billing.Invoices;

/// <summary>The list of posted invoices, newest first: by number or payer, month, customer, contract, charge group, machine or run.</summary>
[Needs(BillingPermissions.Read)]
sealed class ListInvoices(Db db)
{
    public Task<ListPage<InvoiceRow>> Run(ListQuery query, CancellationToken cancellation)
    {
        var text = query.Text.ToLowerInvariant();
        var number = NumberIn(text);
        Period? period = Period.TryParse(query["period"], out var named) ? named : null;
        var (contract, group, payer, machine) = (query["contract"], query["group"], query["customer"], query["machine"]);
        int? run = int.TryParse(query["run"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var rows = db.Invoices
            .Where(invoice => text == "" || invoice.Number == number || invoice.BillToName.ToLower().Contains(text) || invoice.BillTo.ToLower().Contains(text))
            .Where(invoice => period == null || invoice.Period == period)
            .Where(invoice => run == null || invoice.RunId == run)
            .Where(invoice => payer == null || invoice.BillTo == payer)
            .Where(invoice => group == null || invoice.ChargeGroup == group)
            .Where(invoice => contract == null || invoice.Contract == contract
                || db.InvoiceLines.Any(line => line.InvoiceId == invoice.Id && line.Contract == contract))
            .Where(invoice => machine == null || db.InvoiceLines.Any(line => line.InvoiceId == invoice.Id && line.Machine == machine))
            .Select(invoice => new InvoiceRow
            {
                Series = invoice.Series,
                IsByHand = invoice.RunId == 0 && invoice.Series == PostRun.Series,
                Number = invoice.Number,
                InvoicedOn = invoice.InvoicedOn,
                Period = invoice.Period,
                PayerCode = invoice.BillTo,
                Payer = invoice.BillToName,
                Contract = invoice.Contract,
                ChargeGroup = invoice.ChargeGroup,
                Machine = invoice.Machine,
                Address = invoice.Address,
                Currency = invoice.Currency,
                Net = invoice.Net,
                Total = invoice.Total,
            });
        return rows.ToPage(query, "-number", new()
        {
            ["number"] = row => row.Number,
            ["date"] = row => row.InvoicedOn,
            ["period"] = row => row.Period,
            ["payer"] = row => row.Payer,
            ["contract"] = row => row.Contract,
            ["net"] = row => row.Net,
            ["total"] = row => row.Total,
        }, cancellation);
    }

    /// <summary>88 in "88", "INV0000088" and "inv88"; null where the text is no number.</summary>
    public static long? NumberIn(string text)
    {
        var digits = text.AsSpan().Trim()[text.AsSpan().Trim().TrimEnd("0123456789").Length..];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

/// <summary>A posted invoice in the list.</summary>
sealed record InvoiceRow
{
    public required string Series { get; init; }

    /// <summary>No run made it.</summary>
    public required bool IsByHand { get; init; }
    public required long Number { get; init; }
    public required DateOnly InvoicedOn { get; init; }
    public required Period Period { get; init; }
    public required string PayerCode { get; init; }
    public required string Payer { get; init; }
    public string? Contract { get; init; }

    /// <summary>The charge group, where it is of one and of no contract.</summary>
    public string? ChargeGroup { get; init; }
    public string? Machine { get; init; }

    /// <summary>The name of the address that it went to, apart from others of the contract (N-9).</summary>
    public string? Address { get; init; }
    public required string Currency { get; init; }
    [JsonConverter(typeof(AmountJson))]
    public required decimal Net { get; init; }
    [JsonConverter(typeof(AmountJson))]
    public required decimal Total { get; init; }

    public string FullNumber => Invoice.NumberOf(Series, Number);
}
