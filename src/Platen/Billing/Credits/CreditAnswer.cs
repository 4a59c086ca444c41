using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Credits;

/// <summary>What a credit did, or would do.</summary>
/// <param name="PutsBack">The charges were taken back too: it was the last invoice of them (CR-2).</param>
/// <param name="BilledLater">On a preview: what was billed since, where it is not the last.</param>
/// <param name="Notes">The credit notes: more than one where other invoices go back with it.</param>
/// <param name="Invoices">What took its place.</param>
/// <param name="Exceptions">What stands in the way of billing the period again.</param>
/// <param name="Differences">What the payers owe more, or less, than before, by currency.</param>
public sealed record CreditAnswer(
    string Invoice, bool PutsBack, Period? BilledLater, IReadOnlyList<NoteAnswer> Notes, IReadOnlyList<InvoiceAnswer> Invoices,
    IReadOnlyList<ExceptionAnswer> Exceptions, IReadOnlyList<CurrencyTotal> Differences)
{
    /// <param name="run">The run that billed again; null: none did.</param>
    internal static async Task<CreditAnswer> Of(Db db, string number, int? run, CancellationToken cancellation)
    {
        var invoice = await FindInvoice.Of(db, number, cancellation) ?? throw FindInvoice.Unknown(number);
        var credit = await db.Credits.SingleAsync(credit => credit.CreditedId == invoice.Id, cancellation);
        var credits = await db.Credits.Where(other => other.Revision == credit.Revision).OrderBy(other => other.InvoiceId).ToListAsync(cancellation);
        var credited = credits.ConvertAll(other => other.CreditedId);
        var numbers = await db.Invoices.Where(row => credited.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.FullNumber, cancellation);
        var ids = credits.ConvertAll(other => other.InvoiceId);
        var (notes, noted) = await Read(db, db.Invoices.Where(row => ids.Contains(row.Id)), cancellation);
        var (placed, billed) = await Read(db, db.Invoices.Where(row => row.Id == credit.ReplacedById
            || (run != null && row.RunId == run && row.Period == invoice.Period && row.CustomerId == invoice.CustomerId && row.Id > credit.InvoiceId)), cancellation);
        var contracts = await BillAgain.Of(db, invoice, cancellation);
        var open = run is null || contracts is null ? [] : await db.RunExceptions.Where(row => row.RunId == run && row.CustomerId == invoice.CustomerId && row.Severity == Severity.Blocking).ToListAsync(cancellation);
        return new CreditAnswer(invoice.FullNumber, credit.PutsBack, null, [.. notes.Zip(credits, (note, of) => new NoteAnswer(numbers[of.CreditedId], note))], placed,
            [.. open.Select(ExceptionAnswer.Of)], Difference([.. noted, .. billed]));
    }

    static async Task<(List<InvoiceAnswer> Answers, List<(string Currency, decimal Net, decimal Tax)> Sums)> Read(Db db, IQueryable<Invoice> which, CancellationToken cancellation)
    {
        var invoices = await which.OrderBy(invoice => invoice.Id).ToListAsync(cancellation);
        var ids = invoices.ConvertAll(invoice => invoice.Id);
        var lines = (await db.InvoiceLines.Where(line => ids.Contains(line.InvoiceId)).OrderBy(line => line.No).ToListAsync(cancellation)).ToLookup(line => line.InvoiceId);
        return (invoices.ConvertAll(invoice => InvoiceAnswer.Of(invoice, lines[invoice.Id])), invoices.ConvertAll(invoice => (invoice.Currency, invoice.Net, invoice.Tax)));
    }

    /// <param name="sums">Of notes, below 0, and of what takes their place.</param>
    internal static IReadOnlyList<CurrencyTotal> Difference(IEnumerable<(string Currency, decimal Net, decimal Tax)> sums) =>
    [
        .. sums.GroupBy(sum => sum.Currency).OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => new CurrencyTotal(
            sum.Key, Figures.Amount(sum.Sum(one => one.Net)), Figures.Amount(sum.Sum(one => one.Tax)), Figures.Amount(sum.Sum(one => one.Net + one.Tax)))),
    ];
}

/// <summary>A credit note.</summary>
/// <param name="Credits">The number of what it credits.</param>
/// <param name="Note">As an invoice with its lines taken back; without a number on a preview.</param>
public sealed record NoteAnswer(string Credits, InvoiceAnswer Note);
