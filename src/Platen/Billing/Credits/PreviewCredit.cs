using Platen.Audit;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Billing.Credits;

/// <summary>What a credit would do: it is done, what takes the invoice's place is rated, and all is let go again.</summary>
[Needs(BillingPermissions.Void)]
sealed class PreviewCredit(Database database, AuditTrail trail)
{
    public async Task<CreditAnswer> Run(string number, CreditRequest asked, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        var written = await new WriteCredit(database, trail).Write(write, number, asked, cancellation);
        var rated = asked.Way == CreditWay.Rebill ? await Rate(write, written, cancellation) : [];
        var invoices = rated.SelectMany(customer => customer.Document.Invoices).ToList();
        return new CreditAnswer(written.Invoice.FullNumber, written.PutsBack, written.BilledLater,
            [.. written.Notes.Select(note => new NoteAnswer(note.Credited.FullNumber, InvoiceAnswer.Of(note.Note.Invoice, note.Note.Posted) with { Number = null }))],
            [.. invoices.Select(InvoiceAnswer.Of), .. written.Manual is { } manual ? (InvoiceAnswer[])[InvoiceAnswer.Of(manual.Invoice, manual.Posted) with { Number = null }] : []],
            [.. rated.SelectMany(customer => customer.Problems).Where(problem => problem.Problem.Severity == Rating.Severity.Blocking).Select(ExceptionAnswer.Of)],
            CreditAnswer.Difference(
            [
                .. written.Notes.Select(note => (note.Note.Invoice.Currency, note.Note.Invoice.Net, note.Note.Invoice.Tax)),
                .. invoices.Select(invoice => (invoice.Currency, invoice.Net, invoice.Tax)),
                .. written.Manual is { Invoice: var hand } ? ((string, decimal, decimal)[])[(hand.Currency, hand.Net, hand.Tax)] : [],
            ]));
    }

    /// <summary>Whether nothing of an invoice was billed in a later month, so that all of it can be put back (CR-2).</summary>
    public async Task<bool> IsLast(string number, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var invoice = await FindInvoice.Of(db, number, cancellation) ?? throw FindInvoice.Unknown(number);
        return invoice.RunId != 0 && await (await Together.Find(db, invoice, cancellation)).BilledLater(cancellation) is null;
    }

    /// <summary>Whether what its credit took back is not billed again yet.</summary>
    public async Task<bool> IsDueAgain(string number, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await FindInvoice.Of(db, number, cancellation) is { } invoice && await BillAgain.Of(db, invoice, cancellation) is not null;
    }

    /// <summary>As the run would that bills it again.</summary>
    async Task<List<RatedCustomer>> Rate(WriteTransaction write, WrittenCredit written, CancellationToken cancellation)
    {
        var request = CreditInvoice.RequestOf(written);
        var run = new Run { Id = 0, Period = request.Period, ChargeKind = request.ChargeKind, Contracts = request.ContractNumbers, ChargeGroups = request.GroupNames, InvoicedOn = written.Date };
        var drafting = await Drafting.Of(database, run, cancellation);
        var customer = written.Invoice.CustomerId;
        var shard = new RunShard { RunId = 0, No = 1, FirstCustomer = customer, LastCustomer = customer };
        return await drafting.Rate(shard, cancellation, write).ToListAsync(cancellation);
    }
}
