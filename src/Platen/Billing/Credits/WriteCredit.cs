using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Billing.Credits;

/// <summary>What a credit wrote, in a transaction that is not committed yet.</summary>
/// <param name="Notes">Each credit note with what it credits.</param>
/// <param name="Manual">The invoice by hand.</param>
/// <param name="BilledLater">The period billed since, where it was not the last; null where it was.</param>
/// <param name="Together">What went back with it.</param>
/// <param name="Changes">For the audit trail.</param>
sealed record WrittenCredit(
    Invoice Invoice, IReadOnlyList<(LedgerInvoice Note, Invoice Credited)> Notes, LedgerInvoice? Manual, bool PutsBack, Period? BilledLater, DateOnly Date,
    Together Together, IReadOnlyList<Change> Changes);

/// <summary>Credits an invoice, with all that goes back with it, and writes the invoice by hand: in one transaction, which the caller commits, or not.</summary>
sealed class WriteCredit(Database database, AuditTrail trail)
{
    /// <summary>Whoever else credits waits from here on: what is read is so until the end.</summary>
    public static Task Claim(WriteTransaction write, CancellationToken cancellation) => Sequences.Take(write.Connection, Credit.Series, 0, cancellation);

    public async Task<WrittenCredit> Write(WriteTransaction write, string number, CreditRequest asked, CancellationToken cancellation)
    {
        await Claim(write, cancellation);
        await RefuseWhilePosting(write, cancellation);
        await using var db = Db.Within(database, write);
        var invoice = await FindInvoice.Of(db, number, cancellation) ?? throw FindInvoice.Unknown(number);
        await CreditRules.Refuse(db, invoice, asked, cancellation);
        var together = await Together.Find(db, invoice, cancellation);
        var date = await CreditRules.DateOf(db, invoice, together.Contracts, asked, trail.Now, cancellation);
        var later = await together.BilledLater(cancellation);
        var putsBack = asked.Way != CreditWay.Manual && invoice.RunId != 0 && later is null;
        await CreditRules.Refuse(db, invoice, asked, together, later, cancellation);

        var credited = putsBack ? together.Invoices : [invoice];
        var (notes, manual) = await Documents(write, db, invoice, credited, asked, date, cancellation);
        LedgerInvoice.Write(database, write, [.. notes.Select(note => note.Note), .. manual is null ? [] : (LedgerInvoice[])[manual]]);
        var usage = putsBack ? await Counted(db, together, cancellation) : [];
        if (putsBack)
        {
            await TakeBack.Move(write, together, notes[0].Note.Invoice.Id, cancellation);
            await Payables.TakeBack(db, together, cancellation);
        }

        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        var credits = notes.ConvertAll(note => new Credit
        {
            InvoiceId = note.Note.Invoice.Id,
            CreditedId = note.Credited.Id,
            CustomerId = note.Credited.CustomerId,
            ReplacedById = manual?.Invoice.Id,
            PutsBack = putsBack,
            Reason = asked.Reason!.Trim(),
            Revision = revision,
        });
        db.Credits.AddRange(credits);
        await db.SaveChangesAsync(cancellation);
        var corrected = asked.Readings.Count == 0 ? [] : await CorrectReadings.Write(database, write, db, revision, usage, asked.Readings, trail, cancellation);
        return new WrittenCredit(invoice, notes, manual, putsBack, later, date, together,
            [.. notes.Zip(credits, (note, credit) => NoteScope.Of(note.Note, note.Credited, credit)), .. manual is null ? [] : (Change[])[NoteScope.Of(manual)], .. corrected]);
    }

    /// <summary>
    /// A run on its way into the ledger may open where this ends: one of the two waits, and then sees the other (<see cref="PostRun"/>).
    /// </summary>
    async Task RefuseWhilePosting(WriteTransaction write, CancellationToken cancellation)
    {
        await using var command = write.Connection.CreateCommand();
        command.CommandText = $"SELECT id, state FROM runs WHERE state <> {RunState.Posted:D} ORDER BY id{database.ForShare}";
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if ((RunState)row.GetInt32(1) == RunState.Posting)
                throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"Run {row.GetInt32(0)} is being posted. Finish it with 'platen post {row.GetInt32(0)}', then credit."));
        }
    }

    static async Task<(List<(LedgerInvoice Note, Invoice Credited)> Notes, LedgerInvoice? Manual)> Documents(
        WriteTransaction write, Db db, Invoice invoice, IReadOnlyList<Invoice> credited, CreditRequest asked, DateOnly date, CancellationToken cancellation)
    {
        var byHand = asked.Way == CreditWay.Manual;
        var id = (int)await Sequences.Take(write.Connection, "invoices", credited.Count + (byHand ? 1 : 0), cancellation);
        var number = await Sequences.Take(write.Connection, Credit.Series, credited.Count, cancellation);
        var notes = new List<(LedgerInvoice, Invoice)>();
        foreach (var (place, one) in credited.Index())
            notes.Add((await CreditNote.Of(db, one, id + place, number + place, date, cancellation), one));
        if (!byHand)
            return (notes, null);
        var next = await Sequences.Take(write.Connection, PostRun.Series, 1, cancellation);
        return (notes, await ManualInvoice.Of(db, invoice, asked.Lines, id + credited.Count, next, date, cancellation));
    }

    static async Task<List<BilledUsage>> Counted(Db db, Together together, CancellationToken cancellation)
    {
        var contracts = together.Charges.Select(charge => charge.Contract).Distinct().ToList();
        return (await db.BilledUsage.Where(usage => contracts.Contains(usage.ContractId) && usage.Period == together.Period).ToListAsync(cancellation))
            .FindAll(usage => together.Charges.Contains((usage.ContractId, usage.Charge)));
    }
}
