using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Billing.Credits;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Verifying;

/// <summary>Credit notes against the invoices that they credit, and invoices by hand against themselves.</summary>
sealed class NoteCheck
{
    readonly Dictionary<int, Credit> _credits;
    readonly Dictionary<int, Invoice> _credited;
    readonly ILookup<int, PostedLine> _lines;
    readonly ILookup<int, JournalLine> _journal;

    NoteCheck(Dictionary<int, Credit> credits, Dictionary<int, Invoice> credited, ILookup<int, PostedLine> lines, ILookup<int, JournalLine> journal) =>
        (_credits, _credited, _lines, _journal) = (credits, credited, lines, journal);

    public static async Task<NoteCheck> Read(Db db, LedgerRows ledger, CancellationToken cancellation)
    {
        var notes = ledger.Invoices.Where(invoice => invoice.RunId == 0).Select(invoice => invoice.Id).ToList();
        var credits = notes.Count == 0 ? [] : await db.Credits.Where(credit => notes.Contains(credit.InvoiceId)).ToListAsync(cancellation);
        if (credits.Count == 0)
            return new NoteCheck([], [], ledger.Lines, Enumerable.Empty<JournalLine>().ToLookup(line => line.InvoiceId));
        var ids = credits.ConvertAll(credit => credit.CreditedId);
        return new NoteCheck(
            credits.ToDictionary(credit => credit.InvoiceId),
            await db.Invoices.Where(invoice => ids.Contains(invoice.Id)).ToDictionaryAsync(invoice => invoice.Id, cancellation),
            (await db.InvoiceLines.Where(line => ids.Contains(line.InvoiceId)).OrderBy(line => line.No).ToListAsync(cancellation)).ToLookup(line => line.InvoiceId),
            (await db.JournalLines.Where(line => ids.Contains(line.InvoiceId)).OrderBy(line => line.No).ToListAsync(cancellation)).ToLookup(line => line.InvoiceId));
    }

    public IEnumerable<Difference> Check(Invoice note, List<PostedLine> lines, List<JournalLine> entry)
    {
        var (debit, credit) = (entry.Sum(side => side.Debit), entry.Sum(side => side.Credit));
        if (debit != credit)
            yield return new Difference($"{note.FullNumber} journal", $"Debit {Figures.Amount(debit)} and credit {Figures.Amount(credit)} do not balance.");
        if (!_credits.TryGetValue(note.Id, out var of))
        {
            if (note.Series == Credit.Series)
                yield return new Difference(note.FullNumber, "It is a credit note and credits nothing.");
            foreach (var line in lines.Where(line => line.Kind != LineKind.Manual || line.Amount != Money.Round(line.Quantity * (line.UnitCharge ?? 0))))
                yield return new Difference(string.Create(CultureInfo.InvariantCulture, $"{note.FullNumber} line {line.No}"), $"It says {Figures.Amount(line.Amount)}; quantity and price make another amount.");
            yield break;
        }

        if (!_credited.TryGetValue(of.CreditedId, out var credited))
        {
            yield return new Difference(note.FullNumber, "What it credits is missing.");
            yield break;
        }

        if (note.Total != -credited.Total || note.Net != -credited.Net || note.BillTo != credited.BillTo || note.Currency != credited.Currency)
            yield return new Difference(note.FullNumber, $"It is of {Figures.Amount(note.Total)} {note.Currency} to {note.BillTo}; {credited.FullNumber}, which it credits, is of {Figures.Amount(credited.Total)} {credited.Currency} to {credited.BillTo}.");
        if (!lines.Select(line => (line.No, line.Charge, line.Contract, line.Quantity, line.Amount)).SequenceEqual(_lines[credited.Id].Select(line => (line.No, line.Charge, line.Contract, -line.Quantity, -line.Amount))))
            yield return new Difference(note.FullNumber, $"Its lines are not those of {credited.FullNumber}, taken back.");
        if (!entry.Select(side => new JournalSide(side.Account, side.Debit, side.Credit)).SequenceEqual(Journal.TakenBack(_journal[credited.Id].Select(side => new JournalSide(side.Account, side.Debit, side.Credit)))))
            yield return new Difference($"{note.FullNumber} journal", $"It is not that of {credited.FullNumber} with its sides exchanged.");
    }
}
