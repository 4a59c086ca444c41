using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platen.Book;
using Platen.Browser.Tests.Support;
using Platen.Shell;
using Platen.Testing;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

/// <summary>Seed 004's worked example over May to July 2019, screen by screen: the set-up, three runs, the Charges tab, both invoices.</summary>
public class ChargeGroupTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_group_is_set_up_tried_billed_for_a_cycle_and_looked_at()
    {
        await using (var book = File.OpenRead(Repository.PathTo("tests", "Browser.Tests", "Support", "finance-dealer.json")))
            await new ImportBook(Site.Database, Site.Trail).Run(book, approve: false, Bars.Unseen, TestContext.Current.CancellationToken);

        await Add("count-cycles", ("Name", "MPS Finance"), ("Daily, weekly, fortnightly, monthly or yearly", "monthly"), ("First cut-off day", "2019-05-31"));
        await Add("run-sets", ("Name", "MPS Finance"), ("Count cycle", "MPS Finance"));
        await Add("product-categories", ("Code", "MPS"));
        await Add("products", ("Code", "MPSFIN"), ("Name", "MPS Plan Min Charge to Finance"), ("Category", "MPS"));
        await SetUp();
        await Bill("2019-05", "Finance company B", "1,000.00");
        await SeeCancelledShipments();
        await Bill("2019-06", "Finance company B", "1,000.00");
        await SeeCancelledShipments();
        await Bill("2019-07", "Customer A", "100.00");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Cancelled shipments" })).ToHaveCountAsync(0);
        await SeeTheCharges();
        await ReadTheFinanceCompanysInvoice();
        await ReadTheCustomersInvoice();
        await TakeAMachineOut();
    }

    async Task Add(string table, params (string Label, string Text)[] fields)
    {
        await Open($"/settings/{table}");
        await Button("Add a row").ClickAsync();
        foreach (var (label, text) in fields)
            await Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await Button("Save").ClickAsync();
        await Expect(Row(fields[0].Text).First).ToBeVisibleAsync();
    }

    async Task SetUp()
    {
        await Open("/groups");
        await Link("Set one up").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Set up a charge group");
        await Type("Name", "A and B");
        await Type("Customer", "CUST-A");
        await Type("Financed by", "FIN-X");
        await Type("Limit a month, before tax", "1000");
        await Type("Months in a cycle", "3");
        await Type("First month", "2019-05");
        await Type("Charge product", "MPSFIN");
        await Button("Choose among the customer's…").PressAsync("Enter");
        foreach (var serial in (string[])["1", "2", "3"])
            await Page.GetByRole(AriaRole.Group, new() { Name = "The customer's machines in no group" }).GetByRole(AriaRole.Button, new() { Name = serial, Exact = true }).PressAsync("Enter");

        await Page.Keyboard.PressAsync("Control+Enter");
        await Expect(Page.GetByText("There is no customer FIN-X. Its card comes first, then the group.")).ToBeVisibleAsync();
        await Type("Financed by", "FIN-B");
        await Page.GetByLabel("Cycle up to").FillAsync("2019-07");
        await Button("Try it on past readings").PressAsync("Enter");
        await Expect(Row("July 2019")).ToContainTextAsync("100.00");
        await Expect(Page.GetByText("3,100.00", new() { Exact = true })).ToBeVisibleAsync(); // without the group

        await Page.Keyboard.PressAsync("Control+Enter");
        await Expect(Title).ToHaveTextAsync("A and B");
    }

    async Task Bill(string month, string payer, string net)
    {
        await Open($"/month/{month}/run");
        await Button("Start the run").ClickAsync();
        await Expect(Row(payer).First).ToContainTextAsync(net);
        await Link("Go on to post").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Post [12] invoice") }).ClickAsync();
        await Expect(Page.GetByText("net are posted.").Or(Page.GetByText("net is posted."))).ToBeVisibleAsync();
        await Open($"/month/{month}/run");
    }

    async Task SeeCancelledShipments()
    {
        var shipments = Page.GetByRole(AriaRole.Region, new() { Name = "Cancelled shipments" });
        foreach (var serial in (string[])["1", "2", "3"])
            await Expect(shipments.GetByRole(AriaRole.Row, new() { NameRegex = new Regex($@"^{serial}\s+A and B\b.*cancelled\s+0\.00$") })).ToBeVisibleAsync();
    }

    async Task SeeTheCharges()
    {
        await Open("/groups");
        await Link("A and B").ClickAsync();
        var charges = Page.GetByRole(AriaRole.Region, new() { Name = "Charges" });
        await Expect(charges.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("June 2019: 1,200.00 used of 1,000.00") })).ToBeVisibleAsync();
        // Usage, limit, variance, carried forward, the finance company's invoice, and what the customer is invoiced.
        await Expect(charges.GetByRole(AriaRole.Row).Filter(new() { HasText = "May 2019" })).ToContainTextAsync(new Regex(@"800\.00\s*1,000\.00\s*−200\.00\s*−200\.00\s*INV0000001\s*3 shipments, cancelled"));
        await Expect(charges.GetByRole(AriaRole.Row).Filter(new() { HasText = "June 2019" })).ToContainTextAsync(new Regex(@"1,200\.00\s*1,000\.00\s*\+200\.00\s*0\.00\s*INV0000002\s*3 shipments, cancelled"));
        await Expect(charges.GetByRole(AriaRole.Row).Filter(new() { HasText = "July 2019" })).ToContainTextAsync(new Regex(@"1,100\.00\s*1,000\.00\s*\+100\.00\s*\+100\.00\s*INV000000[34]\s*100\.00\s*INV000000[34]"));
    }

    async Task ReadTheFinanceCompanysInvoice()
    {
        await Row("July 2019").GetByRole(AriaRole.Link).Nth(1).ClickAsync();
        var sheet = Page.GetByRole(AriaRole.Article);
        await Expect(sheet).ToContainTextAsync("MPSFIN MPS Plan Min Charge to Finance: print charges as agreed for 2019-07");
        await Expect(sheet).ToContainTextAsync("1,100.00"); // with 10 % tax
        // 3,100.00 used, or 100.00 of overs, would be told here.
        await Expect(sheet).Not.ToContainTextAsync("3,100");
        await Expect(sheet).Not.ToContainTextAsync("less");
    }

    async Task ReadTheCustomersInvoice()
    {
        await Page.GoBackAsync();
        await Row("July 2019").GetByRole(AriaRole.Link).Nth(2).ClickAsync();
        var sheet = Page.GetByRole(AriaRole.Article);
        await Expect(sheet).ToContainTextAsync("Print charges of 3,100.00 from 2019-05 to 2019-07, less 3,000.00 charged to FIN-B");
        await Expect(sheet.GetByRole(AriaRole.Group, new() { Name = "Machines" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(4); // a heading, and each machine
    }

    /// <summary>On the machine's own page, as the seed has it.</summary>
    async Task TakeAMachineOut()
    {
        await Open("/machines/3");
        await Button("take it out").ClickAsync();
        await Expect(Page.GetByText("out of A and B with the next charge run")).ToBeVisibleAsync();
        await Page.GetByLabel("Charge group", new() { Exact = true }).SelectOptionAsync("A and B");
        await Button("Put it in").ClickAsync();
        await Expect(Page.GetByText("from the next charge run on")).ToBeVisibleAsync();
    }

    async Task Type(string label, string text)
    {
        await Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await Page.Keyboard.PressAsync("Tab");
    }
}
