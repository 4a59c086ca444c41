using System.Text.Json;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>Reads what <see cref="DraftJson"/> writes, row by row in the same order of fields.</summary>
ref struct DraftReader(ReadOnlySpan<byte> text)
{
    Utf8JsonReader _json = new(text);

    // A charge's, until it is known how many they are.
    readonly List<DraftedCount> _counts = [];

    // Most texts say again what the row before said: then they are the same string.
    string _contract = "", _charge = "", _billTo = "", _meter = "", _machine = "", _currency = "", _account = "";

    public DraftDocument Document()
    {
        Next();
        var contracts = new List<DraftedContract>();
        for (Next(); IsRow();)
            contracts.Add(Contract());
        var invoices = new List<DraftedInvoice>();
        for (Next(); IsRow();)
            invoices.Add(Invoice());
        Next();
        var groups = new List<DraftedGroup>();
        while (IsRow())
            groups.Add(Group());
        return new DraftDocument(contracts, invoices, groups);
    }

    DraftedGroup Group()
    {
        var (id, name, financedBy, rate, finance) = (Int(), Text()!, Text()!, DecimalOrNull(), (int?)DecimalOrNull());
        var periods = new List<GroupBilled>();
        for (Next(); IsRow();)
        {
            periods.Add(new GroupBilled(Period.FromNumber(Int()), Decimal(), Decimal(), Bool()));
            Next();
        }

        var machines = new List<int>();
        for (Next(), Next(); _json.TokenType == JsonTokenType.Number; Next())
            machines.Add(_json.GetInt32());
        Next();
        return new DraftedGroup(id, name, financedBy, rate, finance, periods, machines);
    }

    DraftedContract Contract()
    {
        var (id, number, version, currency, rate) = (Int(), Text(ref _contract)!, Int(), Text(ref _currency)!, DecimalOrNull());
        var charges = new List<DraftedCharge>();
        for (Next(); IsRow();)
            charges.Add(Charge());
        Next();
        return new DraftedContract(id, number, version, currency, rate, charges);
    }

    DraftedCharge Charge()
    {
        var (key, billTo, first, cycles, copies) = (Text(ref _charge)!, Text(ref _billTo)!, Int(), Int(), Long());
        var (amount, supplier, payable) = (Decimal(), Text(), Decimal());
        _counts.Clear();
        for (Next(); IsRow();)
            _counts.Add(Count());
        // Most charges end here.
        var prepaid = IsRow() ? Prepaid() : null;
        return new DraftedCharge(key, billTo, first, cycles, copies, amount, supplier, payable, _counts.ToArray(), prepaid);
    }

    PrepaidUse Prepaid()
    {
        var prepaid = new PrepaidUse(Day(), Day(), Long(), Long(), Long(), Long(), Int(), Bool());
        Next();
        Next();
        return prepaid;
    }

    DraftedCount Count()
    {
        var count = new DraftedCount(Int(), Day(), Long(), Day(), Long(), Long(), (ReadingSource)Int(), Long());
        Next();
        if (_json.TokenType == JsonTokenType.EndArray)
            return count;
        // Few have test copies, or are in a charge group.
        count = count with { Deducted = _json.GetInt64() };
        Next();
        if (_json.TokenType == JsonTokenType.Number)
        {
            count = count with { Group = _json.GetInt32(), GroupValue = Decimal() };
            Next();
        }

        return count;
    }

    DraftedInvoice Invoice()
    {
        var (billTo, contract, machine, currency) = (Text(ref _billTo)!, Text(ref _contract), Text(ref _machine), Text(ref _currency)!);
        var (net, tax, total) = (Decimal(), Decimal(), Decimal());
        var lines = new List<InvoiceLine>();
        for (Next(); IsRow();)
            lines.Add(Line());
        // Most invoices end here.
        Next();
        var (group, address) = (TextIfAny(), TextIfAny());
        return new DraftedInvoice(billTo, contract, machine, currency, net, tax, total, lines, group, address);
    }

    InvoiceLine Line()
    {
        var line = new InvoiceLine(
            Text(ref _contract)!, Text(ref _charge)!, (LineKind)Int(), Text(ref _meter), Text(ref _machine), Long(),
            DecimalOrNull(), Decimal(), Decimal(), Text()!, Text(ref _account));
        Next();
        if (_json.TokenType == JsonTokenType.EndArray)
            return line;
        // Few have a product, or are of days.
        if (_json.TokenType == JsonTokenType.String)
        {
            line = line with { Sale = new Sale(_json.GetString()!, Text(), Text(), Text(), Decimal()) };
            Next();
        }

        if (_json.TokenType == JsonTokenType.EndArray)
            return line;
        line = line with { DaysOf = _json.GetInt32() };
        Next();
        return line;
    }

    void Next() => _json.Read();

    /// <summary>Whether another row begins here; else the rows end.</summary>
    bool IsRow()
    {
        Next();
        return _json.TokenType == JsonTokenType.StartArray;
    }

    int Int()
    {
        Next();
        return _json.GetInt32();
    }

    long Long()
    {
        Next();
        return _json.GetInt64();
    }

    bool Bool()
    {
        Next();
        return _json.GetBoolean();
    }

    decimal Decimal()
    {
        Next();
        return _json.GetDecimal();
    }

    decimal? DecimalOrNull()
    {
        Next();
        return _json.TokenType == JsonTokenType.Null ? null : _json.GetDecimal();
    }

    DateOnly Day() => DateOnly.FromDayNumber(Int());

    /// <summary>A text or nothing, unless the row ends.</summary>
    string? TextIfAny()
    {
        if (_json.TokenType == JsonTokenType.EndArray)
            return null;
        var text = _json.GetString();
        Next();
        return text;
    }

    string? Text()
    {
        Next();
        return _json.GetString();
    }

    string? Text(ref string before)
    {
        Next();
        if (_json.TokenType == JsonTokenType.Null)
            return null;
        if (!_json.ValueTextEquals(before))
            before = _json.GetString()!;
        return before;
    }
}
