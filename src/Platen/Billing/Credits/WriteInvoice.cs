using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Credits;

/// <summary>An invoice by hand as it is asked for.</summary>
public sealed record NewInvoice
{
    /// <summary>The code of who pays.</summary>
    [Required]
    public string? Customer { get; init; }

    /// <summary>Its date, in an open month; today where none is given.</summary>
    public DateOnly? Date { get; init; }
    public IReadOnlyList<LineByHand> Lines { get; init; } = [];
}

/// <summary>
/// Writes an invoice by hand that takes no other's place (CR-1, C-6): its lines are of no charge, so that nothing is billed by it but money.
/// It is numbered among the others and of the month of its date, and can be credited as they can.
/// </summary>
[Needs(BillingPermissions.Void)]
sealed class WriteInvoice(Database database, AuditTrail trail)
{
    public Task<InvoiceAnswer> Run(NewInvoice asked, CancellationToken cancellation) => Write(asked, keep: true, cancellation);

    /// <summary>The same, and nothing is kept.</summary>
    public async Task<InvoiceAnswer> Preview(NewInvoice asked, CancellationToken cancellation) => await Write(asked, keep: false, cancellation) with { Number = null };

    async Task<InvoiceAnswer> Write(NewInvoice asked, bool keep, CancellationToken cancellation)
    {
        CreditRules.RefuseLines(asked.Lines);
        var date = asked.Date ?? DateOnly.FromDateTime(trail.Now.UtcDateTime);
        RunTables tables;
        Company company;
        await using (var db = new Db(database))
        {
            company = await db.Company.FirstOrDefaultAsync(cancellation) ?? throw new Refusal("There is no book yet. Import one with 'platen import FILE'.");
            tables = await RunTables.Read(database, db, company, date, cancellation);
        }

        await using var write = await database.Write(cancellation);
        var written = await Document(write, asked, date, company, tables, cancellation);
        if (keep)
        {
            LedgerInvoice.Write(database, write, [written]);
            await trail.Commit(write, NoteScope.Of(written), cancellation);
        }

        return InvoiceAnswer.Of(written.Invoice, written.Posted);
    }

    async Task<LedgerInvoice> Document(WriteTransaction write, NewInvoice asked, DateOnly date, Company company, RunTables tables, CancellationToken cancellation)
    {
        // Taken first: what is read now is so until the end.
        var id = (int)await Sequences.Take(write.Connection, "invoices", 1, cancellation);
        await using var db = Db.Within(database, write);
        var payer = await db.Customers.SingleOrDefaultAsync(customer => customer.Code == asked.Customer, cancellation)
            ?? throw new Refusal($"There is no customer {asked.Customer}. 'platen customer list' names them.");
        var lines = asked.Lines.Select(line => InvoiceLine.ByHand(line.Contract ?? "", line.Text!.Trim(), line.Quantity, line.UnitCharge, line.TaxRate ?? tables.TaxRate, line.Account)).ToList();
        await ManualInvoice.RefuseForeign(db, lines, payer.Id, payer.Code, cancellation);
        var numbers = lines.ConvertAll(line => line.Contract);
        var sites = await db.Contracts.Where(contract => numbers.Contains(contract.Number) && contract.Site != null).Select(contract => contract.Site!).Distinct().ToListAsync(cancellation);
        await ClosedMonths.Refuse(db, date, sites, cancellation);
        var contract = numbers.Distinct().ToList() is [{ Length: > 0 } one] ? one : null;
        var draft = new InvoiceDraft(payer.Code, contract, null, payer.Currency ?? company.Currency, lines);
        if (draft.Net <= 0)
            throw new Refusal("An invoice asks for more than 0. To give money back, credit what was billed.");
        var invoice = new Invoice
        {
            Id = id,
            Series = PostRun.Series,
            Number = await Sequences.Take(write.Connection, PostRun.Series, 1, cancellation),
            RunId = 0,
            Period = Period.Of(date),
            InvoicedOn = date,
            CustomerId = payer.Id,
            BillTo = payer.Code,
            BillToName = payer.Name,
            Contract = contract,
            AddressLines = Address.ForInvoices(Address.Read(payer.Addresses), null),
            Currency = draft.Currency,
            ExchangeRate = tables.RateOf(draft.Currency),
            Net = draft.Net,
            Tax = draft.Tax,
            Total = draft.Net + draft.Tax,
        };
        return new LedgerInvoice(invoice, lines, Journal.Entry(payer.Code, lines, draft.Tax));
    }
}
