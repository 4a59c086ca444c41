using System.Text;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>Everything a run would post for one customer's contracts and charge groups.</summary>
sealed record DraftDocument(IReadOnlyList<DraftedContract> Contracts, IReadOnlyList<DraftedInvoice> Invoices, IReadOnlyList<DraftedGroup> Groups)
{
    public bool IsEmpty => Contracts.Count + Groups.Count == 0;

    /// <summary>The rate that an invoice is made at: its charge group's, else that of its contracts.</summary>
    public decimal? RateOf(DraftedInvoice invoice) => invoice.ChargeGroup is { } group
        ? Groups.First(one => one.Name == group).ExchangeRate
        : Contracts.FirstOrDefault(contract => contract.Number == invoice.Lines[0].Contract)?.ExchangeRate;

    /// <summary>UTF-8.</summary>
    public byte[] ToJson() => DraftJson.Write(this);

    public static DraftDocument FromJson(string json) => FromJson(Encoding.UTF8.GetBytes(json));

    public static DraftDocument FromJson(byte[] json) => new DraftReader(json).Document();
}

/// <summary>A contract's charges, with the terms that priced them.</summary>
sealed record DraftedContract(
    int Id, string Number, int TermsVersion, string Currency, decimal? ExchangeRate, IReadOnlyList<DraftedCharge> Charges);

/// <summary>A charge with the usage behind it.</summary>
sealed record DraftedCharge(
    string Key,
    string BillTo,
    int FirstCycle,
    int Cycles,
    long Copies,
    decimal Amount,
    string? Supplier,
    decimal Payable,
    IReadOnlyList<DraftedCount> Counts,
    PrepaidUse? Prepaid = null);

/// <summary>A charge group's periods that are billed.</summary>
/// <param name="Finance">The finance company's invoice: its place among those of the document; null: it has none.</param>
/// <param name="Shipments">The machines whose charges went nowhere but into the balance (G-5), by id.</param>
sealed record DraftedGroup(
    int Id, string Name, string FinancedBy, decimal? ExchangeRate, int? Finance, IReadOnlyList<GroupBilled> Periods, IReadOnlyList<int> Shipments);

/// <summary>A meter's copies from opening to closing reading.</summary>
/// <param name="Group">The charge group, by id, through which their value is charged; null: none.</param>
readonly record struct DraftedCount(
    int MeterId,
    DateOnly OpenedOn,
    long Opening,
    DateOnly ClosedOn,
    long Closing,
    long CounterAfter,
    ReadingSource Source,
    long Copies,
    long Deducted = 0,
    int? Group = null,
    decimal GroupValue = 0);

/// <summary>An invoice as it will be posted, but for its number.</summary>
/// <param name="Address">The name of the customer's address that it goes to (N-9); null: the payer's usual one.</param>
sealed record DraftedInvoice(
    string BillTo,
    string? Contract,
    string? Machine,
    string Currency,
    decimal Net,
    decimal Tax,
    decimal Total,
    IReadOnlyList<InvoiceLine> Lines,
    string? ChargeGroup = null,
    string? Address = null);
