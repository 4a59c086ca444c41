using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>Sites have periods of their own: each closes its month when it is done with it (RUN-4, seed 003).</summary>
public class SitePeriodTests
{
    static DealerBook Book() => new DealerBook().Site("CPT").Site("JHB").Customer("CUST-A", consolidated: true).Customer("CUST-B")
        .Contract("C1", "CUST-A", Terms(100), site: "JHB").Contract("C2", "CUST-B", Terms(50), site: "CPT");

    static ContractTerms Terms(decimal fee) => new()
    {
        From = Period.Parse("2026-01"),
        AggregateFees = [new Fee { Type = "Support", Amount = fee }],
        Items = [new ContractItem { Location = "Server room" }],
    };

    [Theory, EveryDatabase]
    public async Task A_site_closes_its_month_while_another_works_on(TestDatabase database)
    {
        await Book().Import(database);
        await database.Platen("bill", "2026-01", "--site", "JHB", "--post");

        var early = await database.Platen("close", "2026-01", "--site", "CPT");
        Assert.Equal(Exit.Failed, early.Exit);
        Assert.Contains("2026-01 cannot be closed for site CPT: 1 thing is unprocessed.", early.Error, StringComparison.Ordinal);
        Assert.Contains("contract C2: has charges that are not posted.", early.Error, StringComparison.Ordinal);
        Assert.Equal("2026-01 is closed for site JHB: 1 invoice of 115.00, 0 copies on 0 meters.", (await database.Platen("close", "2026-01", "--site", "JHB")).Output.Trim());
        Assert.Contains("There is no site DBN", (await database.Platen("close", "2026-01", "--site", "DBN")).Error, StringComparison.Ordinal);
        Assert.Contains("contract C2", (await database.Platen("close", "2026-01")).Error, StringComparison.Ordinal);

        await database.Platen("bill", "2026-01", "--post");
        Assert.Equal(Exit.Done, (await database.Platen("close", "2026-01")).Exit);

        await using var db = database.Db();
        Assert.Equal(["JHB"], await db.SitePeriods.Select(closed => closed.Site).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Exit.Done, (await database.Platen("verify", "audit")).Exit);
    }

    [Theory, EveryDatabase]
    public async Task What_comes_late_is_told_and_billed_by_the_site_in_an_open_month(TestDatabase database)
    {
        await Book().Import(database);
        await database.Platen("bill", "2026-01", "--site", "JHB", "--post");
        await database.Platen("close", "2026-01", "--site", "JHB");
        await Book().Contract("C3", "CUST-A", Terms(30), site: "JHB").Import(database);

        var all = await database.Bill("2026-01");
        var told = Assert.Single(all.Exceptions);
        Assert.Equal(("C3", ProblemCode.SiteClosed, Severity.Blocking), (told.Contract, told.Code, told.Severity));
        Assert.Equal("150.00", all.Totals.Net);
        await database.Post(all.Run!.Value);
        Assert.Contains("Bill the site by itself", (await database.Platen("close", "2026-01")).Error, StringComparison.Ordinal);
        Assert.Contains("2026-01 is closed for site JHB: nothing is dated 31 Jan 2026 any more.",
            (await database.Platen("bill", "2026-01", "--site", "JHB", "--date", "2026-01-31")).Error, StringComparison.Ordinal);

        await database.Platen("bill", "2026-01", "--site", "JHB", "--post");
        await using var db = database.Db();
        var late = await db.Invoices.SingleAsync(invoice => invoice.Net == 30, TestContext.Current.CancellationToken);
        Assert.Equal(("2026-01", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)), (late.Period.ToString(), late.InvoicedOn));
        Assert.Equal(Exit.Done, (await database.Platen("close", "2026-01")).Exit);
    }

    [Theory, EveryDatabase]
    public async Task Nothing_changes_in_a_sites_closed_month(TestDatabase database)
    {
        await Book().Import(database);
        await database.Platen("bill", "2026-01", "--post");
        await database.Platen("close", "2026-01", "--site", "JHB");

        Assert.StartsWith("A date lies in the years 1900 to 2999.", (await database.Platen("credit", "INV0000001", "--reason", "Wrong", "--date", "9999-12-31")).Error, StringComparison.Ordinal);
        var credit = await database.Platen("credit", "INV0000001", "--reason", "Wrong", "--date", "2026-01-31");
        Assert.Contains("2026-01 is closed for site JHB", credit.Error, StringComparison.Ordinal);
        Assert.Equal(Exit.Done, (await database.Platen("credit", "INV0000002", "--reason", "Wrong", "--date", "2026-01-31")).Exit);

        await using var db = database.Db();
        var stop = TestContext.Current.CancellationToken;
        var contract = await db.Contracts.SingleAsync(row => row.Number == "C1", stop);
        Assert.Equal(Period.Parse("2026-02"), await UnbilledPeriod.First(db, contract.Id, stop));
    }
}
