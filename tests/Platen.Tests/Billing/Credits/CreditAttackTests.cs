using Platen.Tests.Support;

namespace Platen.Tests.Billing.Credits;

/// <summary>What somebody writes into a credit who means no good.</summary>
public class CreditAttackTests
{
    const string Script = "<script>alert(1)</script>", Formula = "=HYPERLINK(\"http://x\",\"y\")";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_script_or_a_formula_in_reason_and_lines_is_shown_and_never_run(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", DealerBook.Alone("M1", fee: 10))
            .Reading("M1", "Mono", "2026-01-31", 2000).Import(database);
        await database.Bill("2026-01", "--post");
        await using var platen = await RunningPlaten.SignedIn(database);
        object Asked(string reason, params string[] lines) => new { way = "manual", reason, lines = lines.Select(text => new { text, quantity = 1, unitCharge = "5" }) };

        foreach (var torn in (string[])["Wrong\r\nX-Made: up", "Wrong\u0000", ""])
        {
            foreach (var asked in (object[])[Asked(torn, "Copies"), Asked("Wrong", torn)])
                Assert.InRange((await platen.Http.Send("/api/v1/invoices/INV0000001/credit", asked, null)).Status, 400, 422);
        }

        Assert.Equal(200, (await platen.Http.Send("/api/v1/invoices/INV0000001/credit", Asked(Script + Formula, Script, Formula), null)).Status);

        var shown = 0;
        foreach (var path in (string[])["/invoices/INV0000001", "/invoices/CRN0000001", "/invoices/INV0000002", "/customers/CUST-A/statement", "/audit", "/invoices"])
        {
            var page = await platen.Http.GetStringAsync(path, Stop);
            Assert.DoesNotContain(Script, page, StringComparison.OrdinalIgnoreCase);
            shown += page.Contains("&lt;script&gt;", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(shown >= 3, $"Only {shown.ToString(CultureInfo.InvariantCulture)} pages showed the text at all.");
        var csv = await platen.Http.GetStringAsync("/api/v1/audit.csv?kind=invoice", Stop);
        Assert.Contains("HYPERLINK", csv, StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|,|\n)\"?[=@]", csv);
        // Neither does a payer's code get into a header.
        using var made = await platen.Http.GetAsync("/api/v1/customers/X%0d%0aX-Made:%20up/statement/pdf", Stop);
        Assert.Equal(404, (int)made.StatusCode);
        Assert.False(made.Headers.Contains("X-Made") || made.Content.Headers.Contains("X-Made"));
    }
}
