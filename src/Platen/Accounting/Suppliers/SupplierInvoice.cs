using Platen.Rating;

namespace Platen.Accounting.Suppliers;

/// <summary>
/// A back-to-back supplier's invoice, made of lines that posting said are owed (B-4): recorded once it has come, and never changed.
/// </summary>
sealed class SupplierInvoice
{
    /// <summary>The sequence of the ids.</summary>
    public const string Sequence = "supplier-invoices";

    public required int Id { get; init; }

    /// <summary>The supplier's code.</summary>
    public required string Supplier { get; init; }

    /// <summary>The supplier's own number.</summary>
    public required string Number { get; init; }

    /// <summary>The date on it.</summary>
    public required DateOnly Dated { get; init; }
    public required string Currency { get; init; }

    /// <summary>The sum of its lines, without tax.</summary>
    public required decimal Total { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A payable on a supplier's invoice; its key lets none stand on two.</summary>
sealed class SupplierInvoiceLine
{
    public required int ContractId { get; init; }

    /// <summary>The key of the charge that the customer was billed.</summary>
    public required string Charge { get; init; }

    /// <summary>The period in which it was billed.</summary>
    public required Period Period { get; init; }

    /// <summary>Which of the payables of that charge.</summary>
    public required int Take { get; init; }
    public required int SupplierInvoiceId { get; init; }

    /// <summary>The cost of sales account that is debited (GL-3).</summary>
    public required string Account { get; init; }
    public required decimal Amount { get; init; }
}
