using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Platen.Audit;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>Customers are asked by mail, and enter what their counters show by a link, without an account.</summary>
public partial class ReadingRequestTests
{
    static readonly Period January = new(2026, 1);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Three customers with a machine each, one of them without an address, on the 30th of January.</summary>
    static async Task<FakeTimeProvider> Dealer(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A", email: "a@customer.example").Customer("CUST-B", email: "b@customer.example").Customer("CUST-C")
            .Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-B", "Mono").Machine("M3", "CUST-C", "Mono")
            .Contract("C1", "CUST-A", DealerBook.Alone("M1")).Contract("C2", "CUST-B", DealerBook.Alone("M2")).Contract("C3", "CUST-C", DealerBook.Alone("M3")).Import(database);
        var said = await database.Platen("settings", "set", "reading-requests.address=https://platen.example/");
        Assert.True(said.Exit == Exit.Done, said.Error);
        return new FakeTimeProvider(new DateTimeOffset(2026, 1, 30, 8, 0, 0, TimeSpan.Zero));
    }

    static async Task<CustomersAsked> Ask(TestDatabase database, TimeProvider clock, bool remindersOnly = false)
    {
        await using var services = new ServiceCollection().AddPlaten(database.Database, clock).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = Actor.CommandLine;
        return await scope.ServiceProvider.GetRequiredService<AskForReadings>().Run(January, remindersOnly, Cancellation);
    }

    static async Task<string> Link(TestDatabase database, string recipient)
    {
        await using var db = database.Db();
        var body = await db.Mails.Where(mail => mail.Recipient == recipient).OrderByDescending(mail => mail.Id).Select(mail => mail.Body).FirstAsync(Cancellation);
        return Links().Match(body).Value;
    }

    static async Task<string> Field(TestDatabase database, string serial)
    {
        var meter = await database.MeterId(serial, "Mono");
        return FormattableString.Invariant($"m{meter}");
    }

    [Theory, EveryDatabase]
    public async Task Each_customer_is_asked_once_and_reminded_later_so_often_as_the_dealer_wants(TestDatabase database)
    {
        var clock = await Dealer(database);

        var first = await Ask(database, clock);
        var again = await Ask(database, clock);
        Assert.Equal((2, 0, 0, "CUST-C"), (first.Asked, first.Reminded, first.Waiting, string.Join(",", first.Unreachable)));
        Assert.Equal((0, 0, 2), (again.Asked, again.Reminded, again.Waiting));
        for (var reminder = 1; reminder <= 2; reminder++)
        {
            clock.Advance(TimeSpan.FromDays(3));
            Assert.Equal(2, (await Ask(database, clock, remindersOnly: true)).Reminded);
        }

        Assert.Equal(0, (await Ask(database, clock, remindersOnly: true)).Reminded);
        await using var db = database.Db();
        Assert.Equal(6, await db.Mails.CountAsync(Cancellation));
        Assert.Contains(await db.Mails.Select(mail => mail.Subject).ToListAsync(Cancellation), subject => subject == "Reminder: meter readings for January 2026");
    }

