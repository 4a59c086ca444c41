using Platen.Billing;
using Platen.Billing.Months;
using Platen.Billing.Runs;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell.Lists;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>What invoices of several currencies come to together (T-2): the same on every page.</summary>
public class WorthTests
{
    /// <summary>60.00 rand, 70.00 dollars at 18.50, and 50.00 pounds at no rate.</summary>
    const string Net = "1,355.00 + 50.00 GBP";
    static readonly Period January = new(2026, 1);

    [Theory, EveryDatabase]
    public async Task Sums_are_in_the_dealers_currency_by_the_rate_on_each_invoice(TestDatabase database)
    {
        var book = new DealerBook();
        foreach (var (no, currency, rate, fee) in (ReadOnlySpan<(string, string, decimal?, decimal?)>)[("1", "ZAR", 2m, 10m), ("2", "USD", 18.5m, 20m), ("3", "GBP", null, null)])
        {
            book = book.Customer($"C{no}").Machine($"M{no}", $"C{no}", "Mono").Reading($"M{no}", "Mono", "2026-01-31", 2000)
                .Contract($"K{no}", $"C{no}", DealerBook.Alone($"M{no}", fee: fee) with { Currency = currency, ExchangeRate = rate });
        }

        await book.Import(database);

        var run = await database.Bill(January);
        await using var db = new Db(database.Database);
        var drafted = (await new ShowRun(db).Run(run, Cancellation))!;
        Assert.Equal((Net, "1,558.25 + 57.50 GBP", "0.00"), (drafted.DraftNet.Words, drafted.DraftTotal.Words, drafted.PostedNet.Words));
        Assert.Equal((Net, "0.00"), ((await Month(database, db)).DraftedNet.Words, (await Month(database, db)).PostedNet.Words));
        Assert.Equal((Net, "0.00"), await Bar(db));

        await new PostRun(database.Database, database.Trail()).Run(run, null, Cancellation);
        Assert.Equal(Net, (await new ShowRun(db).Run(run, Cancellation))!.PostedNet.Words);
        Assert.Equal(Net, (await new ListRuns(db).Run(ListQuery.From(""), Cancellation)).Rows.Single().Net.Words);
        Assert.Equal(("0.00", Net), ((await Month(database, db)).DraftedNet.Words, (await Month(database, db)).PostedNet.Words));
        Assert.Equal(("0.00", Net), await Bar(db));
        var closed = await new ClosePeriod(database.Database, database.Trail()).Run(January, null, Cancellation);
        Assert.Equal(("1558.25", new CurrencyTotal("GBP", "50.00", "7.50", "57.50")), (closed.Total, Assert.Single(closed.Apart!)));
        Assert.Contains("3 invoices of 1558.25 + 57.50 GBP,", (await database.Platen("close", "2026-01")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_to_nothing_is_not_told_and_has_no_sign()
    {
        Assert.Equal("0.00", new Worth(-0.004m, []).Words);
        Assert.Equal("1.00", new Worth(1, [new CurrencyAmount("USD", 0)]).Words);
        Assert.True(new Worth(0, [new CurrencyAmount("USD", 0)]).IsNothing);
    }

    static Task<MonthStanding> Month(TestDatabase database, Db db) =>
        new ShowMonth(db, new CaptureGrid(database.Database, new MetersToRead(database.Database), db), TimeProvider.System).Run(January, Cancellation);

    static async Task<(string, string)> Bar(Db db)
    {
        var bar = (await new ListBilledMonths(db).Run(January, 2, Cancellation))[^1];
        return (bar.Drafted.Words, bar.Posted.Words);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
