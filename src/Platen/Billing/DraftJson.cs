using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>
/// A draft's document as JSON text. Its rows are arrays in the order of their fields: a run writes and reads as many of
/// them as the dealer has meters, and its pace is theirs.
/// </summary>
static class DraftJson
{
    // The shape is ours from end to end, so the writer need not watch it.
    static readonly JsonWriterOptions Trusted = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(DraftDocument document)
    {
        var text = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(text, Trusted))
        {
            json.WriteStartArray();
            json.WriteStartArray();
            foreach (var contract in document.Contracts)
                Write(json, contract);
            json.WriteEndArray();
            json.WriteStartArray();
            foreach (var invoice in document.Invoices)
                Write(json, invoice);
            json.WriteEndArray();
            json.WriteStartArray();
            foreach (var group in document.Groups)
                Write(json, group);
            json.WriteEndArray();
            json.WriteEndArray();
        }

        return text.WrittenSpan.ToArray();
    }

    static void Write(Utf8JsonWriter json, DraftedContract contract)
    {
        json.WriteStartArray();
        json.WriteNumberValue(contract.Id);
        json.WriteStringValue(contract.Number);
        json.WriteNumberValue(contract.TermsVersion);
        json.WriteStringValue(contract.Currency);
        Write(json, contract.ExchangeRate);
        json.WriteStartArray();
        foreach (var charge in contract.Charges)
            Write(json, charge);
        json.WriteEndArray();
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, DraftedCharge charge)
    {
        json.WriteStartArray();
        json.WriteStringValue(charge.Key);
        json.WriteStringValue(charge.BillTo);
        json.WriteNumberValue(charge.FirstCycle);
        json.WriteNumberValue(charge.Cycles);
        json.WriteNumberValue(charge.Copies);
        json.WriteNumberValue(charge.Amount);
        json.WriteStringValue(charge.Supplier);
        json.WriteNumberValue(charge.Payable);
        json.WriteStartArray();
        foreach (var count in charge.Counts)
            Write(json, count);
        json.WriteEndArray();
        if (charge.Prepaid is { } prepaid)
            Write(json, prepaid);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, PrepaidUse prepaid)
    {
        json.WriteStartArray();
        json.WriteNumberValue(prepaid.Start.DayNumber);
        json.WriteNumberValue(prepaid.End.DayNumber);
        json.WriteNumberValue(prepaid.Included);
        json.WriteNumberValue(prepaid.UsedBefore);
        json.WriteNumberValue(prepaid.Used);
        json.WriteNumberValue(prepaid.Free);
        json.WriteNumberValue(prepaid.FullCycles);
        json.WriteBooleanValue(prepaid.IsOver);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, DraftedCount count)
    {
        json.WriteStartArray();
        json.WriteNumberValue(count.MeterId);
        json.WriteNumberValue(count.OpenedOn.DayNumber);
        json.WriteNumberValue(count.Opening);
        json.WriteNumberValue(count.ClosedOn.DayNumber);
        json.WriteNumberValue(count.Closing);
        json.WriteNumberValue(count.CounterAfter);
        json.WriteNumberValue((int)count.Source);
        json.WriteNumberValue(count.Copies);
        if (count.Deducted != 0 || count.Group is not null)
            json.WriteNumberValue(count.Deducted);
        if (count.Group is { } group)
        {
            json.WriteNumberValue(group);
            json.WriteNumberValue(count.GroupValue);
        }

        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, DraftedGroup group)
    {
        json.WriteStartArray();
        json.WriteNumberValue(group.Id);
        json.WriteStringValue(group.Name);
        json.WriteStringValue(group.FinancedBy);
        Write(json, group.ExchangeRate);
        Write(json, group.Finance);
        json.WriteStartArray();
        foreach (var period in group.Periods)
        {
            json.WriteStartArray();
            json.WriteNumberValue(period.Period.Number);
            json.WriteNumberValue(period.Limit);
            json.WriteNumberValue(period.Customer);
            json.WriteBooleanValue(period.Settles);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray();
        foreach (var machine in group.Shipments)
            json.WriteNumberValue(machine);
        json.WriteEndArray();
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, DraftedInvoice invoice)
    {
        json.WriteStartArray();
        json.WriteStringValue(invoice.BillTo);
        json.WriteStringValue(invoice.Contract);
        json.WriteStringValue(invoice.Machine);
        json.WriteStringValue(invoice.Currency);
        json.WriteNumberValue(invoice.Net);
        json.WriteNumberValue(invoice.Tax);
        json.WriteNumberValue(invoice.Total);
        json.WriteStartArray();
        foreach (var line in invoice.Lines)
            Write(json, line);
        json.WriteEndArray();
        if (invoice.ChargeGroup is not null || invoice.Address is not null)
            json.WriteStringValue(invoice.ChargeGroup);
        if (invoice.Address is { } address)
            json.WriteStringValue(address);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, InvoiceLine line)
    {
        json.WriteStartArray();
        json.WriteStringValue(line.Contract);
        json.WriteStringValue(line.Charge);
        json.WriteNumberValue((int)line.Kind);
        json.WriteStringValue(line.Meter);
        json.WriteStringValue(line.Machine);
        json.WriteNumberValue(line.Quantity);
        Write(json, line.UnitCharge);
        json.WriteNumberValue(line.Amount);
        json.WriteNumberValue(line.TaxRate);
        json.WriteStringValue(line.Explanation);
        json.WriteStringValue(line.Account);
        if (line.Sale is { } sale)
        {
            json.WriteStringValue(sale.Product);
            json.WriteStringValue(sale.Account);
            json.WriteStringValue(sale.CosAccount);
            json.WriteStringValue(sale.StockAccount);
            json.WriteNumberValue(sale.Cost);
        }

        if (line.DaysOf is { } days)
            json.WriteNumberValue(days);

        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, decimal? value)
    {
        if (value is { } number)
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }
}
