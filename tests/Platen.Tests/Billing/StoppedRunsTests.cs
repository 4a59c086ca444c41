using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Billing;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>A run stopped anywhere goes on to what it would have been, with nothing lost and nothing twice.</summary>
public class StoppedRunsTests
{
    static readonly Period January = Period.Parse("2026-01");

    [Theory, EveryDatabase]
    public async Task A_run_stopped_between_any_two_shards_ends_as_if_it_had_not_been(TestDatabase database)
    {
        await ThreeShards().Import(database);
        var bill = new BillPeriod(database.Database, database.Trail());
        var post = new PostRun(database.Database, database.Trail());

        await Stopped(stop => bill.Run(new BillRequest(January), stop.Progress, stop.Token));
        await Stopped(stop => bill.Run(new BillRequest(January), stop.Progress, stop.Token));
        var run = await bill.Run(new BillRequest(January), null, TestContext.Current.CancellationToken);
        var drafted = await Answer(database, run);
        await Stopped(stop => post.Run(run, stop.Progress, stop.Token));
        await Stopped(stop => post.Run(run, stop.Progress, stop.Token));
        var again = await bill.Run(new BillRequest(January), null, TestContext.Current.CancellationToken);

        var posted = await Answer(database, again);
        Assert.Equal("posted", posted.State);
        Assert.Equal(1200, posted.Invoices.Count);
        Assert.Equal(Numbers, posted.Invoices.Select(invoice => invoice.Number));
        Assert.Equal(drafted.Totals, posted.Totals);
        Assert.Equal(
            JsonSerializer.Serialize(drafted.Invoices), JsonSerializer.Serialize(posted.Invoices.Select(invoice => invoice with { Number = null })));
    }

    [Theory, EveryDatabase]
    public async Task What_the_dealer_changes_while_a_run_is_rated_makes_its_drafts_stale(TestDatabase database)
    {
        await new DealerBook().Customer("A").Machine("M1", "A", "Mono").Contract("C1", "A", DealerBook.Alone("M1", fee: 10)).Import(database);
        var stop = TestContext.Current.CancellationToken;
        var run = await new PlanRun(database.Database, database.Trail()).Run(new BillRequest(January), stop);
        var drafting = await Drafting.Of(database.Database, run, stop);
        await database.Platen("settings", "set", "billing-rules.billLastApprovedWhileReleased=true");
        await using var db = new Db(database.Database);

        await drafting.Draft(await db.RunShards.SingleAsync(stop), database.Trail(), stop);

        Assert.Single(await new StaleShards(database.Database).Of(run, stop));
    }

