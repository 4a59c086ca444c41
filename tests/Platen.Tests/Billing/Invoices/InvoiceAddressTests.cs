using Platen.Billing.Invoices;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Billing.Groups;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Invoices;

/// <summary>Machines of one contract are put on invoices by where those go (N-9), and each invoice says where (seed 003's billing address).</summary>
public class InvoiceAddressTests
{
    static ContractItem Item(string machine, string? address) => DealerBook.Alone(machine, rate: 1m).Items[0] with { BillingAddress = address };

    static async Task<ShownInvoice?> Shown(TestDatabase database, string number)
    {
        await using var db = new Db(database.Database);
        return await new ShowInvoice(db).Posted(number, TestContext.Current.CancellationToken);
    }

    [Theory, EveryDatabase]
    public async Task N9_one_invoice_an_address_each_with_its_readings(TestDatabase database)
    {
        var terms = DealerBook.Alone("M1", rate: 1m) with { BillingAddress = "Office", Items = [Item("M1", null), Item("M2", "Depot"), Item("M3", "Depot")] };
        await new DealerBook().Customer("CUST-A", addresses: ["Office", "Depot"])
            .Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono").Machine("M3", "CUST-A", "Mono").Contract("C1", "CUST-A", terms)
            .Reading("M1", "Mono", "2026-01-31", 1100).Reading("M2", "Mono", "2026-01-31", 1020).Reading("M3", "Mono", "2026-01-31", 1003).Import(database);

        var posted = await database.Bill("2026-01", "--post");
        var (depot, office) = ((await Shown(database, "1"))!, (await Shown(database, "2"))!);

        Assert.Equal(["23.00", "100.00"], posted.Invoices.Select(invoice => invoice.Net));
        Assert.Equal(["1 Depot Street", "Anytown"], depot.Address);
        Assert.Equal(["M2", "M3"], depot.Charges.SelectMany(charge => charge.Machines).Select(row => row.Serial));
        Assert.Equal(["1 Office Street", "Anytown"], office.Address);
        Assert.Equal(["M1"], office.Charges.SelectMany(charge => charge.Machines).Select(row => row.Serial));
        Assert.Contains("1 Depot Street", (await database.Platen("invoice", "1")).Output);
        foreach (var said in (Said[])[await database.Platen("verify"), await database.Platen("verify", "audit")])
            Assert.True(said.Exit == Exit.Done, said.Output);
    }

    [Theory, EveryDatabase]
    public async Task A_posted_invoice_keeps_the_address_that_it_went_to(TestDatabase database)
    {
        var book = new DealerBook().Customer("CUST-A", addresses: ["Office"]).Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", DealerBook.Alone("M1", rate: 1m));
        await book.Reading("M1", "Mono", "2026-01-31", 1100).Import(database);
        await database.Bill("2026-01", "--post");
        await new DealerBook().Customer("CUST-A", addresses: ["Elsewhere"]).Import(database);

        Assert.Equal(["1 Office Street", "Anytown"], (await Shown(database, "1"))!.Address);
    }

    [Theory, EveryDatabase]
    public async Task G9_a_groups_overs_come_one_an_address(TestDatabase database)
    {
        var book = GroupBook.Seed(cycle: 1, addresses: machine => machine == "M3" ? null : "Depot").Month("2019-05", ("M1", 600), ("M2", 300), ("M3", 300));
        await book.Import(database);

        var posted = await database.Bill("2019-05", "--post");

        Assert.Equal(["CUST-A  50.00 = 50.00", "CUST-A  150.00 = 150.00", "FIN-B  1000.00 = 1000.00"], posted.InShort().Order(StringComparer.Ordinal).OrderBy(words => words.Length));
        var depot = Assert.Single((await Task.WhenAll(Shown(database, "1"), Shown(database, "2"))).OfType<ShownInvoice>(), invoice => invoice.Address.Contains("1 Depot Street") && invoice.Net == 150m);
        Assert.Equal([("M1", 600L, 100m), ("M2", 300L, 50m)], depot.Charges[0].Machines.Select(row => (row.Serial, row.Copies, row.Share)));
    }
}