    [Theory, EveryDatabase]
    public async Task The_link_takes_a_reading_without_an_account_once(TestDatabase database)
    {
        var clock = await Dealer(database);
        await using var platen = await RunningPlaten.On(database, clock);
        await Ask(database, clock);
        var link = await Link(database, "a@customer.example");
        using var customer = platen.Visitor();

        var page = await customer.Open(link);
        Assert.Equal("What do the counters show?", page.Title);
        Assert.Contains("M1", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("M2", page.Words, StringComparison.Ordinal); // nothing of other customers
        var thanks = await customer.Send(page, "read", (await Field(database, "M1"), "1 400"), (await Field(database, "M2"), "9000"));
        var late = await customer.Send(page, "read", (await Field(database, "M1"), "1500"));

        Assert.Equal("Thank you", thanks.Title);
        Assert.Equal("This link is not good any more", late.Title);
        Assert.Equal("This link is not good any more", (await customer.Open(link)).Title);
        Assert.Equal(["2026-01-30 1400 Accepted"], await database.Kept("M1"));
        Assert.Empty(await database.Kept("M2"));
        await using var db = database.Db();
        var kept = await db.Readings.SingleAsync(Cancellation);
        Assert.Equal((ReadingSource.Customer, "CUST-A by link"), (kept.Source, kept.CapturedBy));
        Assert.True(await db.AuditEntries.AnyAsync(entry => entry.Action == "readings.answered" && entry.Subject == "CUST-A", Cancellation));
    }

    [Theory, EveryDatabase]
    public async Task Asked_again_after_an_answer_the_old_link_stays_shut_and_the_new_mail_has_another(TestDatabase database)
    {
        var clock = await Dealer(database);
        await Ask(database, clock);
        var used = await Link(database, "a@customer.example");
        var unanswered = await Link(database, "b@customer.example");
        await using (var platen = await RunningPlaten.On(database, clock))
        {
            using var customer = platen.Visitor();
            await customer.Send(await customer.Open(used), "read", (await Field(database, "M1"), "1400"));
        }

        await using (var db = database.Db())
            await db.Readings.ExecuteUpdateAsync(row => row.SetProperty(its => its.State, ReadingState.Superseded), Cancellation); // taken back by the office
        clock.Advance(TimeSpan.FromDays(4)); // while nobody reminds by itself
        Assert.Equal(2, (await Ask(database, clock)).Reminded);
        var fresh = await Link(database, "a@customer.example");
        await using var later = await RunningPlaten.On(database, clock);
        using var again = later.Visitor();

        Assert.NotEqual(used, fresh);
        Assert.Equal("This link is not good any more", (await again.Open(used)).Title);
        Assert.Equal("What do the counters show?", (await again.Open(fresh)).Title);
        Assert.Equal("What do the counters show?", (await again.Open(unanswered)).Title); // a reminder is of the same request
    }

    [Theory, EveryDatabase]
    public async Task A_counts_missing_readings_are_asked_for_until_its_day(TestDatabase database)
    {
        var clock = await Dealer(database);
        Assert.Equal(Exit.Done, (await database.Platen("setup", "add", "count-cycles", """{"name":"Weekly","every":"weekly","from":"2026-01-03"}""")).Exit);
        Assert.Equal(Exit.Done, (await database.Platen("count", "cycles", "M1", "--set", "Weekly")).Exit);
        await database.Platen("count", "make", "--to", "2026-01-31", "--cycle", "Weekly");
        await database.ImportLines("serial,meter,date,value", "M1,Mono,2026-01-24,1200"); // the week before's
        await using var platen = await RunningPlaten.On(database, clock);

        await using (var services = new ServiceCollection().AddPlaten(database.Database, clock).BuildServiceProvider())
        await using (var scope = services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Acting>().Who = Actor.CommandLine;
            var asked = await scope.ServiceProvider.GetRequiredService<AskForReadings>().OfCount(1, Cancellation);
            Assert.Equal((1, 0, 0), (asked.Asked, asked.Waiting, asked.Unreachable.Count));
        }

        using var customer = platen.Visitor();
        var page = await customer.Open(await Link(database, "a@customer.example"));
        Assert.Equal("Thank you", (await customer.Send(page, "read", (await Field(database, "M1"), "1400"))).Title);
        Assert.Equal(["2026-01-24 1200 Accepted", "2026-01-30 1400 Accepted"], await database.Kept("M1"));
        Assert.Equal(200, (await new CountRuns(database.Db(), database.Grid()).Show(1, Cancellation)).Copies);
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_right_is_asked_about_and_then_held_for_review(TestDatabase database)
    {
        var clock = await Dealer(database);
        await using var platen = await RunningPlaten.On(database, clock);
        await database.ImportLines("serial,meter,date,value", "M1,Mono,2026-01-05,1300");
        await Ask(database, clock);
        using var customer = platen.Visitor();
        var page = await customer.Open(await Link(database, "a@customer.example"));
        var field = await Field(database, "M1");

        var doubted = await customer.Send(page, "read", (field, "900"));
        Assert.Equal("Please look again, then send it.", doubted.Said);
        Assert.Single(await database.Kept("M1"));
        var thanks = await customer.Send(doubted, "read", (field, "900"));

        Assert.Equal("Thank you", thanks.Title);
        Assert.Equal(["M1 Mono Held"], (await database.States(January)).Where(row => row.StartsWith("M1", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task A_link_that_is_changed_or_too_old_opens_nothing(TestDatabase database)
    {
        var clock = await Dealer(database);
        await using var platen = await RunningPlaten.On(database, clock);
        await Ask(database, clock);
        var link = await Link(database, "a@customer.example");
        using var customer = platen.Visitor();

        Assert.Equal("This link is not good any more", (await customer.Open(link[..^4] + "AAAA")).Title);
        Assert.Equal("This link is not good any more", (await customer.Open("/read/1")).Title);
        clock.Advance(TimeSpan.FromDays(8)); // no reading of the 7th of February closes January
        Assert.Equal("This link is not good any more", (await customer.Open(link)).Title);
        await Assert.ThrowsAsync<Refusal>(() => Ask(database, clock));
    }

    [Theory, EveryDatabase]
    public async Task Who_tries_links_fast_is_stopped(TestDatabase database)
    {
        var clock = await Dealer(database);
        await using var platen = await RunningPlaten.On(database, clock);
        using var guesser = platen.Visitor();

        var seen = new List<int>();
        for (var i = 0; i < 40; i++)
            seen.Add((await guesser.Open(FormattableString.Invariant($"/read/guess{i}"))).Status);

        Assert.Contains(429, seen);
    }

    [GeneratedRegex("/read/[^\\s]+")]
    private static partial Regex Links();
}