    /// <summary>Else PostgreSQL takes them for none, numbers them by comparing each with each other, and gives up after half a minute.</summary>
    [Theory, EveryDatabase]
    public async Task The_database_knows_how_many_drafts_a_run_has_when_they_are_posted(TestDatabase database)
    {
        if (database.Kind == DatabaseKind.SQLite)
            return; // it plans by its indexes alone
        await ThreeShards().Import(database);
        await database.Number("INSERT INTO runs (id, period, state, invoiced_on, started_at) VALUES (1000, 202512, 3, '2025-12-31', 0) RETURNING 1");
        await database.Number("INSERT INTO drafts (run_id, customer_id, shard_no, document, to_post) SELECT 1000, id, 1, '', true FROM customers RETURNING 1");
        await database.Number("ANALYZE drafts, draft_invoices");

        var run = await database.Bill(January);

        foreach (var table in (string[])["drafts", "draft_invoices"])
            Assert.InRange(await Expected(database, string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {table} WHERE run_id = {run}")), 1000, 1400);
    }

    static async Task<double> Expected(TestDatabase database, string query)
    {
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN (FORMAT JSON) {query}";
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
        return plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
    }

    [Theory, EveryDatabase]
    public async Task A_run_whose_process_is_killed_while_it_posts_goes_on_when_Platen_starts_again(TestDatabase database)
    {
        await ThreeShards().Import(database);
        var cancellation = TestContext.Current.CancellationToken;
        string[] place = ["--data", database.Folder, .. database.Postgres is { } postgres ? (string[])["--database", postgres] : []];
        using (var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "platen.dll"), "bill", "2026-01", "--post", .. place]) { RedirectStandardOutput = true })!)
        {
            while (await database.Number("SELECT COUNT(*) FROM invoices") == 0 && !process.HasExited)
            {
                // A person would see the first numbers appear.
            }

            process.Kill();
            await process.WaitForExitAsync(cancellation);
        }

        Assert.InRange(await database.Number("SELECT COUNT(*) FROM invoices"), 1, 1199);
        using var worker = new RunWorker(database.Database, TimeProvider.System, NullLogger<RunWorker>.Instance);
        await worker.StartAsync(cancellation);
        SpinWait.SpinUntil(() => worker.Current!.Done);

        Assert.Equal((1, null), (worker.Current!.Run, worker.Current.Failure));
        var posted = await Answer(database, 1);
        Assert.Equal("posted", posted.State);
        Assert.Equal(Numbers, posted.Invoices.Select(invoice => invoice.Number));
        var verified = await database.Platen("verify");
        Assert.True(verified.Exit == Exit.Done, verified.Output);
    }

    static IEnumerable<string> Numbers => Enumerable.Range(1, 1200).Select(no => $"INV{no.ToString("0000000", CultureInfo.InvariantCulture)}");

    [Theory, EveryDatabase]
    public async Task Two_who_post_at_once_post_each_invoice_once(TestDatabase database)
    {
        await ThreeShards().Import(database);
        var run = await new BillPeriod(database.Database, database.Trail()).Run(new BillRequest(January), null, TestContext.Current.CancellationToken);
        await using var other = database.Open();

        var both = await Task.WhenAll(
            new PostRun(database.Database, database.Trail()).Run(run, null, TestContext.Current.CancellationToken),
            new PostRun(other, other.Trail()).Run(run, null, TestContext.Current.CancellationToken));

        Assert.Equal(1200, both.Sum(posted => posted.Invoices));
        Assert.Equal(1200, (await Answer(database, run)).Invoices.Select(invoice => invoice.Number).Distinct().Count());
    }

    [Theory, EveryDatabase]
    public async Task Two_who_bill_at_once_make_one_draft(TestDatabase database)
    {
        await ThreeShards().Import(database);
        await using var other = database.Open();

        var both = await Task.WhenAll(
            new BillPeriod(database.Database, database.Trail()).Run(new BillRequest(January), null, TestContext.Current.CancellationToken),
            new BillPeriod(other, other.Trail()).Run(new BillRequest(January), null, TestContext.Current.CancellationToken));

        Assert.Single(both.Distinct());
        Assert.Equal(1200, (await Answer(database, both[0])).Invoices.Count);
    }

    static Task<RunAnswer> Answer(TestDatabase database, int run) =>
        new AnswerRun(database.Database, new Db(database.Database), TimeProvider.System).Of(run, TestContext.Current.CancellationToken);

    /// <summary>More contracts than two shards hold.</summary>
    static DealerBook ThreeShards()
    {
        var book = new DealerBook();
        for (var i = 0; i < 1200; i++)
        {
            var code = i.ToString("0000", CultureInfo.InvariantCulture);
            book.Customer(code).Machine($"M{code}", code, "Mono").Contract($"C{code}", code, DealerBook.Alone($"M{code}", fee: 10))
                .Reading($"M{code}", "Mono", "2026-01-31", 1100 + i);
        }

        return book;
    }

    /// <summary>Does the work until its first report, and no further.</summary>
    static async Task Stopped(Func<(IProgress<Step> Progress, CancellationToken Token), Task> work)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work((new AtFirstReport(stop), stop.Token)));
    }

    sealed class AtFirstReport(CancellationTokenSource stop) : IProgress<Step>
    {
        public void Report(Step value) => stop.Cancel();
    }
}
