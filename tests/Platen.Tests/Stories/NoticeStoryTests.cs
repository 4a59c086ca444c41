using Microsoft.Extensions.Time.Testing;
using Platen.Billing;
using Platen.Billing.Prepaid;
using Platen.Rating;
using Platen.Tests.Billing;
using Platen.Tests.Contracts;
using Platen.Tests.Notifications;
using Platen.Tests.Support;

namespace Platen.Tests.Stories;

/// <summary>What contracts have to tell comes into people's mailboxes, though the mail server was down.</summary>
public class NoticeStoryTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_prepaid_notice_and_a_request_for_approval_wait_while_the_server_is_down_and_arrive_once(TestDatabase database)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 2, 1, 8, 0, 0, TimeSpan.Zero));
        await database.Add("ben@dealer.example", "Approver", "Ben");
        await new DealerBook().Customer("CUST-A", manager: "am@dealer.example").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono")
            .Contract("PRE0000001", "CUST-A", PrepaidRunTests.Terms(), type: "prepaid").Reading("M1", "Mono", "2026-01-31", 10_200).Import(database);
        await using var post = new Post(database, clock);
        var down = new MailServer();
        await down.DisposeAsync();
        await post.Set(down);

        var run = await new BillPeriod(database.Database, database.Trail(clock)).Run(new BillRequest(Period.Parse("2026-01")), null, Stop);
        await new PostRun(database.Database, database.Trail(clock)).Run(run, null, Stop);
        var written = await database.Write(Office.Proposal(DealerBook.Alone("M2")), clock);
        await database.Release(written.Number, clock: clock);

        var first = await post.Send();
        Assert.Equal((0, 3), (first.Sent, first.Waiting));
        clock.Advance(TimeSpan.FromHours(9));
        await new WatchPrepaid(database.Database, database.Trail(clock)).Run(Stop);
        await using var up = new MailServer(down.Port);
        Assert.Equal(3, (await post.Send()).Sent);
        await new WatchPrepaid(database.Database, database.Trail(clock)).Run(Stop);
        Assert.Equal(0, (await post.Send()).Sent);

        Assert.Equal(
            [
                "am@dealer.example PRE0000001, Customer CUST-A: 90 % of the prepaid Mono copies are used",
                "am@dealer.example PRE0000001, Customer CUST-A: the prepaid Mono copies will be used up about 3 Feb 2026",
                $"ben@dealer.example {written.Number} waits for approval",
            ], up.Mails.Select(mail => $"{mail.To.Mailboxes.Single().Address} {mail.Subject}").Order(StringComparer.Ordinal));
        Assert.Contains("Used       9,200", up.Mails.Single(mail => mail.Subject!.Contains("90 %", StringComparison.Ordinal)).TextBody!, StringComparison.Ordinal);
    }
}
