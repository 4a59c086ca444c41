using System.Net;
using Microsoft.Extensions.Time.Testing;
using Platen.Billing.Prepaid;
using Platen.Tests.Book;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>Prepaid copies on the pages: what was agreed, what is left, and who was told.</summary>
public class PrepaidPagesTests
{
    static readonly FakeTimeProvider InMarch = new(new DateTimeOffset(2026, 3, 20, 8, 0, 0, TimeSpan.Zero));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task P_1_What_a_contract_prepays_is_seen_before_it_is_approved(TestDatabase database)
    {
        var terms = PrepaidRunTests.Terms(included: 7_000, end: "2027-05-14");
        terms = terms with { Prepaid = [terms.Prepaid[0] with { Rebate = 123.45m, NotifyOnly = true }] };
        await Office.Dealer().Contract("PRE0000001", "CUST-A", terms, status: "new", type: "prepaid").Import(database);
        await using var platen = await RunningPlaten.SignedIn(database, InMarch);

        var page = await Page(platen, "/contracts/PRE0000001");

        var part = page[page.IndexOf("Life-based billing", StringComparison.Ordinal)..];
        Assert.All(
            (string[])["Mono", "free of charge", "1 Jan 2026", "14 May 2027", "7,000", "only told of", "123.45", "active"],
            fact => Assert.Contains(fact, part, StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task P_7_What_is_left_stands_with_the_day_on_which_nothing_will_be_and_with_what_was_told(TestDatabase database)
    {
        await PrepaidRunTests.Book(PrepaidRunTests.Terms()).Reading("M1", "Mono", "2026-01-31", 3_000).Import(database);
        await database.Post((await database.Bill("2026-01")).Run!.Value);
        await new DealerBook().Reading("M1", "Mono", "2026-02-28", 5_000).Import(database);
        await database.Post((await database.Bill("2026-02")).Run!.Value);
        await new DealerBook().Reading("M1", "Mono", "2026-03-10", 5_600).Import(database);
        await using var platen = await RunningPlaten.SignedIn(database, InMarch);

        // 4,600 copies in 69 days; of the 5,400 left the last is made 81 days later.
        var contract = await Page(platen, "/contracts/PRE0000001");
        Assert.Contains("<line class=\"ahead\"", contract, StringComparison.Ordinal);
        Assert.Contains("used up about 30 May 2026</text>", contract, StringComparison.Ordinal);
        Assert.Contains("Mono copies left: 10,000 on 1 Jan 2026; 8,000 on 31 Jan 2026; 6,000 on 28 Feb 2026; 5,400 on 10 Mar 2026; used up about 30 May 2026; ends 31 Dec 2026", contract, StringComparison.Ordinal);
        foreach (var page in (string[])[contract, await Page(platen, "/prepaid")])
            Assert.Contains("Nobody is told when it runs out: Customer CUST-A has no account manager.", page, StringComparison.Ordinal);

        await database.Number("UPDATE customers SET account_manager = 'am at dealer'; SELECT 1");
        Assert.Contains("am at dealer, the account manager of Customer CUST-A, is no e-mail address", await Page(platen, "/prepaid"), StringComparison.Ordinal);
        Assert.Contains("is no e-mail address", (await database.Platen("prepaid")).Output, StringComparison.Ordinal);
        await database.Number("UPDATE customers SET account_manager = 'am@dealer.example'; SELECT 1");
        await new WatchPrepaid(database.Database, database.Trail(InMarch)).Run(Stop);

        foreach (var page in (string[])[await Page(platen, "/contracts/PRE0000001"), await Page(platen, "/prepaid")])
        {
            Assert.Contains("<a href=\"/mail/1\">the prepaid Mono copies will be used up about 30 May 2026</a>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Nobody is told", page, StringComparison.Ordinal);
        }
    }

    static async Task<string> Page(RunningPlaten platen, string path) => WebUtility.HtmlDecode(await platen.Http.GetStringAsync(path, Stop));
}
