using Platen.Billing.Runs;
using Platen.Rating;
using Platen.Shell.Lists;
using Platen.Tests.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

public class ListDraftsTests
{
    [Theory, EveryDatabase]
    public async Task A_draft_stands_beside_its_last_invoice_of_whatever_month(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A").Customer("CUST-B").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-B", "Mono")
            .Contract("QUARTERLY", "CUST-A", DealerBook.Alone("M1", fee: 10) with { CycleMonths = 3, BillingPeriod = 3 })
            .Contract("LONG", "CUST-A", new ContractTerms
            {
                From = new(2024, 12),
                CycleMonths = 18,
                BillingPeriod = 12,
                Items = [new ContractItem { Location = "Server room", Fees = [new Fee { Type = "Rental", Amount = 30 }] }],
            }, start: "2024-12-01")
            .Contract("FIRST", "CUST-B", DealerBook.Alone("M2", fee: 20) with { From = new(2026, 6) }, start: "2026-06-01")
            .Reading("M1", "Mono", "2026-03-31", 3000).Reading("M1", "Mono", "2026-06-30", 9000).Reading("M2", "Mono", "2026-06-30", 1000)
            .Import(database);
        var before = Assert.Single((await database.Bill("2024-12", "--post")).Invoices);
        var march = Assert.Single((await database.Bill("2026-03", "--post")).Invoices);
        var june = await database.Bill("2026-06");

        await using var db = database.Db();
        var drafts = await new ListDrafts(db).Run(june.Run!.Value, ListQuery.From("?sort=contract"), TestContext.Current.CancellationToken);

        Assert.Equal(["FIRST", "LONG", "QUARTERLY"], drafts.Rows.Select(row => row.Contract));
        Assert.Equal([null, decimal.Parse(before.Net, CultureInfo.InvariantCulture), decimal.Parse(march.Net, CultureInfo.InvariantCulture)], drafts.Rows.Select(row => row.Last));
        Assert.All(drafts.Rows, row => Assert.Equal(row.Net - (row.Last ?? 0), row.Change));
    }
}
