using System.Net;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>What the page of a contract, its form and the list say, as they are first delivered.</summary>
public class ContractPageTests
{
    static readonly Escalation Rise = new() { Type = EscalationType.Percentage, Amount = 8, Period = 3, Cap = 6.5m };

    [Theory, EveryDatabase]
    public async Task A_page_tells_who_pays_what_rises_what_machines_there_are_and_which_tax(TestDatabase database)
    {
        var terms = DealerBook.Pool(["M1"], 500, 3000, new Level { From = 0, UnitCharge = 0.05m });
        await Office.Dealer().Supplier("FIN").Contract("C1", "CUST-A", terms with
        {
            Escalation = Rise,
            AggregateMeters = [terms.AggregateMeters[0] with { BillTo = "CUST-B", Supplier = "FIN", FinanceAmount = 300, Escalation = new() { Type = EscalationType.Amount, Amount = 12, Period = 4 } }],
            AggregateFees = [new Fee { Type = "Insurance", Amount = 30, Supplier = "FIN" }, new Fee { Type = "Rental", Amount = 90, Escalation = Rise with { Cap = null } }],
            Items = [.. terms.Items, new ContractItem { Machine = "M2", Until = new DateOnly(2026, 1, 31) }],
        }).Import(database);
        Assert.Equal(Exit.Done, (await database.Platen("machine", "change", "M1", """{"customer":"CUST-A","partCode":"MFP-300","model":"IRC 5535","category":"A3 colour","assetRegisterNo":"FA-0042","location":"Reception","meters":[{"type":"Mono"}]}""")).Exit);
        foreach (var tax in (string[])["""{"name":"standard","from":"2020-01-01","percent":"14"}""", """{"name":"export","from":"2020-01-01","percent":"0.5"}"""])
            Assert.Equal(Exit.Done, (await database.Platen("setup", "add", "tax-rates", tax)).Exit);
        await using var platen = await RunningPlaten.SignedIn(database);

        var page = await Read(platen, "/contracts/C1");
        var form = await Read(platen, "/contracts/C1/edit");

        Says(page, "<dt>Tax</dt><dd>14 %</dd>"); // the table's, which is billed; the company says 15
        Says(page, "<dt>Escalates</dt><dd>8 % from financial period 3, at most 6.5 %</dd>");
        Says(page, "escalates 12.00 from financial period 4");
        Says(page, "escalates 8 % from financial period 3</span>");
        Says(page, ">CUST-B</a><span class=\"quiet\"> Customer CUST-B</span>");
        Says(page, ">FIN</a><span class=\"quiet\"> Supplier FIN</span>");
        Says(page, "FIN, Supplier FIN, gets 300.00 of the minimum");
        Says(page, "IRC 5535, A3 colour, part MFP-300, asset FA-0042, Reception");
        Says(page, "active, throughout");
        Says(page, "ended, until 31 Jan 2026");
        Says(form, "the contract's: 8 % from financial period 3, at most 6.5 %</option>");
        Says(form, "<option value=\"0.5\">export</option>");
        Assert.DoesNotContain("the company's", form, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_list_is_of_one_site_and_says_which_statuses_there_are(TestDatabase database)
    {
        await Office.Dealer().Site("CPT", "Cape Town").Site("JNB", "Joburg")
            .Contract("C-CPT", "CUST-A", DealerBook.Alone("M1"), site: "CPT").Contract("C-JNB", "CUST-A", DealerBook.Alone("M2"), site: "JNB").Import(database);
        await using var platen = await RunningPlaten.SignedIn(database);

        var (all, one, wrong) = (await Read(platen, "/contracts"), await Read(platen, "/contracts?site=CPT"), await Read(platen, "/contracts?status=activ"));

        Assert.Equal((true, true), (all.Contains("/contracts/C-CPT\"", StringComparison.Ordinal), all.Contains("/contracts/C-JNB\"", StringComparison.Ordinal)));
        Assert.Equal((true, false), (one.Contains("/contracts/C-CPT\"", StringComparison.Ordinal), one.Contains("/contracts/C-JNB\"", StringComparison.Ordinal)));
        Says(one, "aria-current=\"true\">Cape Town</a>");
        Says(wrong, "Contracts have no status 'activ'. One of new, released, active,");
        Says(wrong, "<a href=\"/contracts\">Show all</a>");
        Assert.DoesNotContain("/contracts/C-CPT\"", wrong, StringComparison.Ordinal);
    }

    static async Task<string> Read(RunningPlaten platen, string path)
    {
        var answer = await platen.Http.Ask(path);
        Assert.Equal((path, 200), (path, answer.Status));
        return WebUtility.HtmlDecode(answer.Text);
    }

    static void Says(string page, string words) => Assert.Contains(words, page, StringComparison.Ordinal);
}
