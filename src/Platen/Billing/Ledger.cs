using System.Globalization;
using System.Text.Json;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>A posted invoice. Like all of the ledger it is inserted and never changed.</summary>
sealed class Invoice
{
    public required int Id { get; init; }
    public required string Series { get; init; }

    /// <summary>Gapless within its series.</summary>
    public required long Number { get; init; }

    /// <summary>0 on a credit note and on an invoice written by hand, which no run made.</summary>
    public required int RunId { get; init; }

    /// <summary>The month whose billing it is of; a credit note's is that of what it credits.</summary>
    public required Period Period { get; init; }
    public required DateOnly InvoicedOn { get; init; }

    /// <summary>The contracts' customer; the payer is <see cref="BillTo"/>.</summary>
    public required int CustomerId { get; init; }
    public required string BillTo { get; init; }

    /// <summary>The payer's name as it was when posted.</summary>
    public required string BillToName { get; init; }

    /// <summary>Null on a consolidated customer's invoice for all its contracts, and on a charge group's.</summary>
    public string? Contract { get; init; }

    /// <summary>The charge group that it is of, and of no contract; null on the others.</summary>
    public string? ChargeGroup { get; init; }
    public string? Machine { get; init; }

    /// <summary>The name of the customer's address that it went to (N-9); null: the payer's usual one.</summary>
    public string? Address { get; init; }

    /// <summary>That address as it was when posted, a line a line; null where the payer had none.</summary>
    public string? AddressLines { get; init; }
    public required string Currency { get; init; }

    /// <summary>Base currency for one unit of the invoice's; null where it is the company's own, or not known.</summary>
    public decimal? ExchangeRate { get; init; }
    public required decimal Net { get; init; }
    public required decimal Tax { get; init; }
    public required decimal Total { get; init; }

    public string FullNumber => NumberOf(Series, Number);

    /// <summary>A document about this invoice, to the same payer for the same, that comes of no run: what credits it, or takes its place.</summary>
    public Invoice FollowedBy(int id, string series, long number, DateOnly date, decimal net, decimal tax) => new()
    {
        Id = id,
        Series = series,
        Number = number,
        RunId = 0,
        Period = Period,
        InvoicedOn = date,
        CustomerId = CustomerId,
        BillTo = BillTo,
        BillToName = BillToName,
        Contract = Contract,
        ChargeGroup = ChargeGroup,
        Machine = Machine,
        Address = Address,
        AddressLines = AddressLines,
        Currency = Currency,
        ExchangeRate = ExchangeRate,
        Net = net,
        Tax = tax,
        Total = net + tax,
    };

    /// <summary>INV0000088: the series and seven digits (L-6).</summary>
    public static string NumberOf(string series, long number) => string.Create(CultureInfo.InvariantCulture, $"{series}{number:0000000}");
}

/// <summary>A posted invoice's line.</summary>
sealed class PostedLine
{
    public required int InvoiceId { get; init; }
    public required int No { get; init; }

    /// <summary>Empty on a charge group's line.</summary>
    public required string Contract { get; init; }

    /// <summary>The charge it is a part of, by <see cref="Rating.Charge.Key"/>.</summary>
    public required string Charge { get; init; }
    public required LineKind Kind { get; init; }
    public string? Meter { get; init; }
    public string? Machine { get; init; }
    public required long Quantity { get; init; }
    public decimal? UnitCharge { get; init; }
    public required decimal Amount { get; init; }
    public required decimal TaxRate { get; init; }
    public required string Explanation { get; init; }

    /// <summary>Its product as it was when sold, a JSON document; null where it has none (GL-2).</summary>
    public string? Sale { get; init; }

    /// <summary>Of how many days its quantity is, on a fee that goes by days (F-7); null elsewhere.</summary>
    public int? DaysOf { get; init; }

    public Sale? Sold => Sale is null ? null : JsonSerializer.Deserialize<Sale>(Sale, Json.Options);

    public static string? Write(Sale? sale) => sale is null ? null : JsonSerializer.Serialize(sale, Json.Options);

