using Microsoft.EntityFrameworkCore;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;
using Platen.Shell.Lists;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>The RD rules, from the command line to the bill.</summary>
public class ReadingLifeTests
{
    const string Heading = "serial,meter,date,value";
    static readonly Period January = new(2026, 1), February = new(2026, 2);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<Said> Ok(Task<Said> saying)
    {
        var said = await saying;
        Assert.True(said.Exit == Exit.Done, said.Error + said.Output);
        return said;
    }

    /// <summary>A customer with machine M1, whose Mono meter showed 1,000 at the end of 2025 and costs 0.05 a copy.</summary>
    static Task Dealer(TestDatabase database) => new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono")
        .Contract("C1", "CUST-A", DealerBook.Alone("M1")).Import(database);

    [Theory, EveryDatabase]
    public async Task RD_1_A_meter_type_set_to_0_at_each_billing_is_billed_by_what_it_shows(TestDatabase database)
    {
        var alone = DealerBook.Alone("M1");
        var terms = alone with { Items = [alone.Items[0] with { Meters = [alone.Items[0].Meters[0] with { StartReading = 0 }] }] };
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", terms).Import(database);
        await Ok(database.Platen("setup", "add", "meter-types", """{"type":"Mono","resets":true}"""));
        await database.ImportLines(Heading, "M1,Mono,2026-01-31,500", "M1,Mono,2026-02-28,300", "M1,Mono,2026-03-31,800");

        Assert.Equal("25.00", (await database.Bill("2026-01", "--post")).Totals.Net);
        Assert.Equal("15.00", (await database.Bill("2026-02", "--post")).Totals.Net);
        var row = Assert.Single(await database.Grid().All(new(2026, 3), new(), Cancellation));
        Assert.Equal(800, row.Copies);
        Assert.Equal("40.00", (await database.Bill("2026-03", "--post")).Totals.Net);
    }

    [Theory, EveryDatabase]
    public async Task RD_3_RD_9_A_technicians_reading_is_billed_when_a_person_says_so(TestDatabase database)
    {
        await Dealer(database);
        await Ok(database.Platen("readings", "enter", "M1", "Mono", "1400", "--on", "2026-01-12", "--source", "call"));
        Assert.Equal(["M1 Mono Missing"], await database.States(January));

        await Ok(database.Platen("readings", "set", "2026-01", "--to", "call"));

        Assert.Equal(["M1 Mono Read"], await database.States(January));
        Assert.Equal(["2026-01-12 1400 Accepted", "2026-01-31 1400 Accepted"], await database.Kept("M1"));
        var line = Assert.Single((await database.Bill("2026-01")).Invoices[0].Lines);
        Assert.Equal((400L, "20.00"), (line.Quantity, line.Amount));
        // One that comes in before the bill takes its place.
        await Ok(database.Platen("readings", "enter", "M1", "Mono", "1900", "--on", "2026-01-30"));
        Assert.Equal("45.00", (await database.Bill("2026-01")).Totals.Net);
    }

