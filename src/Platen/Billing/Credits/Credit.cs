namespace Platen.Billing.Credits;

/// <summary>
/// That an invoice was credited, wholly and once: by a credit note, itself a row of <c>invoices</c> in a series of its own with the
/// lines of what it credits, negated. Like all of the ledger it is inserted and never changed.
/// </summary>
sealed class Credit
{
    /// <summary>The credit notes' series.</summary>
    public const string Series = "CRN";

    /// <summary>The note.</summary>
    public required int InvoiceId { get; init; }

    /// <summary>What it credits.</summary>
    public required int CreditedId { get; init; }
    public required int CustomerId { get; init; }

    /// <summary>The invoice by hand that came with it.</summary>
    public int? ReplacedById { get; init; }

    /// <summary>
    /// Whether the charges were taken back too (CR-2): readings open where they did before, and the charges are due again. If not,
    /// the credit is of money alone.
    /// </summary>
    public required bool PutsBack { get; init; }

    /// <summary>Why, as the note says.</summary>
    public required string Reason { get; init; }

    /// <summary>Makes drafts stale that were made before.</summary>
    public required long Revision { get; init; }
}
