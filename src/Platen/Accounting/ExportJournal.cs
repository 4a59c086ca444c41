using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Billing;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Accounting;

/// <summary>
/// Writes the journal of posted invoices, and of suppliers' invoices between them by their date, in hledger's format: an entry an
/// invoice or credit note, dated as it is, in its currency, with what one of it was worth then where the invoice says so (T-2).
/// The same ledger gives the same bytes.
/// </summary>
[Needs(AccountingPermissions.Read)]
sealed class ExportJournal(Db db)
{
    /// <param name="period">Only what is dated in this month; null: all.</param>
    /// <returns>The entries written.</returns>
    public async Task<int> Run(TextWriter journal, Period? period, CancellationToken cancellation)
    {
        var suppliers = new Queue<Entry>(await Suppliers(period, cancellation));
        var written = 0;
        await foreach (var invoice in Invoices(period, cancellation))
        {
            while (suppliers.TryPeek(out var earlier) && earlier.Dated < invoice.Dated)
                await Write(suppliers.Dequeue());
            await Write(invoice);
        }

        foreach (var last in suppliers)
            await Write(last);
        return written;

        async Task Write(Entry entry)
        {
            await journal.WriteAsync(written++ == 0 ? "" : "\n");
            await journal.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{entry.Dated:yyyy-MM-dd} ({Code(entry.Number)}) {Payee(entry.Party)}  ; {entry.Tag}\n"));
            foreach (var side in entry.Sides)
                await journal.WriteAsync($"    {side.Account,-40}  {Figures.Amount(side.Debit - side.Credit),14} {entry.Unit}\n");
        }
    }

    /// <param name="Unit">What its amounts are in, and are worth.</param>
    sealed record Entry(DateOnly Dated, string Number, string Party, string Tag, string Unit, IReadOnlyList<JournalSide> Sides);

    async IAsyncEnumerable<Entry> Invoices(Period? period, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        // Not by the month billed: that may be closed, and in the books.
        var (first, last) = (period?.FirstDay ?? DateOnly.MinValue, period?.LastDay ?? DateOnly.MaxValue);
        var lines =
            from line in db.JournalLines
            join invoice in db.Invoices on line.InvoiceId equals invoice.Id
            where invoice.InvoicedOn >= first && invoice.InvoicedOn <= last
            orderby invoice.Id, line.No
            select new { line.Account, line.Debit, line.Credit, Invoice = invoice };
        var own = await db.Company.Select(company => company.Currency).SingleOrDefaultAsync(cancellation);
        Invoice? current = null;
        var sides = new List<JournalSide>();
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (current is not null && current.Id != line.Invoice.Id)
            {
                yield return Of(current, sides, own);
                sides = [];
            }

            current = line.Invoice;
            sides.Add(new JournalSide(line.Account, line.Debit, line.Credit));
        }

        if (current is not null)
            yield return Of(current, sides, own);
    }

    static Entry Of(Invoice invoice, List<JournalSide> sides, string? own) =>
        new(invoice.InvoicedOn, invoice.FullNumber, invoice.BillToName, $"period:{invoice.Period}", Commodity(invoice.Currency) + Worth(invoice, own), sides);

    async Task<IEnumerable<Entry>> Suppliers(Period? period, CancellationToken cancellation)
    {
        var (first, last) = (period?.FirstDay ?? DateOnly.MinValue, period?.LastDay ?? DateOnly.MaxValue);
        var invoices = await (
            from invoice in db.SupplierInvoices
            join party in db.Customers on invoice.Supplier equals party.Code
            where invoice.Dated >= first && invoice.Dated <= last
            orderby invoice.Dated, invoice.Id
            select new { Invoice = invoice, party.Name }).ToListAsync(cancellation);
        var ids = invoices.ConvertAll(row => row.Invoice.Id);
        var lines = (await db.SupplierInvoiceLines.Where(line => EF.Parameter(ids).Contains(line.SupplierInvoiceId)).ToListAsync(cancellation))
            .ToLookup(line => line.SupplierInvoiceId, line => (line.Account, line.Amount));
        return invoices.Select(row => new Entry(
            row.Invoice.Dated, row.Invoice.Number, row.Name, $"supplier:{row.Invoice.Supplier}", Commodity(row.Invoice.Currency),
            Journal.Supplier(row.Invoice.Supplier, lines[row.Invoice.Id])));
    }

    /// <summary>Of a foreign currency, the company's own for one of it: hledger's -B adds all up in that.</summary>
    static string Worth(Invoice invoice, string? own) => invoice.ExchangeRate is { } rate && own is not null && own != invoice.Currency
        ? $" @ {Figures.Price(rate)} {Commodity(own)}"
        : "";

    /// <summary>A semicolon would begin a comment, and a bar divides a payee from a note.</summary>
    static string Payee(string name) => name.Replace(';', ',').Replace('|', '/').ReplaceLineEndings(" ");

    /// <summary>A number stands in brackets of hledger's.</summary>
    static string Code(string number) => Payee(number).Replace('(', '[').Replace(')', ']');

    /// <summary>hledger wants quotes around what is not all letters.</summary>
    static string Commodity(string currency) => currency.All(char.IsAsciiLetter) ? currency : $"\"{currency}\"";
}
