using Platen.Billing.Invoices;
using Platen.Billing.Invoices.Pdf;
using Platen.Data;
using Platen.Shell;
using Platen.Tests.Billing.Groups;
using Platen.Tests.Billing.Invoices;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Credits;

/// <summary>What the customer gets of a credit, word for word: the note, the invoice by hand in its place, and the statement.</summary>
public class CreditDocumentsTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_ordered_invoice_its_credit_note_what_took_its_place_and_the_statement_read_as_approved(TestDatabase database)
    {
        var alone = DealerBook.Alone("M1", fee: 10);
        var meter = alone.Items[0].Meters[0] with { OrderNumber = "PO-12" };
        await new DealerBook().Customer("CUST-A", addresses: "Main").Machine("M1", "CUST-A", "Mono")
            .Contract("C1", "CUST-A", alone with { OrderNumber = "PO-4711", Items = [alone.Items[0] with { Meters = [meter] }] })
            .Reading("M1", "Mono", "2026-01-31", 2000).Import(database);
        await database.Bill("2026-01", "--post");
        await database.Credit("1", "--line", "900 x 0.05 Copies in January", "--line", "1 x 10 Rental", "--date", "2026-02-10");

        await using var db = new Db(database.Database);
        foreach (var number in (string[])["INV0000001", "CRN0000001", "INV0000002"])
        {
            var invoice = (await new ShowInvoice(db).Posted(number, Stop))!;
            Golden.Matches($"{number}.txt", InvoiceText.Of(invoice));
            Golden.Matches($"{number}.pdf.txt", PdfText.Of(InvoicePdf.Of(invoice)));
        }

        var file = Path.Combine(database.Folder, "statement.pdf");
        var said = await database.Platen("statement", "CUST-A", "--from", "2026-02-01", "--until", "2026-02-28", "--pdf", file);
        Assert.Equal(Exit.Done, said.Exit);
        Golden.Matches("statement.pdf.txt", PdfText.Of(await File.ReadAllBytesAsync(file, Stop)));

        await using var platen = await RunningPlaten.SignedIn(database);
        using var pdf = await platen.Http.GetAsync("/api/v1/customers/CUST-A/statement/pdf?from=2026-02-01&until=2026-02-28", Stop);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.Equal(PdfText.Of(await File.ReadAllBytesAsync(file, Stop)), PdfText.Of(await pdf.Content.ReadAsByteArrayAsync(Stop)));
        var page = await platen.Http.GetStringAsync("/invoices/INV0000001", Stop);
        Assert.Contains(">PO-4711</dd>", page, StringComparison.Ordinal);
        Assert.Contains(">Mono, M1, order PO-12</h2>", page, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_18_What_a_settled_cycle_left_of_its_limits_stands_on_the_customers_statement_and_on_no_others(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: ["M1"]).Month("2019-05", ("M1", 800)).Month("2019-06", ("M1", 1100)).Month("2019-07", ("M1", 900));
        await book.Import(database);
        foreach (var month in (string[])["2019-05", "2019-06", "2019-07"])
            await database.Bill(month, "--post");

        var customer = (await database.Platen("statement", "CUST-A")).Output;
        var finance = (await database.Platen("statement", "FIN-B", "--json")).Output;

        Assert.Contains("31 Jul 2019", customer, StringComparison.Ordinal);
        Assert.Contains($"{GroupBook.Group}: 200.00 of the cycle's limits", string.Join(' ', customer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("\"unused\": \"", finance, StringComparison.Ordinal);
        Assert.DoesNotContain("200.00 of the", (await database.Platen("statement", "CUST-A", "--until", "2019-07-30")).Output, StringComparison.Ordinal);
        await using var platen = await RunningPlaten.SignedIn(database);
        Assert.Contains("200.00 of the cycle&#x27;s limits was not used", await platen.Http.GetStringAsync("/customers/CUST-A/statement", Stop), StringComparison.Ordinal);
        var print = await platen.Http.GetByteArrayAsync("/api/v1/customers/CUST-A/statement/pdf", Stop);
        Assert.Contains("200.00 of the", PdfText.Of(print), StringComparison.Ordinal);
    }
}
