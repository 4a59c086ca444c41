using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Components;

namespace Platen.Billing.Credits;

/// <summary>What may be credited, how, and of what date.</summary>
static class CreditRules
{
    const int LongestReason = 300, LongestText = 200;
    const string NoLine = "An invoice by hand needs a line.";

    /// <exception cref="Refusal">It cannot be credited as asked, whatever was billed since.</exception>
    public static async Task Refuse(Db db, Invoice invoice, CreditRequest asked, CancellationToken cancellation)
    {
        if (invoice.Series == Credit.Series)
            throw new Refusal($"{invoice.FullNumber} is a credit note. What it credited is billed again with a run, or by hand.");
        if (await NoteOf(db, invoice.Id, cancellation) is { } note)
            throw new Refusal($"{invoice.FullNumber} was credited already, by {note.FullNumber} of {Numerals.Day(note.InvoicedOn)}.");
        if (asked.Reason?.Trim() is not { Length: > 0 and <= LongestReason } reason || reason.Any(char.IsControl))
            throw new Refusal($"Say why {invoice.FullNumber} is credited, on one line of up to {LongestReason} letters: it is printed on the credit note.");
        if (asked.Readings.Count > 0 && asked.Way != CreditWay.Rebill)
            throw new Refusal("A reading is corrected where the period is billed again with it.");
        if (asked.Lines.Count > 0 != (asked.Way == CreditWay.Manual))
            throw new Refusal(asked.Way == CreditWay.Manual ? NoLine : "Lines stand on an invoice by hand.");
        if (asked.Way == CreditWay.Manual)
            RefuseLines(asked.Lines);
    }

    /// <exception cref="Refusal">They cannot stand on an invoice by hand.</exception>
    public static void RefuseLines(IReadOnlyList<LineByHand> lines)
    {
        if (lines.Count == 0)
            throw new Refusal(NoLine);
        if (lines.Any(line => line.Text?.Trim() is not { Length: > 0 and <= LongestText } text || text.Any(char.IsControl) || line.Account is { } account && !Journal.IsAccount(account)
            || line.TaxRate is < 0 or >= 100 || line.Contract is not null && line.Contract.Length > 60))
        {
            throw new Refusal($"A line by hand needs a text of up to {LongestText} letters, a tax rate from 0 to below 100, and the name of an account if any.");
        }
    }

    /// <exception cref="Refusal">It cannot be credited as asked, for what was billed with it or since.</exception>
    public static async Task Refuse(Db db, Invoice invoice, CreditRequest asked, Together together, Period? later, CancellationToken cancellation)
    {
        if (asked.Way == CreditWay.Rebill && invoice.RunId == 0)
            throw new Refusal($"{invoice.FullNumber} was written by hand: write another in its place.");
        if (asked.Way == CreditWay.Rebill && later is { } billed)
            throw new Refusal($"{invoice.FullNumber} is not the last: {billed} was billed since, from where it ended. Credit that first, or write an invoice by hand in place of {invoice.FullNumber}.");
        if (asked.Way == CreditWay.Manual || later is not null)
            return;
        foreach (var other in together.Invoices.Where(other => other.Id != invoice.Id))
        {
            if (await NoteOf(db, other.Id, cancellation) is { } note)
                throw new Refusal($"{other.FullNumber} goes back with {invoice.FullNumber}, and was credited already by {note.FullNumber}. Write an invoice by hand in place of {invoice.FullNumber}.");
        }
    }

    /// <summary>As asked; else today, but not before what it credits.</summary>
    /// <param name="contracts">Those that are credited with it.</param>
    public static async Task<DateOnly> DateOf(
        Db db, Invoice invoice, IReadOnlySet<string> contracts, CreditRequest asked, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var date = asked.Date ?? (today > invoice.InvoicedOn ? today : invoice.InvoicedOn);
        if (date < invoice.InvoicedOn)
            throw new Refusal($"{invoice.FullNumber} is of {Numerals.Day(invoice.InvoicedOn)}: it cannot be credited before that day.");
        var sites = await db.Contracts.Where(contract => contract.Site != null && (contracts.Contains(contract.Number) || contract.Number == invoice.Contract))
            .Select(contract => contract.Site!).Distinct().ToListAsync(cancellation);
        await ClosedMonths.Refuse(db, date, sites, cancellation);
        return date;
    }

    /// <summary>The note that credits an invoice.</summary>
    public static Task<Invoice?> NoteOf(Db db, int invoice, CancellationToken cancellation) =>
        db.Invoices.SingleOrDefaultAsync(note => db.Credits.Any(credit => credit.InvoiceId == note.Id && credit.CreditedId == invoice), cancellation);
}