    [Theory, EveryDatabase]
    public async Task RD_3_Where_no_technician_came_nothing_is_set(TestDatabase database)
    {
        await Dealer(database);

        var set = await database.Platen("readings", "set", "2026-01", "--to", "call");

        Assert.Equal(Exit.DoneWithExceptions, set.Exit);
        Assert.Contains("M1 Mono: no technician read it in the period.", set.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task RD_6_What_looks_odd_leaves_the_list_when_somebody_found_it_right(TestDatabase database)
    {
        await database.Machine("A1", "Mono");
        await database.Contract("C1", "A1", ["Mono"]);
        await database.ImportLines(Heading, "A1,Mono,2026-01-31,2000", "A1,Mono,2026-02-28,3590");
        await database.Billed("A1", "Mono", 1000);
        Assert.Equal(["A1 Mono Read"], await database.States(February)); // 1,590 of 1,000 usual

        await Ok(database.Platen("settings", "set", "readings.oddPercent=50"));
        var odd = Assert.Single(await database.Grid().All(February, new(CaptureFilter.Odd), Cancellation));
        Assert.Equal((2500L, 3500L), odd.Expected);
        Assert.Equal("1,590 copies, where 1,000 are usual.", odd.Odd);
        await Ok(database.Platen("readings", "decide", odd.Closing!.Id.ToString(CultureInfo.InvariantCulture), "looks-right"));

        Assert.Equal(["A1 Mono Read"], await database.States(February));
    }

    [Theory, EveryDatabase]
    public async Task RD_6_A_reading_that_closes_no_month_is_told(TestDatabase database)
    {
        await Dealer(database);

        var entered = await database.Enter(new("M1", "Mono", new(2026, 1, 12), 1400));

        Assert.Contains("It closes no month: 2026-01 closes by a reading from 21 Jan 2026 to 6 Feb 2026.", entered.Odd);
    }

    [Theory, EveryDatabase]
    public async Task RD_7_The_dealers_own_days_say_which_reading_closes_and_make_drafts_stale(TestDatabase database)
    {
        await Dealer(database);
        await database.ImportLines(Heading, "M1,Mono,2026-02-09,1400");
        Assert.Equal("missing-reading", Assert.Single((await database.Bill("2026-01")).Exceptions).Code.ToString().Replace("MissingReading", "missing-reading", StringComparison.Ordinal));

        await Ok(database.Platen("settings", "set", "readings.daysAfter=9"));

        Assert.Equal(["M1 Mono Read"], await database.States(January));
        Assert.Equal("20.00", (await database.Bill("2026-01")).Totals.Net);
        var refused = await database.Platen("settings", "set", "readings.daysAfter=20");
        Assert.Contains("27 together at most", refused.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task RD_8_Estimates_in_a_row_are_counted_and_the_invoice_says_so_until_one_is_read(TestDatabase database)
    {
        await Dealer(database);
        await database.ImportLines(Heading, "M1,Mono,2026-01-31,2000");
        await database.Bill("2026-01", "--post");
        foreach (var month in (string[])["2026-02", "2026-03"])
        {
            await Ok(database.Platen("readings", "set", month, "--to", "average"));
            await database.Bill(month, "--post");
        }

        var march = Assert.Single(await database.Grid().All(new(2026, 3), new(CaptureFilter.Estimated), Cancellation));
        Assert.Equal(2, march.EstimatesInARow);
        Assert.Contains("Not read from the counter 2 times in a row.", (await database.Platen("invoice", "3")).Output, StringComparison.Ordinal);

        await database.ImportLines(Heading, "M1,Mono,2026-04-30,4100"); // 3,000 more in three months, of which 2,000 are billed
        var april = await database.Bill("2026-04", "--post");
        Assert.Equal(100L, april.Invoices[0].Lines[0].Quantity);
        Assert.Contains("The opening was not read from the counter; this reading sets it right.", (await database.Platen("invoice", "4")).Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task RD_10_A_moved_counter_bills_nothing_and_a_correction_bills_anew(TestDatabase database)
    {
        await Dealer(database);
        await database.ImportLines(Heading, "M1,Mono,2026-01-31,2000");
        await database.Bill("2026-01", "--post");

        await Ok(database.Platen("readings", "move-counter", "M1", "Mono", "--on", "2026-02-01", "--to", "1900"));
        await database.ImportLines(Heading, "M1,Mono,2026-02-28,2100");

        Assert.Equal(200, Assert.Single((await database.Bill("2026-02")).Invoices[0].Lines).Quantity);
        var closing = Assert.Single(await database.Grid().All(February, new(), Cancellation)).Closing!;
        await Ok(database.Platen("readings", "decide", closing.Id.ToString(CultureInfo.InvariantCulture), "correct", "--value", "2050"));
        Assert.Equal(150, Assert.Single((await database.Bill("2026-02")).Invoices[0].Lines).Quantity);
        Assert.Equal(["2026-01-31 2000 Accepted", "2026-02-01 2000 Accepted", "2026-02-28 2100 Superseded", "2026-02-28 2050 Accepted"], await database.Kept("M1"));
    }

    [Theory, EveryDatabase]
    public async Task RD_10_A_held_reading_may_move_the_counter(TestDatabase database)
    {
        await Dealer(database);
        await database.ImportLines(Heading, "M1,Mono,2026-01-31,2000", "M1,Mono,2026-02-28,90");
        var held = await database.Platen("readings", "held");
        Assert.Contains("Lower than the 2,000 of 31 Jan 2026.", held.Output, StringComparison.Ordinal);

        await Ok(database.Platen("readings", "decide", (await database.Held(90)).ToString(CultureInfo.InvariantCulture), "counter-moved"));

        var row = Assert.Single(await database.Grid().All(February, new(), Cancellation));
        Assert.Equal((0L, ReadingEvent.Reset), (row.Copies!.Value, row.Closing!.Event));
        await database.ImportLines(Heading, "M1,Mono,2026-03-31,190");
        Assert.Equal(100, Assert.Single(await database.Grid().All(new(2026, 3), new(), Cancellation)).Copies);
    }

    [Theory, EveryDatabase]
    public async Task RD_11_Every_reading_keeps_who_when_and_from_where(TestDatabase database)
    {
        await Dealer(database);
        await database.Enter(new("M1", "Mono", new(2026, 1, 31), 1400, Source: ReadingSource.Final));
        await database.ImportLines(Heading, "M1,Mono,2026-02-28,1500");

        var told = await new ReadingHistory(database.Db()).Run("M1", ListQuery.From("?sort=date"), Cancellation);

        Assert.Equal(
            ["Final by anna at True", "Import by anna at True"],
            told.Rows.Select(row => $"{row.Source} by {row.CapturedBy} at {row.CapturedAt > DateTimeOffset.UnixEpoch}"));
    }

    [Theory, EveryDatabase]
    public async Task RD_12_Test_copies_are_not_billed_and_the_invoice_tells_them(TestDatabase database)
    {
        await Dealer(database);
        await Ok(database.Platen("readings", "enter", "M1", "Mono", "2000", "--on", "2026-01-31", "--test", "40"));
        Assert.Equal("48.00", (await database.Bill("2026-01", "--post")).Totals.Net); // 960 at 0.05
        Assert.Contains("1,000 copies made; 40 for tests are not billed.", (await database.Platen("invoice", "1")).Output, StringComparison.Ordinal);

        await database.ImportLines(Heading, "M1,Mono,2026-02-28,3000");
        var closing = Assert.Single(await database.Grid().All(February, new(), Cancellation)).Closing!;
        await Ok(database.Platen("readings", "decide", closing.Id.ToString(CultureInfo.InvariantCulture), "test-copies", "--test", "2.5%"));
        await database.ImportLines(Heading, "M1,Mono,2026-02-28,3000"); // the same file again does not undo it

        Assert.Equal("48.75", (await database.Bill("2026-02", "--post")).Totals.Net);
        await Ok(database.Platen("verify"));
        await Ok(database.Platen("verify", "audit"));
    }

    [Theory, EveryDatabase]
    public async Task RD_5_A_machine_is_replaced_in_mid_period_and_both_are_billed(TestDatabase database)
    {
        var terms = DealerBook.Alone("M1", fee: 100);
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono").Contract("C1", "CUST-A", terms).Import(database);
        await database.ImportLines(Heading, "M1,Mono,2026-01-31,2000");
        await database.Bill("2026-01", "--post");

        await Ok(database.Platen("contract", "replace-machine", "C1", "M1", "M2", "--on", "2026-02-10", "--meter", "Mono=2300:50"));
        await Ok(database.Platen("contract", "approve", "C1"));
        await database.ImportLines(Heading, "M2,Mono,2026-02-28,250");
        var february = await database.Bill("2026-02", "--post");

        Assert.Equal(
            ["M1 300 15.00", "M1 1 100.00", "M2 200 10.00"],
            february.Invoices.SelectMany(invoice => invoice.Lines).Select(line => FormattableString.Invariant($"{line.Machine} {line.Quantity} {line.Amount}")).Order(StringComparer.Ordinal).OrderBy(line => line.Split(' ')[0], StringComparer.Ordinal).ThenBy(line => line.Contains(" 1 ", StringComparison.Ordinal)));
        await database.ImportLines(Heading, "M2,Mono,2026-03-31,350");
        Assert.Equal(
            ["M2 1 100.00", "M2 100 5.00"],
            (await database.Bill("2026-03")).Invoices.SelectMany(invoice => invoice.Lines).Select(line => FormattableString.Invariant($"{line.Machine} {line.Quantity} {line.Amount}")).Order(StringComparer.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task Nothing_is_deleted(TestDatabase database)
    {
        await Dealer(database);
        await database.ImportLines(Heading, "M1,Mono,2026-01-31,2000");
        await database.Enter(new("M1", "Mono", new(2026, 1, 31), 1950));
        await database.Enter(new("M1", "Mono", new(2026, 1, 31), 1960, Test: TestCopies.From(5, 0)));
        await using var db = database.Db();

        Assert.Equal(3, await db.Readings.CountAsync(Cancellation));
        Assert.Equal(1, await db.Readings.CountAsync(reading => reading.State == ReadingState.Accepted, Cancellation));
    }
}
