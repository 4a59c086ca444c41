using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Verifying;

/// <summary>Some invoices against themselves, their journal entries, and their charges priced again.</summary>
static class InvoiceCheck
{
    public static async Task<List<Difference>> Of(Db db, LedgerRows ledger, CancellationToken cancellation)
    {
        var found = new List<Difference>();
        var ids = ledger.Invoices.Select(invoice => invoice.Id).ToList();
        var journal = (await db.JournalLines.Where(line => ids.Contains(line.InvoiceId)).OrderBy(line => line.No).ToListAsync(cancellation))
            .ToLookup(line => line.InvoiceId);
        var customers = ledger.Invoices.Select(invoice => invoice.CustomerId).Distinct().ToList();
        var codes = await db.Customers.Where(customer => customers.Contains(customer.Id))
            .ToDictionaryAsync(customer => customer.Id, customer => customer.Code, cancellation);
        var notes = await NoteCheck.Read(db, ledger, cancellation);
        foreach (var invoice in ledger.Invoices)
        {
            var lines = ledger.Lines[invoice.Id].ToList();
            var posted = lines.ConvertAll(line => line.AsInvoiced(ledger.AccountOf(invoice.RunId, line)));
            found.AddRange(Totals(invoice, posted));
            if (invoice.RunId == 0)
            {
                found.AddRange(notes.Check(invoice, lines, [.. journal[invoice.Id]]));
                continue;
            }

            found.AddRange(Entry(invoice, posted, [.. journal[invoice.Id]]));
            foreach (var charge in lines.Where(line => ChargeKey.GroupOf(line.Charge) is null).GroupBy(line => (line.Contract, line.Charge)))
                found.AddRange(PricedAgain.Check(invoice, codes.GetValueOrDefault(invoice.CustomerId, ""), [.. charge], ledger));
        }

        return found;
    }

    static IEnumerable<Difference> Totals(Invoice invoice, List<InvoiceLine> lines)
    {
        if (lines.Count == 0)
            yield return new Difference(invoice.FullNumber, "It has no lines.");
        var sum = new InvoiceDraft(invoice.BillTo, invoice.Contract, invoice.Machine, invoice.Currency, lines);
        if (invoice.Net != sum.Net)
            yield return new Difference(invoice.FullNumber, $"The net is {Figures.Amount(invoice.Net)}, its lines add up to {Figures.Amount(sum.Net)}.");
        if (invoice.Tax != sum.Tax)
            yield return new Difference(invoice.FullNumber, $"The tax is {Figures.Amount(invoice.Tax)}, of its lines {Figures.Amount(sum.Tax)}.");
        if (invoice.Total != invoice.Net + invoice.Tax)
            yield return new Difference(invoice.FullNumber, $"The total is {Figures.Amount(invoice.Total)}, net and tax {Figures.Amount(invoice.Net + invoice.Tax)}.");
    }

    static IEnumerable<Difference> Entry(Invoice invoice, List<InvoiceLine> lines, List<JournalLine> entry)
    {
        var (debit, credit) = (entry.Sum(side => side.Debit), entry.Sum(side => side.Credit));
        if (debit != credit)
            yield return new Difference($"{invoice.FullNumber} journal", $"Debit {Figures.Amount(debit)} and credit {Figures.Amount(credit)} do not balance.");
        var expected = Journal.Entry(invoice.BillTo, lines, invoice.Tax);
        for (var no = 0; no < Math.Max(entry.Count, expected.Count); no++)
        {
            var found = no < entry.Count ? new JournalSide(entry[no].Account, entry[no].Debit, entry[no].Credit) : default;
            if (no >= expected.Count || found != expected[no])
            {
                yield return new Difference(string.Create(CultureInfo.InvariantCulture, $"{invoice.FullNumber} journal line {no + 1}"),
                    $"It says {Words(found)}; the invoice's lines make {Words(no < expected.Count ? expected[no] : default)}.");
            }
        }
    }

    static string Words(JournalSide side) => side.Account is null
        ? "nothing"
        : side.Debit != 0 ? $"{side.Account} debit {Figures.Amount(side.Debit)}" : $"{side.Account} credit {Figures.Amount(side.Credit)}";
}
