using Microsoft.EntityFrameworkCore;
using Platen.Billing.Invoices;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Invoices;

public class ShowInvoiceTests
{
    static readonly Period January = new(2026, 1);
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task What_was_reviewed_is_what_is_shown_once_it_is_posted(TestDatabase database)
    {
        await database.ImportSeed002();
        var run = await database.Bill(January);
        var drafted = await Show(database, show => show.Drafted(run, 1, 0, Cancellation));
        await database.BillAndPost(January);

        var posted = await Show(database, show => show.Posted("INV0000001", Cancellation));

        Assert.NotNull(drafted);
        Assert.Equal(
            InvoiceText.Of(posted! with { Number = null }, explain: true), InvoiceText.Of(drafted, explain: true));
    }

    [Theory, EveryDatabase]
    public async Task A_pools_lines_machines_and_price_are_told_together(TestDatabase database)
    {
        await database.ImportSeed002();
        await database.BillAndPost(January);

        var invoice = (await Show(database, show => show.Posted("1", Cancellation)))!;

        var mono = invoice.Charges[0];
        Assert.Equal("Mono, 3 machines together", mono.Title);
        Assert.Equal([500.00m, 5.00m], mono.Lines.Select(line => line.Amount));
        Assert.Equal("500.00 is due whatever is copied, and pays for copies 1 to 3,000.", mono.Lines[0].Why);
        Assert.Equal("100 × 0.05 = 5.00.", mono.Lines[1].Why);
        Assert.Equal([2000, 500, 600], mono.Machines.Select(row => row.Copies));
        Assert.Equal([325.81m, 81.45m, 97.74m], mono.Machines.Select(row => row.Share)); // M-17: they add up to 505.00
        Assert.Equal(new PriceStep(3001, null, 0.05m, 100, 5.00m), Assert.Single(mono.Price!.Levels));
        Assert.Equal((500.00m, 3000L, 0L), (mono.Price.Minimum, mono.Price.Allowance, mono.Price.Unused));
        Assert.Equal((820.00m, 123.00m, 943.00m), (invoice.Net, invoice.Tax, invoice.Total));
    }

    [Theory, EveryDatabase]
    public async Task A_price_is_written_like_the_amount_beside_it(TestDatabase database)
    {
        await new DealerBook().Customer("A").Machine("M1", "A", "Mono").Contract("C1", "A", DealerBook.Alone("M1", fee: 35_043.03m))
            .Reading("M1", "Mono", "2026-02-28", 1100).Import(database);
        await database.BillAndPost(January.AddMonths(1));

        var invoice = (await Show(database, show => show.Posted("1", Cancellation)))!;

        var fee = Assert.Single(invoice.Charges, charge => charge.Shape == ChargeShape.Fee); // January's too (M-18)
        Assert.Equal("2 × 35,043.03 = 70,086.06.", Assert.Single(fee.Lines).Why);
        Assert.Contains("35,043.03    70,086.06", InvoiceText.Of(invoice), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task An_invoice_follows_the_terms_that_priced_it_and_not_later_ones(TestDatabase database)
    {
        await database.ImportSeed002();
        await database.BillAndPost(January);
        var before = InvoiceText.Of((await Show(database, show => show.Posted("INV0000001", Cancellation)))!, explain: true);
        await using (var db = new Db(database.Database))
        {
            var terms = await db.Terms.SingleAsync(Cancellation);
            db.Terms.Add(new()
            {
                ContractId = terms.ContractId,
                Version = 2,
                FromPeriod = January,
                Approved = true,
                CreatedAt = terms.CreatedAt,
                Document = terms.Document.Replace("0.05", "0.99", StringComparison.Ordinal),
            });
            await db.SaveChangesAsync(Cancellation);
        }

        var after = InvoiceText.Of((await Show(database, show => show.Posted("INV0000001", Cancellation)))!, explain: true);

        Assert.Equal(before, after);
    }

    [Theory, EveryDatabase]
    public async Task The_verb_tells_an_invoice_in_words_in_JSON_and_as_a_PDF(TestDatabase database)
    {
        await database.ImportSeed002();
        await database.BillAndPost(January);
        var file = Path.Combine(database.Folder, "invoice.pdf");

        var words = await database.Platen("invoice", "INV0000001");
        var json = await database.Platen("invoice", "INV0000001", "--json");
        var pdf = await database.Platen("invoice", "INV0000001", "--pdf", file);

        Assert.Contains("Total ZAR         943.00", words.Output);
        Assert.Contains("\"total\": \"943.00\"", json.Output);
        Assert.Equal(Exit.Done, pdf.Exit);
        Assert.Contains("Total ZAR 943.00", PdfText.Of(await File.ReadAllBytesAsync(file, Cancellation)));
    }

    [Theory, EveryDatabase]
    public async Task A_number_that_is_not_there_is_refused_with_what_to_do(TestDatabase database)
    {
        await database.ImportSeed002();

        var said = await database.Platen("invoice", "INV0000009");

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains("There is no invoice INV0000009.", said.Error);
    }

    static async Task<ShownInvoice?> Show(TestDatabase database, Func<ShowInvoice, Task<ShownInvoice?>> question)
    {
        await using var db = new Db(database.Database);
        return await question(new ShowInvoice(db));
    }
}
