using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Accounting;

/// <summary>
/// Writes the journal of posted invoices in hledger's format: an entry an invoice, dated as the invoice, in its currency, with
/// what one of it was worth then where the invoice says so (T-2).
/// The same ledger gives the same bytes.
/// </summary>
[Needs(AccountingPermissions.Read)]
sealed class ExportJournal(Db db)
{
    /// <param name="period">Only this period's invoices; null: all.</param>
    /// <returns>The entries written.</returns>
    public async Task<int> Run(TextWriter journal, Period? period, CancellationToken cancellation)
    {
        var lines =
            from line in db.JournalLines
            join invoice in db.Invoices on line.InvoiceId equals invoice.Id
            where period == null || invoice.Period == period
            orderby invoice.Id, line.No
            select new { line.InvoiceId, line.Account, line.Debit, line.Credit, Invoice = invoice };
        var own = await db.Company.Select(company => company.Currency).SingleOrDefaultAsync(cancellation);
        var (entries, last) = (0, 0);
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (line.InvoiceId != last)
            {
                await journal.WriteAsync(entries == 0 ? "" : "\n");
                await journal.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{line.Invoice.InvoicedOn:yyyy-MM-dd} ({line.Invoice.FullNumber}) {Payee(line.Invoice.BillToName)}  ; period:{line.Invoice.Period}\n"));
                (entries, last) = (entries + 1, line.InvoiceId);
            }

            await journal.WriteAsync($"    {line.Account,-40}  {Figures.Amount(line.Debit - line.Credit),14} {Commodity(line.Invoice.Currency)}{Worth(line.Invoice, own)}\n");
        }

        return entries;
    }

    /// <summary>Of a foreign currency, the company's own for one of it: hledger's -B adds all up in that.</summary>
    static string Worth(Billing.Invoice invoice, string? own) => invoice.ExchangeRate is { } rate && own is not null && own != invoice.Currency
        ? $" @ {Figures.Price(rate)} {Commodity(own)}"
        : "";

    /// <summary>A semicolon would begin a comment, and a bar divides a payee from a note.</summary>
    static string Payee(string name) => name.Replace(';', ',').Replace('|', '/').ReplaceLineEndings(" ");

    /// <summary>hledger wants quotes around what is not all letters.</summary>
    static string Commodity(string currency) => currency.All(char.IsAsciiLetter) ? currency : $"\"{currency}\"";
}
