using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Platen.Billing.Delivery;
using Platen.Billing.Invoices;
using Platen.Customers;
using Platen.Data;
using Platen.Notifications;
using Platen.Rating;
using Platen.Shell.Lists;
using Platen.Tests.Notifications;
using Platen.Tests.Support;
using UglyToad.PdfPig;

namespace Platen.Tests.Billing.Delivery;

/// <summary>A month's posted invoices go out as their payers want them, each once.</summary>
public class DeliverInvoicesTests
{
    static readonly Period January = new(2026, 1);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "a@b.example", DeliveryWay.Mail)]
    [InlineData(null, null, DeliveryWay.Print)]
    [InlineData(null, "  ", DeliveryWay.Print)]
    [InlineData(null, "nonsense", null)]
    [InlineData(DeliveryWay.Mail, "a@b.example", DeliveryWay.Mail)]
    [InlineData(DeliveryWay.Mail, null, null)]
    [InlineData(DeliveryWay.Print, "a@b.example", DeliveryWay.Print)]
    [InlineData(DeliveryWay.None, "a@b.example", DeliveryWay.None)]
    public void It_goes_as_the_payer_wants_it(DeliveryWay? wanted, string? email, DeliveryWay? way) =>
        Assert.Equal((way, way is null), (Route.Of(wanted, email).Way, Route.Of(wanted, email).Why is not null));

    [Theory, EveryDatabase]
    public async Task Each_invoice_goes_out_once_with_its_pdf_and_what_was_sent_is_on_record(TestDatabase database)
    {
        await using var server = new MailServer();
        await using var post = new Post(database);
        await Posted(database);
        await post.Set(server);

        var first = await Deliver(database);
        var again = await Deliver(database);
        await post.Send();
        await post.Send();

        Assert.Equal(new InvoicesDelivered(January, 1, 1, 1, 1), first);
        Assert.Equal(new InvoicesDelivered(January, 0, 0, 0, 1), again);
        var mail = Assert.Single(server.Mails);
        Assert.Equal(("accounts@a.example", "Invoice INV0000001 from Test Dealer, January 2026"), (mail.To.Mailboxes.Single().Address, mail.Subject));
        Assert.Contains("Total     ZAR 11.50", mail.TextBody, StringComparison.Ordinal);
        var pdf = Assert.IsType<MimePart>(Assert.Single(mail.Attachments));
        using var bytes = new MemoryStream();
        await pdf.Content!.DecodeToAsync(bytes, Cancellation);
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(bytes.ToArray()), StringComparison.Ordinal);

        await using var db = new Db(database.Database);
        var row = await new ListDeliveries(db).Of("INV0000001", Cancellation);
        Assert.Equal((MailState.Sent, "accounts@a.example"), (row!.State, row.To));
        Assert.Equal($"INV0000001.pdf {Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))}", row.Files);
        Assert.True(await db.AuditEntries.AnyAsync(entry => entry.Action == "invoice.mailed" && entry.Subject == "INV0000001", Cancellation));
    }

    [Theory, EveryDatabase]
    public async Task The_list_tells_each_invoices_way_and_what_is_in_it(TestDatabase database)
    {
        await Posted(database);
        await Deliver(database);

        await using var db = new Db(database.Database);
        var all = (await new ListDeliveries(db).Run(January, ListQuery.From(""), Cancellation)).Rows;
        var open = (await new ListDeliveries(db).Run(January, ListQuery.From("?state=open"), Cancellation)).Rows;

        Assert.Equal(
            [("A", DeliveryWay.Mail, MailState.Waiting), ("B", DeliveryWay.Print, null), ("C", DeliveryWay.None, null), ("D", null, (MailState?)null)],
            all.Select(row => (row.PayerCode, row.Way, row.State)));
        Assert.Contains("no e-mail address", Assert.Single(open).Answer, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_print_pack_is_one_pdf_of_those_on_paper(TestDatabase database)
    {
        await Posted(database);
        await Deliver(database);

        await using var db = new Db(database.Database);
        using var pack = PdfDocument.Open(await new PrintPack(db, new ShowInvoice(db)).Run(January, Cancellation));

        Assert.Contains("INV0000002", string.Concat(pack.GetPages().Select(page => page.Text)), StringComparison.Ordinal);
        Assert.DoesNotContain("INV0000001", string.Concat(pack.GetPages().Select(page => page.Text)), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Of_two_who_deliver_at_once_each_invoice_goes_by_one(TestDatabase database)
    {
        await Posted(database);

        var both = await Task.WhenAll(Deliver(database), Deliver(database));

        Assert.Equal((1, 1, 1), (both.Sum(one => one.Mailed), both.Sum(one => one.ToPrint), both.Sum(one => one.Kept)));
    }

    static async Task Posted(TestDatabase database)
    {
        var book = new DealerBook()
            .Customer("A", email: "accounts@a.example").Customer("B").Customer("C", email: "c@c.example", delivery: "none").Customer("D", delivery: "mail");
        foreach (var code in (string[])["A", "B", "C", "D"])
            book.Machine($"M-{code}", code, "Mono").Contract($"C-{code}", code, DealerBook.Alone($"M-{code}", fee: 10)).Reading($"M-{code}", "Mono", "2026-01-31", 1000);
        await book.Import(database);
        await database.Platen("bill", "2026-01", "--post");
    }

    static Task<InvoicesDelivered> Deliver(TestDatabase database) =>
        new DeliverInvoices(database.Database, database.Trail()).Run(January, null, Cancellation);
}
