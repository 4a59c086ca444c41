using Platen.Data;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>An invoice as it goes into the ledger, whole: heading, lines and journal entry.</summary>
sealed record LedgerInvoice(Invoice Invoice, IReadOnlyList<InvoiceLine> Lines, IReadOnlyList<JournalSide> Journal)
{
    /// <summary>Its lines as rows of the ledger: made when they are asked for, since a run posts many invoices at once.</summary>
    public IEnumerable<PostedLine> Posted => Lines.Select((line, place) => PostedLine.Of(Invoice.Id, place + 1, line));

    public static void Write(Database database, WriteTransaction write, IReadOnlyList<LedgerInvoice> invoices)
    {
        WriteHeadings(database, write, invoices);
        WriteLines(database, write, invoices);
        WriteJournal(database, write, invoices);
    }

    static void WriteHeadings(Database database, WriteTransaction write, IReadOnlyList<LedgerInvoice> invoices)
    {
        using var rows = database.Rows(write.Connection, "invoices", "id", "series", "number", "run_id", "period", "invoiced_on",
            "customer_id", "bill_to", "bill_to_name", "contract", "charge_group", "machine", "address", "address_lines", "currency", "exchange_rate", "net", "tax", "total");
        foreach (var (invoice, _, _) in invoices)
        {
            rows.Add(invoice.Id).Add(invoice.Series).Add(invoice.Number).Add(invoice.RunId).Add(invoice.Period.Number).Add(invoice.InvoicedOn)
                .Add(invoice.CustomerId).Add(invoice.BillTo).Add(invoice.BillToName).Add(invoice.Contract).Add(invoice.ChargeGroup).Add(invoice.Machine)
                .Add(invoice.Address).Add(invoice.AddressLines).Add(invoice.Currency).AddMoney(invoice.ExchangeRate).AddMoney(invoice.Net).AddMoney(invoice.Tax).AddMoney(invoice.Total).EndRow();
        }

        rows.Complete();
    }

    static void WriteLines(Database database, WriteTransaction write, IReadOnlyList<LedgerInvoice> invoices)
    {
        using var rows = database.Rows(write.Connection, "invoice_lines", "invoice_id", "no", "contract", "charge", "kind",
            "meter", "machine", "quantity", "unit_charge", "amount", "tax_rate", "explanation", "sale", "days_of");
        foreach (var line in invoices.SelectMany(invoice => invoice.Posted))
        {
            rows.Add(line.InvoiceId).Add(line.No).Add(line.Contract).Add(line.Charge).Add((int)line.Kind).Add(line.Meter).Add(line.Machine)
                .Add(line.Quantity).AddMoney(line.UnitCharge).AddMoney(line.Amount).AddMoney(line.TaxRate).Add(line.Explanation).Add(line.Sale).Add(line.DaysOf).EndRow();
        }

        rows.Complete();
    }

    static void WriteJournal(Database database, WriteTransaction write, IReadOnlyList<LedgerInvoice> invoices)
    {
        using var rows = database.Rows(write.Connection, "journal_lines", "invoice_id", "no", "account", "debit", "credit");
        foreach (var (invoice, _, sides) in invoices)
        {
            for (var no = 0; no < sides.Count; no++)
                rows.Add(invoice.Id).Add(no + 1).Add(sides[no].Account).AddMoney(sides[no].Debit).AddMoney(sides[no].Credit).EndRow();
        }

        rows.Complete();
    }
}
