using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Platen.Billing;
using Platen.Billing.Prepaid;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Billing;
using Platen.Tests.Book;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Stories;

/// <summary>A prepaid contract's life on a fake clock: used, told of, over, and billed as ever after.</summary>
public class PrepaidStoryTests
{
    static readonly Period January = Period.Parse("2026-01");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static string Says(string news) => $"PRE0000001, Customer CUST-A: {news}";

    [Theory, EveryDatabase]
    public async Task Used_up_it_is_told_of_unticked_and_billed(TestDatabase database)
    {
        var life = new Life(database);
        await life.Begin(PrepaidRunTests.Terms(fee: 300));

        Assert.Equal([Says("the prepaid Mono copies will be used up about 19 Mar 2026")], await life.Month(4_000));
        Assert.Equal([Says("90 % of the prepaid Mono copies are used")], await life.Month(5_100));
        Assert.Equal([Says("95 % of the prepaid Mono copies are used")], await life.Month(700));
        Assert.Equal([true], await life.Ticks());
        Assert.Equal([Says("the prepaid Mono copies are used up")], await life.Month(900));
        Assert.Equal([true, false], await life.Ticks());

        // Of April's 900 copies 700 were beyond; May is a month as any other.
        Assert.Equal("0.00 300.00 | 0.00 300.00 | 0.00 300.00 | 0.00 350.00 300.00 | 1000.00 300.00", await life.Amounts(900));
        await life.Holds();
    }

    [Theory, EveryDatabase]
    public async Task Over_by_date_in_mid_month_it_is_divided_and_what_is_left_is_forfeited(TestDatabase database)
    {
        var life = new Life(database);
        await life.Begin(PrepaidRunTests.Terms(end: "2026-02-14", fee: 300));

        Assert.Equal([Says("the prepaid Mono copies end on 14 Feb 2026")], await life.Month(600));
        Assert.Equal([Says("the prepaid Mono copies ended on 14 Feb 2026")], await life.Month(560));

        Assert.Equal([true, false], await life.Ticks());
        Assert.Equal("0.00 300.00 | 0.00 140.00 300.00 | 1000.00 300.00", await life.Amounts(900));
        await life.Holds();
    }

    [Theory, EveryDatabase]
    public async Task T050_One_meter_type_is_over_while_the_other_lives(TestDatabase database)
    {
        var terms = PrepaidRunTests.Terms(included: 1_000);
        var colour = new ItemMeter { Type = "Colour", StartReading = 0, ReadingDate = new DateOnly(2025, 12, 31), Aggregate = true };
        terms = terms with
        {
            Items = [terms.Items[0] with { Meters = [.. terms.Items[0].Meters, colour] }],
            AggregateMeters = [.. terms.AggregateMeters, new PoolMeter { Type = "Colour", Levels = [new Level { From = 0, UnitCharge = 0.90m }] }],
            Prepaid = [.. terms.Prepaid, terms.Prepaid[0] with { Type = "Colour", IncludedUsage = 5_000 }],
        };
        var life = new Life(database);
        await life.Begin(terms);

        Assert.Equal([Says("the prepaid Mono copies are used up")], await life.Month(1_000, colour: 300));
        Assert.Equal([], await life.Month(1_200, colour: 400));
        Assert.Equal([], await life.Month(0, colour: 300));

        // 1,200 copies cost the minimum and 200 beyond; a month of free copies alone makes no invoice.
        Assert.Equal(" | 1000.00 100.00 0.00 | 1000.00 0.00 | 1000.00 250.00 0.00", await life.Amounts(1_500, colour: 900));
        Assert.Equal([true, false], await life.Ticks());
        Assert.Equal([true, true], await life.Ticks("Colour"));
        await life.Holds();
    }

    [Theory, EveryDatabase]
    public async Task Killed_between_posting_and_unticking_it_is_billed_the_same_and_unticked_later(TestDatabase database)
    {
        var life = new Life(database);
        await life.Begin(PrepaidRunTests.Terms(fee: 300));
        await life.Month(10_000);
        // As if Platen had died right after the posting: no version, no mails.
        await database.Number("DELETE FROM contract_terms WHERE version = 2; DELETE FROM mails; SELECT 1");
        Assert.Equal([true], await life.Ticks());

        Assert.Equal("0.00 300.00 | 1000.00 300.00", await life.Amounts(900));
        Assert.Equal([true, false], await life.Ticks());
        Assert.Equal(0, await new UntickExpired(database.Database, database.Trail()).Run(Cancellation)); // done once
        await life.Holds();
    }

