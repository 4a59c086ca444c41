using Platen.Tests.Billing.Groups;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Credits;

/// <summary>CR-2: what a credit puts back of prepaid copies, charge groups, rolling minimums and missed months.</summary>
public class CreditedStateTests
{
    static async Task Month(TestDatabase database, string day, long counter)
    {
        await new DealerBook().Reading("M1", "Mono", day, counter).Import(database);
        await database.Bill(day[..7], "--post");
    }

    static async Task<string> Told(TestDatabase database) =>
        string.Join(", ", await database.Rows("SELECT subject FROM mails ORDER BY id"));

    [Theory, EveryDatabase]
    public async Task A_life_that_a_wrong_reading_ended_runs_on_with_its_tick_and_tells_again(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A", manager: "sipho@dealer.example").Machine("M1", "CUST-A", "Mono")
            .Contract("PRE0000001", "CUST-A", PrepaidRunTests.Terms(fee: 300), type: "prepaid").Import(database);
        await Month(database, "2026-01-31", 5_000);
        await Month(database, "2026-02-28", 11_500); // 10,500 of 10,000: should have been 10,500 on the counter
        Assert.Contains("prepaid Mono copies are used up", await Told(database), StringComparison.Ordinal);
        Assert.Equal(2, await database.Number("SELECT count(*) FROM contract_terms"));

        var credited = await database.Credit("INV0000002", "--reading", "M1:Mono=10500");

        Assert.Equal("CRN0000001 of INV0000002 -550.00, INV0000003 300.00, -287.50", credited.InShort());
        Assert.Equal(3, await database.Number("SELECT count(*) FROM contract_terms"));
        Assert.Equal(9_500, await database.Number("SELECT sum(used) FROM billed_prepaid"));
        await Month(database, "2026-03-31", 11_100);
        Assert.Equal(["-", "PRE0000001"], await database.Rows("SELECT CASE WHEN max(period) = 202603 THEN '-' ELSE 'x' END FROM billed_prepaid UNION ALL SELECT number FROM contracts"));
        Assert.Equal(10_100, await database.Number("SELECT sum(used) FROM billed_prepaid"));
        Assert.Equal(2, (await database.Rows("SELECT subject FROM mails")).Count(subject => subject.Contains("are used up", StringComparison.Ordinal)));
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task A_groups_period_goes_back_whole_and_is_billed_again(TestDatabase database)
    {
        var book = GroupBook.Seed(fee: 25, machines: ["M1", "M2"]).Month("2019-05", ("M1", 800), ("M2", 400)).Month("2019-06", ("M1", 500), ("M2", 500)).Month("2019-07", ("M1", 600), ("M2", 600));
        await book.Import(database);
        foreach (var month in (string[])["2019-05", "2019-06", "2019-07"])
            await database.Bill(month, "--post");
        var before = await GroupBook.Charges(database);
        Assert.Equal(400m, before.Periods[^1].Customer);

        var overs = before.Periods[^1].CustomerInvoices[0];
        var readings = (await database.Platen("invoice", overs)).Output.Split("Readings: ")[1];
        Assert.Contains("2,900", readings, StringComparison.Ordinal); // M1's counter at the end of July

        var preview = await database.Credit("INV0000010", "--reading", "M1:Mono=2800", "--dry-run");
        Assert.Equal(2, preview.Notes.Count); // the finance company pays and the customer pays: the fees stay
        var credited = await database.Credit("INV0000010", "--reading", "M1:Mono=2800");
        var after = await GroupBook.Charges(database);

        Assert.Equal(preview.Differences, credited.Differences);
        Assert.Equal(300m, after.Periods[^1].Customer);
        Assert.Equal([1200m, 1000m, 1100m], after.Periods.Select(period => period.Usage));
        Assert.Equal(readings, (await database.Platen("invoice", overs)).Output.Split("Readings: ")[1]); // as it was sent
        Assert.Contains("2,800", (await database.Platen("invoice", after.Periods[^1].CustomerInvoices[0])).Output.Split("Readings: ")[1], StringComparison.Ordinal);
        // What was credited and its notes are no invoices of the group's any more.
        Assert.Equal(credited.Invoices.Select(invoice => invoice.Number), after.Periods[^1].CustomerInvoices.Append(after.Periods[^1].FinanceInvoice));
        await database.Credit(after.Periods[0].FinanceInvoice!, "--line", "1 x 990 Agreed by hand");
        var byHand = await GroupBook.Charges(database);
        Assert.Equal((after.Periods[0].FinanceInvoice, 0), (byHand.Periods[0].FinanceInvoice, byHand.Periods[0].CustomerInvoices.Count));
        await database.Credit(after.Periods[^1].FinanceInvoice!);
        Assert.Equal([1200m, 1000m], (await GroupBook.Charges(database)).Periods.Select(period => period.Usage));
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task A_group_whose_machines_are_on_no_contract_is_billed_again_too(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A").Financer("FIN-B").Machine("M7", "CUST-A", "Mono").Group("None", "CUST-A", "FIN-B", ["M7"], cycle: 1, limit: "50.00").Import(database);
        await database.Bill("2019-05", "--post");

        var credited = await database.Credit("INV0000001", "--rebill");

        Assert.Equal("CRN0000001 of INV0000001 -50.00, INV0000002 50.00, 0.00", credited.InShort());
        Assert.Equal(["1 201905"], await database.Rows("SELECT count(*), max(period) FROM billed_groups"));
        await database.Holds();
    }
}
