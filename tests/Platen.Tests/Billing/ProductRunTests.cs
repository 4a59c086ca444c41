using System.Text.Json.Nodes;
using Platen.Setup;
using Platen.Shell;
using Platen.Tests.Billing.Groups;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>Products and their categories (GL-2) through the main job: named on the invoice, booked with account and cost, and verified.</summary>
public class ProductRunTests
{
    static async Task<string> Journal(TestDatabase database)
    {
        var entries = (await database.Platen("export", "journal")).Output.Split('\n');
        return string.Join('\n', entries.Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Theory, EveryDatabase]
    public async Task Seed_004s_finance_charge_is_booked_under_its_product(TestDatabase database)
    {
        var keep = new KeepSetup(database.Database, database.Trail());
        await GroupBook.Seed(cycle: 1, machines: ["M1"]).Month("2019-05", ("M1", 1100)).Import(database);
        await keep.Add(SetupTables.ProductCategories, new ProductCategory { Code = "SERVICE", Account = "4300", CosAccount = "5300", StockAccount = "1400", Costing = Platen.Rating.Costing.Percent, CostRate = 40 }, TestContext.Current.CancellationToken);
        await keep.Add(SetupTables.Products, new Product { Code = "MPSFIN", Name = "MPS plan to finance", Category = "SERVICE" }, TestContext.Current.CancellationToken);

        var posted = await database.Bill("2019-05", "--post");

        Assert.Equal("MPSFIN MPS plan to finance: print charges as agreed for 2019-05", posted.Invoices[1].Lines[0].Explanation);
        Assert.Equal(
            """
            assets:receivable:CUST-A 115.00 ZAR
            revenue:meters -100.00 ZAR
            liabilities:tax -15.00 ZAR
            assets:receivable:FIN-B 1150.00 ZAR
            4300 -1000.00 ZAR
            liabilities:tax -150.00 ZAR
            5300 400.00 ZAR
            1400 -400.00 ZAR
            """, await Journal(database), ignoreLineEndingDifferences: true);
        foreach (var said in (Said[])[await database.Platen("verify"), await database.Platen("verify", "audit")])
            Assert.True(said.Exit == Exit.Done, said.Output);
        Assert.Contains("used by 1 charge group", (await database.Platen("setup", "remove", "products", "MPSFIN")).Error);
    }

    [Theory, EveryDatabase]
    public async Task A_meters_product_is_part_of_the_book_and_of_the_journal(TestDatabase database)
    {
        var terms = DealerBook.Alone("M1", rate: 0.05m);
        terms = terms with { Items = [terms.Items[0] with { Meters = [terms.Items[0].Meters[0] with { Product = "MONO" }] }] };
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", terms).Reading("M1", "Mono", "2026-01-31", 1100).Import(database);
        var before = await database.Bill("2026-01");
        await new KeepSetup(database.Database, database.Trail()).Add(SetupTables.Products, new Product { Code = "MONO", Costing = Platen.Rating.Costing.Standard, CostRate = 0.01m }, TestContext.Current.CancellationToken);
        var exported = JsonNode.Parse((await database.Platen("export", "book")).Output)!;

        // The draft from before the product was known is drafted anew.
        await database.Bill("2026-01", "--post");

        Assert.Equal("MONO", (string?)exported["products"]![0]!["code"]);
        Assert.Equal("MONO", (string?)exported["contracts"]![0]!["terms"]![0]!["items"]![0]!["meters"]![0]!["product"]);
        Assert.Equal("5.00", before.Invoices[0].Net);
        Assert.EndsWith("expenses:cost-of-sales 1.00 ZAR\nliabilities:costs-owed -1.00 ZAR", await Journal(database), StringComparison.Ordinal);
        Assert.Equal(Exit.Done, (await database.Platen("verify")).Exit);
    }
}