    [Theory, EveryDatabase]
    public async Task Suspended_as_its_last_day_comes_it_is_over_once_the_month_is_closed(TestDatabase database)
    {
        var life = new Life(database);
        await life.Begin(PrepaidRunTests.Terms(end: "2026-02-14", fee: 300));
        await life.Month(600);
        await life.Suspended();
        await life.Month(560);
        Assert.Equal([true], await life.Ticks()); // it may be billed yet

        foreach (var month in (string[])["2026-01", "2026-02"])
            Assert.Equal(Exit.Done, (await database.Platen("close", month)).Exit);
        await life.Watch();

        Assert.Equal([true, false], await life.Ticks());
        Assert.Equal(202603, await database.Number("SELECT from_period FROM contract_terms WHERE version = 2"));
        await life.Watch();
        Assert.Equal([true, false], await life.Ticks());
        // What was used is told as ever, that the contract is suspended too.
        var row = JsonNode.Parse((await database.Platen("prepaid", "PRE0000001", "--json")).Output)![0]!;
        Assert.Equal(("ended", "suspended", 600), ((string?)row["state"], (string?)row["status"], (int)row["used"]!));
        await life.Holds();
    }

    [Theory, EveryDatabase]
    public async Task A_quarters_cycle_stays_where_it_was(TestDatabase database)
    {
        var life = new Life(database);
        await life.Begin(PrepaidRunTests.Terms() with { CycleMonths = 3 });
        await life.Month(10_000);

        await using var db = new Db(database.Database);
        var chain = (await db.Terms.OrderBy(terms => terms.Version).ToListAsync(Cancellation)).ConvertAll(terms => TermsDocument.Read(terms.Document));
        var schedule = new Schedule([.. chain], new DateOnly(2026, 1, 1), null, 12);

        Assert.Equal(2, chain.Count);
        Assert.Equal([January.AddMonths(3), January.AddMonths(6)], schedule.DueAfter(January, January.AddMonths(8)));
    }

    /// <summary>One contract of one machine, month after month.</summary>
    sealed class Life(TestDatabase database)
    {
        readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));
        readonly HashSet<string> _told = [];
        readonly List<string> _amounts = [];
        long _counter = 1_000, _colour;
        int _month;

        public async Task Begin(ContractTerms terms)
        {
            await PrepaidRunTests.Book(terms).Import(database);
            await database.Number("UPDATE customers SET account_manager = 'am@dealer.example'; SELECT 1");
        }

        /// <returns>The mails that are new after the month was posted, on the first day of the next.</returns>
        public async Task<List<string>> Month(long copies, long? colour = null)
        {
            var period = January.AddMonths(_month++);
            _counter += copies;
            var (book, day) = (new DealerBook(), period.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            book.Reading("M1", "Mono", day, _counter);
            if (colour is { } coloured)
                book.Reading("M1", "Colour", day, _colour += coloured);
            await book.Import(database);
            _clock.SetUtcNow(new DateTimeOffset(period.AddMonths(1).FirstDay, new TimeOnly(8, 0), TimeSpan.Zero));
            var run = await new BillPeriod(database.Database, database.Trail(_clock)).Run(new BillRequest(period), null, Cancellation);
            await new PostRun(database.Database, database.Trail(_clock)).Run(run, null, Cancellation);
            await Watch(); // T055: once more says nothing new
            await using var db = new Db(database.Database);
            var answer = await new AnswerRun(database.Database, db, TimeProvider.System).Of(run, Cancellation);
            _amounts.Add(string.Join(' ', answer.Invoices.SelectMany(invoice => invoice.Lines).Select(line => line.Amount)));
            var mails = await db.Mails.OrderBy(mail => mail.Id).ToListAsync(Cancellation);
            Assert.All(mails, mail => Assert.Equal("am@dealer.example", mail.Recipient));
            return mails.FindAll(mail => _told.Add(mail.Key)).ConvertAll(mail => mail.Subject);
        }

        /// <summary>In the middle of the month that comes.</summary>
        public Task Suspended()
        {
            _clock.SetUtcNow(new DateTimeOffset(January.AddMonths(_month).Day(10), new TimeOnly(8, 0), TimeSpan.Zero));
            return database.Suspend("PRE0000001", _clock);
        }

        public Task Watch() => new WatchPrepaid(database.Database, database.Trail(_clock)).Run(Cancellation);

        /// <summary>The lines of every month's invoice, with one month more.</summary>
        public async Task<string> Amounts(long copies, long? colour = null)
        {
            await Month(copies, colour);
            return string.Join(" | ", _amounts);
        }

        /// <summary>Whether each version of the terms has the tick.</summary>
        public async Task<List<bool>> Ticks(string meter = "Mono")
        {
            await using var db = new Db(database.Database);
            var documents = await db.Terms.OrderBy(terms => terms.Version).Select(terms => terms.Document).ToListAsync(Cancellation);
            return documents.ConvertAll(document => JsonSerializer.Deserialize<ContractTerms>(document, Platen.Data.Json.Options)!.Prepaid.Single(row => row.Type == meter).Marked);
        }

        public async Task Holds()
        {
            foreach (var verify in (string[][])[["verify"], ["verify", "audit"]])
            {
                var said = await database.Platen(verify);
                Assert.True(said.Exit == Exit.Done, said.Output + said.Error);
            }
        }
    }
}