    /// <param name="account">Where its sale was credited.</param>
    public InvoiceLine AsInvoiced(string? account = null) =>
        new(Contract, Charge, Kind, Meter, Machine, Quantity, UnitCharge, Amount, TaxRate, Explanation, account, Sold, DaysOf);

    public static PostedLine Of(int invoice, int no, InvoiceLine line) => new()
    {
        InvoiceId = invoice,
        No = no,
        Contract = line.Contract,
        Charge = line.Charge,
        Kind = line.Kind,
        Meter = line.Meter,
        Machine = line.Machine,
        Quantity = line.Quantity,
        UnitCharge = line.UnitCharge,
        Amount = line.Amount,
        TaxRate = line.TaxRate,
        Explanation = line.Explanation,
        Sale = Write(line.Sale),
        DaysOf = line.DaysOf,
    };
}

/// <summary>A charge billed for a period, once (RUN-7), at which terms; it stands until it is credited.</summary>
sealed class BilledCharge
{
    public required int ContractId { get; init; }
    public required string Charge { get; init; }
    public required Period Period { get; init; }
    public required int RunId { get; init; }
    public required int TermsVersion { get; init; }

    /// <summary>How many cycles it was for (M-18), the first of which ends in <see cref="FirstCycle"/>.</summary>
    public required int Cycles { get; init; }
    public required Period FirstCycle { get; init; }
    public required string BillTo { get; init; }
    public required long Copies { get; init; }
    public required decimal Amount { get; init; }
    public required long Revision { get; init; }
}

/// <summary>A meter's copies as billed: opening and closing reading. The closing is the next opening (RD-2).</summary>
sealed class BilledUsage
{
    public required int MeterId { get; init; }
    public required int ContractId { get; init; }
    public required Period Period { get; init; }
    public required string Charge { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public required long Opening { get; init; }
    public required DateOnly ClosedOn { get; init; }
    public required long Closing { get; init; }

    /// <summary>The display after the closing reading: another than it after a reset.</summary>
    public required long CounterAfter { get; init; }
    public required ReadingSource Source { get; init; }
    public required long Copies { get; init; }

    /// <summary>Test copies that were made beside them, and not billed (RD-12).</summary>
    public long Deducted { get; init; }
}

/// <summary>What a billed charge took of a prepaid life, which contract, meter type and first day name (P-4).</summary>
sealed class BilledPrepaid
{
    public required int ContractId { get; init; }
    public required string Meter { get; init; }
    public required Period Period { get; init; }

    /// <summary>The life's first and last day.</summary>
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }

    /// <summary>The copies paid for ahead, as they were agreed then.</summary>
    public required long Included { get; init; }

    /// <summary>Copies made in the life before, and by this charge. The sum is the life's usage.</summary>
    public required long UsedBefore { get; init; }
    public required long Used { get; init; }

    /// <summary>Copies of the charge that were not billed.</summary>
    public required long Free { get; init; }

    /// <summary>For how many cycles minimum and allowance were due on the others.</summary>
    public required int FullCycles { get; init; }

    /// <summary>The life ended with this charge (P-5).</summary>
    public required bool IsOver { get; init; }

    /// <summary>That of the posting, whose rows the audit trail holds by one hash.</summary>
    public required long Revision { get; init; }

    public PrepaidUse Use => new(StartsOn, EndsOn, Included, UsedBefore, Used, Free, FullCycles, IsOver);
}

/// <summary>What a back-to-back supplier is owed for a billed charge (B-4, B-5), and what of it was taken back with a credit: below 0.</summary>
sealed class Payable
{
    public required int ContractId { get; init; }
    public required string Charge { get; init; }
    public required Period Period { get; init; }

    /// <summary>0 as first billed; a credit and a new bill each add one.</summary>
    public required int Take { get; init; }
    public required string Supplier { get; init; }
    public required string Currency { get; init; }
    public required decimal Amount { get; init; }
    public required int RunId { get; init; }
}

/// <summary>A line of a posted invoice's journal entry, in the invoice's currency; every entry balances (GL-3).</summary>
sealed class JournalLine
{
    public required int InvoiceId { get; init; }
    public required int No { get; init; }
    public required string Account { get; init; }
    public required decimal Debit { get; init; }
    public required decimal Credit { get; init; }
}
