using System.Text.Json;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Credits;

/// <summary>An invoice by hand that takes no other's place: for money alone, in an open month.</summary>
public class InvoiceByHandTests
{
    static async Task Dealer(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A").Customer("CUST-B").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-B", "Mono")
            .Contract("C1", "CUST-A", DealerBook.Alone("M1", fee: 10)).Contract("C2", "CUST-B", DealerBook.Alone("M2", fee: 10))
            .Reading("M1", "Mono", "2026-01-31", 2000).Reading("M2", "Mono", "2026-01-31", 2000).Import(database);
        await database.Bill("2026-01", "--post");
    }

    [Theory, EveryDatabase]
    public async Task It_is_numbered_and_told_like_the_others_counts_nothing_and_can_be_credited(TestDatabase database)
    {
        await Dealer(database);
        string[] words = ["invoice-by-hand", "CUST-A", "--line", "2 x 150 Delivery of paper", "--contract", "C1", "--date", "2026-02-10"];

        var tried = await database.Platen([.. words, "--dry-run"]);
        var said = await database.Platen(words);

        Assert.Equal("An invoice to CUST-A: net 300.00, tax 45.00, total 345.00 ZAR; nothing is kept\n", tried.Output);
        Assert.Equal("INV0000003 to CUST-A: net 300.00, tax 45.00, total 345.00 ZAR\n", said.Output);
        Assert.Contains("INV0000003", (await database.Platen("statement", "CUST-A")).Output, StringComparison.Ordinal);
        var text = (await database.Platen("invoice", "INV0000003")).Output;
        Assert.Contains("Delivery of paper", text, StringComparison.Ordinal);
        Assert.Contains("February 2026", text, StringComparison.Ordinal);
        await new DealerBook().Reading("M1", "Mono", "2026-02-28", 2500).Reading("M2", "Mono", "2026-02-28", 2500).Import(database);
        Assert.Equal(["CUST-A C1 300.00 = 300.00", "CUST-A C1 25.00 + 10.00 = 35.00", "CUST-B C2 25.00 + 10.00 = 35.00"], (await database.Bill("2026-02", "--post")).InShort());
        await database.Holds();

        Assert.Contains("was written by hand", await database.Refused("INV0000003", "--rebill"), StringComparison.Ordinal);
        Assert.Equal("CRN0000001 of INV0000003 -300.00, -345.00", (await database.Credit("INV0000003")).InShort());
        await database.Holds();
        Assert.Equal(Exit.Done, (await database.Platen("close", "2026-02")).Exit);
    }

    [Theory]
    [EveryDatabase("CUST-A", "1 x 10 Paper", "--contract C2", "CUST-A has no contract C2")]
    [EveryDatabase("NOBODY", "1 x 10 Paper", "", "There is no customer NOBODY")]
    [EveryDatabase("CUST-A", "1 x 10 Paper", "--date 2026-01-15", "2026-01 is closed")]
    [EveryDatabase("CUST-A", "1 x -10 Paper", "", "asks for more than 0")]
    [EveryDatabase("CUST-A", "", "", "needs a line")]
    public async Task What_cannot_be_is_refused_and_no_number_is_lost(TestDatabase database, string customer, string line, string more, string why)
    {
        await Dealer(database);
        Assert.Equal(Exit.Done, (await database.Platen("close", "2026-01")).Exit);

        var said = await database.Platen(["invoice-by-hand", customer, .. line.Length == 0 ? [] : (string[])["--line", line], .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains(why, said.Error, StringComparison.Ordinal);
        Assert.StartsWith("INV0000003 ", (await database.Platen("invoice-by-hand", "CUST-A", "--line", "1 x 10 Paper")).Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Who_may_not_credit_may_not_write_one_either_and_the_page_begins_with_an_empty_line(TestDatabase database)
    {
        await Dealer(database);
        await using var platen = await RunningPlaten.SignedIn(database);
        await database.Add("clerk@dealer.example", "Billing clerk", "Clara");
        await using var other = await RunningPlaten.On(database);
        using var clerk = other.Visitor();
        await clerk.SignIn("clerk@dealer.example");
        var asked = new { customer = "CUST-A", lines = (object[])[new { text = "Paper", quantity = 1, unitCharge = "10" }] };

        Assert.Equal(403, (await clerk.Http.Send("/api/v1/invoices", asked, null)).Status);
        Assert.Equal(403, (await clerk.Http.Send("/api/v1/invoices/preview", asked, null)).Status);
        Assert.Equal(403, (await clerk.Http.Ask("/customers/CUST-A/invoice")).Status);
        Assert.Contains("Show what it would be", (await platen.Http.Ask("/customers/CUST-A/invoice")).Text, StringComparison.Ordinal);
        var preview = await platen.Http.Send("/api/v1/invoices/preview", asked, null);
        Assert.Equal((200, JsonValueKind.Null), (preview.Status, JsonDocument.Parse(preview.Text).RootElement.TryGetProperty("number", out var number) ? number.ValueKind : JsonValueKind.Null));
        Assert.Equal(200, (await platen.Http.Send("/api/v1/invoices", asked, null)).Status);
    }
}
