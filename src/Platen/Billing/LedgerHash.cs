using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Platen.Billing.Credits;
using Platen.Billing.Groups;
using Platen.Data;

namespace Platen.Billing;

/// <summary>
/// SHA-256 over invoices and their lines, prepaid copies, or charge groups, as they stand in the ledger: each row a JSON array and a line feed, money in millionths.
/// The same rows make the same hash on both databases.
/// </summary>
sealed class LedgerHash : IDisposable
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly ArrayBufferWriter<byte> _text = new();
    readonly Utf8JsonWriter _json;

    public LedgerHash() => _json = new Utf8JsonWriter(_text, new JsonWriterOptions { Encoder = Json.Options.Encoder });

    /// <param name="lines">All of it, in the order of their numbers.</param>
    public void Add(Invoice invoice, IEnumerable<PostedLine> lines)
    {
        _json.WriteStartArray();
        Write(invoice.Id);
        Write(invoice.Series);
        Write(invoice.Number);
        Write(invoice.RunId);
        Write(invoice.Period.Number);
        Write(invoice.InvoicedOn.DayNumber);
        Write(invoice.CustomerId);
        Write(invoice.BillTo);
        Write(invoice.BillToName);
        Write(invoice.Contract);
        Write(invoice.Machine);
        Write(invoice.Currency);
        Money(invoice.ExchangeRate);
        Money(invoice.Net);
        Money(invoice.Tax);
        Money(invoice.Total);
        // Rows of before there were charge groups make the hash that they made then.
        if (invoice.ChargeGroup is not null || invoice.AddressLines is not null)
            Write(invoice.ChargeGroup);
        if (invoice.AddressLines is { } address)
            Write(address);
        EndRow();
        foreach (var line in lines)
            Add(line);
        Take();
    }

    public void Add(Credit credit)
    {
        _json.WriteStartArray();
        Write(credit.InvoiceId);
        Write(credit.CreditedId);
        Write(credit.CustomerId);
        Write(credit.ReplacedById ?? 0);
        Write(credit.PutsBack ? 1 : 0);
        Write(credit.Reason);
        Write(credit.Revision);
        EndRow();
        Take();
    }

    public void Add(BilledPrepaid row)
    {
        _json.WriteStartArray();
        Write(row.ContractId);
        Write(row.Meter);
        Write(row.Period.Number);
        Write(row.StartsOn.DayNumber);
        Write(row.EndsOn.DayNumber);
        Write(row.Included);
        Write(row.UsedBefore);
        Write(row.Used);
        Write(row.Free);
        Write(row.FullCycles);
        Write(row.IsOver ? 1 : 0);
        EndRow();
        Take();
    }

    public void Add(BilledGroup row)
    {
        _json.WriteStartArray();
        Write(row.GroupId);
        Write(row.Period.Number);
        Write(row.RunId);
        Write(row.FinancedBy);
        Money(row.LimitAmount);
        Money(row.CustomerAmount);
        Write(row.Settles ? 1 : 0);
        Write(row.FinanceInvoiceId ?? 0);
        EndRow();
        Take();
    }

    public void Add(BilledGroupUsage row)
    {
        _json.WriteStartArray();
        Write(row.MeterId);
        Write(row.ContractId);
        Write(row.Period.Number);
        Write(row.Charge);
        Write(row.GroupId);
        Money(row.Amount);
        Write(row.RunId);
        EndRow();
        Take();
    }

    public void Add(GroupShipment row)
    {
        _json.WriteStartArray();
        Write(row.GroupId);
        Write(row.Period.Number);
        Write(row.MachineId);
        Write(row.RunId);
        EndRow();
        Take();
    }

    void Add(PostedLine line)
    {
        _json.WriteStartArray();
        Write(line.InvoiceId);
        Write(line.No);
        Write(line.Contract);
        Write(line.Charge);
        Write((int)line.Kind);
        Write(line.Meter);
        Write(line.Machine);
        Write(line.Quantity);
        Money(line.UnitCharge);
        Money(line.Amount);
        Money(line.TaxRate);
        Write(line.Explanation);
        if (line.Sale is { } sale)
            Write(sale);
        if (line.DaysOf is { } days)
            Write(days);
        EndRow();
    }

    void Take()
    {
        _hash.AppendData(_text.WrittenSpan);
        _text.ResetWrittenCount();
    }

    void EndRow()
    {
        _json.WriteEndArray();
        _json.Flush();
        _json.Reset();
        _text.Write("\n"u8);
    }

    void Write(long number) => _json.WriteNumberValue(number);

    void Write(string? text) => _json.WriteStringValue(text);

    void Money(decimal? amount)
    {
        if (amount is { } value)
            Write(MoneyColumn.ToStored(value));
        else
            _json.WriteNullValue();
    }

    /// <summary>In hexadecimal.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose()
    {
        _hash.Dispose();
        _json.Dispose();
    }
}
