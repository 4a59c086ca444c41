using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Invoices;

/// <summary>What stands behind an invoice's rows: the terms that priced them, and the resets of its meters.</summary>
/// <param name="Estimates">How often a meter was billed without a reading of its counter just before.</param>
sealed record Behind(PricedBy PricedBy, ILookup<int, CounterStep> Steps, IReadOnlyDictionary<int, int> Estimates);

/// <summary>Puts an invoice together from its rows and what stands behind them, without I/O.</summary>
static class ComposeInvoice
{
    static readonly Party Nobody = new("", "", null);

    public static ShownInvoice Of(InvoiceSource source, Behind behind)
    {
        var invoice = source.Invoice;
        return new ShownInvoice
        {
            Number = source.Number,
            Run = source.RunId,
            Dealer = "",
            BaseCurrency = invoice.Currency,
            BillTo = Nobody,
            Customer = Nobody,
            Contracts = [.. (source.RunId == 0 ? invoice.Lines.Select(line => line.Contract).Where(contract => contract.Length > 0).Distinct() : source.Contracts.Select(contract => contract.Number))
                .Order(StringComparer.Ordinal)],
            Orders = source.RunId == 0 || invoice.ChargeGroup is not null ? [] : Orders(source, behind),
            ChargeGroup = invoice.ChargeGroup,
            Machine = invoice.Machine,
            Period = source.Period,
            InvoicedOn = source.InvoicedOn,
            Currency = invoice.Currency,
            ExchangeRate = (source.ExchangeRate ?? source.Contracts.Select(contract => contract.ExchangeRate).FirstOrDefault(rate => rate is not null)) is { } rate
                ? Figures.Decimals(rate) : null,
            Charges = invoice.ChargeGroup is not null ? [ComposeCharge.OfGroup(source, behind)]
                : source.RunId == 0 ? ComposeCharge.OfLines(invoice, source.Period) : Charges(source, behind),
            Taxes = [.. Taxes(invoice)],
            Net = Figures.Cents(invoice.Net),
            Tax = Figures.Cents(invoice.Tax),
            Total = Figures.Cents(invoice.Total),
        };
    }

    static List<OrderOfContract> Orders(InvoiceSource source, Behind behind) =>
    [
        .. from contract in source.Contracts.OrderBy(contract => contract.Number, StringComparer.Ordinal)
           let number = behind.PricedBy.Terms[(contract.Id, contract.TermsVersion)].Terms.OrderNumber
           where number is not null
           select new OrderOfContract(contract.Number, number),
    ];

    /// <summary>By the invoice's lines; those without one by contract and key.</summary>
    static List<ShownCharge> Charges(InvoiceSource source, Behind behind)
    {
        var lines = source.Invoice.Lines.Select((line, place) => (Line: line, No: place + 1))
            .ToLookup(line => (line.Line.Contract, line.Line.Charge));
        var shown = new List<ShownCharge>();
        foreach (var contract in source.Contracts.OrderBy(contract => contract.Number, StringComparer.Ordinal))
        {
            foreach (var charge in contract.Charges)
                shown.Add(ComposeCharge.Of(contract, charge, [.. lines[(contract.Number, charge.Key)]], behind));
        }

        return
        [
            .. shown.Where(charge => charge.Lines.Count > 0).OrderBy(charge => charge.Lines[0].No),
            .. shown.Where(charge => charge.Lines.Count == 0)
                .OrderBy(charge => charge.Contract, StringComparer.Ordinal).ThenBy(charge => charge.Key, StringComparer.Ordinal),
        ];
    }

    static IEnumerable<TaxAtRate> Taxes(DraftedInvoice invoice) =>
        new InvoiceDraft(invoice.BillTo, invoice.Contract, invoice.Machine, invoice.Currency, invoice.Lines).TaxByRate
            .Select(rate => new TaxAtRate(Figures.Decimals(rate.Rate), Figures.Cents(rate.Net), Figures.Cents(rate.Tax)));
}
