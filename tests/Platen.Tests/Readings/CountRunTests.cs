using Microsoft.EntityFrameworkCore;
using Platen.Readings;
using Platen.Setup;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>N-1 to N-5: meters counted together on one day.</summary>
public class CountRunTests
{
    const string Heading = "serial,meter,date,value";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<Said> Ok(Task<Said> saying)
    {
        var said = await saying;
        Assert.True(said.Exit is Exit.Done or Exit.DoneWithExceptions, said.Error + said.Output);
        return said;
    }

    static Task Dealer(TestDatabase database) => new DealerBook().Customer("CUST-A").Customer("CUST-B")
        .Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono").Machine("M3", "CUST-B", "Mono")
        .Contract("C1", "CUST-A", DealerBook.Pool(["M1", "M2"], 0, 0, new Rating.Level { From = 0, UnitCharge = 0.05m })).Contract("C2", "CUST-B", DealerBook.Alone("M3")).Import(database);

    [Theory]
    [InlineData(CountEvery.Daily, 1, "2026-01-05", "2026-03-09", "2026-03-09")]
    [InlineData(CountEvery.Weekly, 1, "2026-01-05", "2026-01-18", "2026-01-12")]
    [InlineData(CountEvery.Fortnightly, 1, "2026-01-05", "2026-02-02", "2026-02-02")]
    [InlineData(CountEvery.Monthly, 1, "2026-01-31", "2026-03-01", "2026-02-28")]
    [InlineData(CountEvery.Monthly, 3, "2026-01-15", "2026-06-30", "2026-04-15")]
    [InlineData(CountEvery.Yearly, 1, "2024-02-29", "2028-02-29", "2028-02-29")]
    [InlineData(CountEvery.Yearly, 1, "2024-02-29", "2027-12-31", "2027-02-28")]
    public void N_1_A_cycle_has_its_cut_off_days(object every, int months, string from, string today, string cutOff) => Assert.Equal(
        DateOnly.ParseExact(cutOff, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        new CountCycle { Name = "x", Every = (CountEvery)every, Months = months, From = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture) }
            .LastUpTo(DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory, EveryDatabase]
    public async Task N_1_N_2_A_cycles_meters_are_counted_to_its_cut_off_day(TestDatabase database)
    {
        await Dealer(database);
        await Ok(database.Platen("setup", "add", "count-cycles", """{"name":"Weekly","every":"weekly","from":"2026-01-05"}"""));
        await Ok(database.Platen("setup", "add", "run-sets", """{"name":"Mondays","cycle":"Weekly"}"""));
        await Ok(database.Platen("count", "assign", "Weekly", "--to", "2026-01-12", "--customer", "CUST-A"));
        await database.ImportLines(Heading, "M1,Mono,2026-01-08,1100", "M2,Mono,2026-01-05,1050");

        var tried = await Ok(database.Platen("count", "make", "--to", "2026-01-12", "--run-set", "Mondays", "--try"));
        var wrong = await database.Platen("count", "make", "--to", "2026-01-13", "--run-set", "Mondays");
        var made = await Ok(database.Platen("count", "make", "--to", "2026-01-12", "--run-set", "Mondays"));

        Assert.Contains("2 meters to 2026-01-12: 1 read, 1 missing", tried.Output, StringComparison.Ordinal);
        Assert.StartsWith("Nothing is kept.", tried.Output, StringComparison.Ordinal);
        Assert.Contains("13 Jan 2026 is no cut-off day of Weekly; the last one was 12 Jan 2026.", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("Count 1: 2 meters to 2026-01-12: 1 read, 1 missing", made.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task N_2_The_doubtful_come_first(TestDatabase database)
    {
        await Dealer(database);
        await database.ImportLines(Heading, "M1,Mono,2026-01-14,1400", "M2,Mono,2026-01-14,1000", "M3,Mono,2026-01-02,1500", "M3,Mono,2026-01-14,1300");
        await Ok(database.Platen("count", "make", "--to", "2026-01-14"));

        var count = await new CountRuns(database.Db(), database.Grid()).Show(1, Cancellation);

        Assert.Equal(["M3 Held", "M2 Odd", "M1 Read"], count.Rows.Select(row => $"{row.Serial} {row.State}"));
        Assert.Equal("No copies since the last reading. Is the machine in use, and was it read?", count.Rows[1].Doubt);
        Assert.Equal((1, 1, 400L), (count.Held, count.NoCopies, count.Copies));
    }

    [Theory, EveryDatabase]
    public async Task N_4_Finalised_it_keeps_what_was_counted_and_the_terms_that_price_it(TestDatabase database)
    {
        await Dealer(database);
        await Ok(database.Platen("count", "make", "--to", "2026-01-14", "--customer", "CUST-A"));
        await database.ImportLines(Heading, "M1,Mono,2026-01-14,1400");

        await Ok(database.Platen("count", "finalise", "1", "--try"));
        Assert.Equal(CountState.Open, (await new CountRuns(database.Db(), database.Grid()).Show(1, Cancellation)).State);
        await Ok(database.Platen("count", "finalise", "1"));
        var again = await database.Platen("count", "finalise", "1");

        Assert.Equal(Exit.Failed, again.Exit);
        await using var db = database.Db();
        var counted = await db.CountedMeters.OrderBy(meter => meter.MeterId).ToListAsync(Cancellation);
        Assert.Equal((400, 1), (counted[0].Copies!.Value, counted[0].TermsVersion!.Value));
        Assert.Null(counted[1].Copies);
        // What is billed is the month's own.
        await database.ImportLines(Heading, "M1,Mono,2026-01-31,1900", "M2,Mono,2026-01-31,1100", "M3,Mono,2026-01-31,1000");
        Assert.Equal(1000, (await database.Bill("2026-01")).Invoices.Single(invoice => invoice.BillTo == "CUST-A").Lines.Single().Quantity);
    }

    [Theory, EveryDatabase]
    public async Task N_4_A_correction_after_it_is_told_beside_what_was_counted(TestDatabase database)
    {
        await Dealer(database);
        await Ok(database.Platen("count", "make", "--to", "2026-01-14", "--customer", "CUST-A"));
        await database.ImportLines(Heading, "M1,Mono,2026-01-14,1400", "M2,Mono,2026-01-14,1100");
        await Ok(database.Platen("count", "finalise", "1"));

        await database.Enter(new("M1", "Mono", new(2026, 1, 14), 1300)); // the later one stands

        var said = await Ok(database.Platen("count", "show", "1"));
        Assert.Contains("2 read, 0 missing, 0 held; 0 without copies, 0 unlikely; 500 copies. 1 changed since.", said.Output, StringComparison.Ordinal);
        Assert.Contains("M1 Mono: 300 copies by the readings of now.", said.Output, StringComparison.Ordinal);
        var count = await new CountRuns(database.Db(), database.Grid()).Show(1, Cancellation);
        Assert.Equal([(1400L, 400L, 300L), (1100L, 100L, 100L)], count.Rows.OrderBy(row => row.Serial).Select(row => (row.Counted!.Value, row.Counted.Copies, row.Copies!.Value)));
        Assert.All(count.Rows, row => Assert.Equal((1, 1), (row.Counted!.TermsVersion!.Value, row.Counted.TermsNow!.Value)));
    }

    [Theory, EveryDatabase]
    public async Task N_1_A_machines_meters_have_their_cycle_by_hand_and_in_the_book(TestDatabase database)
    {
        await Dealer(database);
        await Ok(database.Platen("setup", "add", "count-cycles", """{"name":"Weekly","every":"weekly","from":"2026-01-05"}"""));

        var given = await Ok(database.Platen("count", "cycles", "M1", "--set", "Weekly"));
        Assert.Contains("Mono: Weekly", given.Output, StringComparison.Ordinal);
        Assert.Contains("There is no count cycle Daily.", (await database.Platen("count", "cycles", "M1", "--set", "Daily")).Error, StringComparison.Ordinal);
        var book = await database.Export();
        Assert.Contains("\"countCycle\":\"Weekly\"", book, StringComparison.Ordinal);

        await using var other = await TestDatabase.Create(database.Kind);
        await other.Import(book);
        Assert.Equal(book, await other.Export());
        Assert.Contains("Mono: Weekly", (await Ok(other.Platen("count", "cycles", "M1"))).Output, StringComparison.Ordinal);
        Assert.Contains("Mono: by its billing", (await Ok(other.Platen("count", "cycles", "M1", "--set", "none"))).Output, StringComparison.Ordinal);
        await other.Import(book);
        Assert.Contains("Mono: Weekly", (await Ok(other.Platen("count", "cycles", "M1"))).Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task N_2_Machine_group_and_text_choose_meters(TestDatabase database)
    {
        await Dealer(database);
        await new DealerBook().Financer("FIN").Group("A / FIN", "CUST-A", "FIN", ["M2"], start: "2026-01").Import(database);

        foreach (var (option, value, serial) in (IEnumerable<(string, string, string)>)[("--machine", "M1", "M1"), ("--group", "A / FIN", "M2"), ("--text", "m3", "M3")])
        {
            var tried = await Ok(database.Platen("count", "make", "--to", "2026-01-14", option, value, "--try", "--json"));
            Assert.Equal([serial], System.Text.Json.JsonSerializer.Deserialize<CountAnswer>(tried.Output, Platen.Data.Json.Options)!.Rows.Select(row => row.Serial));
        }
    }

    [Theory, EveryDatabase]
    public async Task An_auditor_looks_at_counts_and_changes_none(TestDatabase database)
    {
        await Dealer(database);
        await Ok(database.Platen("count", "make", "--to", "2026-01-14"));
        await database.Add("audit@dealer.example", "Auditor", "Auditor");
        await using var platen = await RunningPlaten.On(database);
        using var auditor = platen.Visitor();
        await auditor.SignIn("audit@dealer.example");

        foreach (var path in (string[])["/counts", "/counts/1", "/api/v1/counts", "/api/v1/counts/1", "/api/v1/counts/cycles/M1"])
            Assert.Equal((path, 200), (path, (await auditor.Open(path)).Status));
        using var finalise = await auditor.Http.PostAsync("/api/v1/counts/1/finalise", null, Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, finalise.StatusCode);
    }

    [Theory, EveryDatabase]
    public async Task N_3_N_5_Many_counts_a_month_of_machines_on_contracts_that_are_billed(TestDatabase database)
    {
        await Dealer(database);
        foreach (var day in (string[])["2026-01-07", "2026-01-14"])
            await Ok(database.Platen("count", "make", "--to", day));
        await Ok(database.Platen("contract", "suspend", "C2", "--reason", "Not paid"));

        await Ok(database.Platen("count", "make", "--to", "2026-01-21"));

        await using var db = database.Db();
        Assert.Equal([3, 3, 2], await db.CountRuns.OrderBy(run => run.Id).Select(run => db.CountedMeters.Count(meter => meter.RunId == run.Id)).ToListAsync(Cancellation));
    }
}
