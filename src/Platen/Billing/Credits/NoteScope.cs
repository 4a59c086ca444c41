using Platen.Audit;

namespace Platen.Billing.Credits;

/// <summary>A credit note, or an invoice by hand, in the audit trail: the hash of what stands in the ledger for it.</summary>
/// <param name="Number">Its own.</param>
/// <param name="PutsBack">On a credit note: whether the charges were taken back too.</param>
/// <param name="Reason">On a credit note.</param>
sealed record NoteScope(string Number, string Sha256, bool? PutsBack = null, string? Reason = null)
{
    public const string Credited = "invoice.credited", Written = "invoice.written";

    /// <summary>Of a credit note: signed with the invoice that it credits.</summary>
    public static Change Of(LedgerInvoice note, Invoice credited, Credit credit) => new(Credited, "invoice", credited.FullNumber,
        After: new NoteScope(note.Invoice.FullNumber, Hash(note.Invoice, note.Posted, credit), credit.PutsBack, credit.Reason));

    /// <summary>Of an invoice by hand.</summary>
    public static Change Of(LedgerInvoice manual) => new(Written, "invoice", manual.Invoice.FullNumber,
        After: new NoteScope(manual.Invoice.FullNumber, Hash(manual.Invoice, manual.Posted, null)));

    public static string Hash(Invoice invoice, IEnumerable<PostedLine> lines, Credit? credit)
    {
        using var hash = new LedgerHash();
        hash.Add(invoice, lines);
        if (credit is not null)
            hash.Add(credit);
        return hash.Finish();
    }
}
