using System.Text.Json.Serialization;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing;

/// <summary>What a run answers, in the words that the book's format fixes: its invoices, payables, exceptions and totals.</summary>
public sealed record RunAnswer(
    int? Run,
    Period Period,
    string State,
    IReadOnlyList<InvoiceAnswer> Invoices,
    IReadOnlyList<ShipmentAnswer> Shipments,
    IReadOnlyList<PayableAnswer> Payables,
    IReadOnlyList<ExceptionAnswer> Exceptions,
    TotalsAnswer Totals)
{
    /// <summary>Whether something holds a contract back.</summary>
    [JsonIgnore]
    public bool NeedsHands => Exceptions.Any(exception => exception.Severity == Severity.Blocking);
}

/// <summary>An invoice, drafted or posted; the number is null until it is posted.</summary>
public sealed record InvoiceAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Number,
    string BillTo,
    string Currency,
    IReadOnlyList<LineAnswer> Lines,
    string Net,
    string Tax,
    string Total)
{
    [JsonIgnore]
    public string? Contract => Lines[0].Contract;

    internal static InvoiceAnswer Of(DraftedInvoice invoice) => new(
        null, invoice.BillTo, invoice.Currency, [.. invoice.Lines.Select(LineAnswer.Of)],
        Figures.Amount(invoice.Net), Figures.Amount(invoice.Tax), Figures.Amount(invoice.Total));

    internal static InvoiceAnswer Of(Invoice invoice, IEnumerable<PostedLine> lines) => new(
        invoice.FullNumber, invoice.BillTo, invoice.Currency, [.. lines.Select(line => LineAnswer.Of(line.AsInvoiced()))],
        Figures.Amount(invoice.Net), Figures.Amount(invoice.Tax), Figures.Amount(invoice.Total));
}

/// <param name="Contract">Null on a charge group's line, which names <paramref name="ChargeGroup"/> instead.</param>
public sealed record LineAnswer(
    string? Contract,
    LineKind Kind,
    string? Meter,
    string? Machine,
    long Quantity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? UnitCharge,
    string Amount,
    string Explanation,
    string? ChargeGroup = null)
{
    internal static LineAnswer Of(InvoiceLine line) => new(
        line.Contract.Length == 0 ? null : line.Contract, line.Kind, line.Meter, line.Machine, line.Quantity,
        line.UnitCharge is { } price ? Figures.Price(price) : null, Figures.Amount(line.Amount), line.Explanation, ChargeKey.GroupOf(line.Charge));
}

/// <summary>A machine's shipment of 0 that its charge group cancelled: its charges went into the balance (G-5). It has no number.</summary>
public sealed record ShipmentAnswer(string ChargeGroup, string Customer, string Machine, Period Period, string Status, string Amount)
{
    public static ShipmentAnswer Cancelled(string group, string customer, string machine, Period period) =>
        new(group, customer, machine, period, "cancelled", "0.00");
}

/// <summary>What a back-to-back supplier is owed.</summary>
public sealed record PayableAnswer(string Supplier, string Contract, string Amount);

/// <param name="Contract">Null where it is about <paramref name="ChargeGroup"/>.</param>
public sealed record ExceptionAnswer(
    ProblemCode Code, Severity Severity, string? Contract, string? Machine, string? Meter, string Message, string? ChargeGroup = null)
{
    internal static ExceptionAnswer Of(RunProblem row) => Of(row.Contract, row.Problem, row.ChargeGroup);

    internal static ExceptionAnswer Of(RunException row) =>
        Of(row.Contract, new Problem(row.Code, row.Severity, row.Machine, row.Meter, row.Message), row.ChargeGroup);

    static ExceptionAnswer Of(string contract, Problem problem, string? group) =>
        new(problem.Code, problem.Severity, contract.Length == 0 ? null : contract, problem.Machine, problem.Meter, problem.Message, group);
}

/// <summary>The sums of a run's invoices; amounts of different currencies are never added up.</summary>
/// <param name="Net">In the company's currency, or the invoices' own where none is in the company's.</param>
/// <param name="Others">The sums in other currencies, where there are any.</param>
public sealed record TotalsAnswer(int Invoices, string Net, string Tax, string Total, IReadOnlyList<CurrencyTotal>? Others = null);

/// <summary>A sum in another currency.</summary>
public sealed record CurrencyTotal(string Currency, string Net, string Tax, string Total);
