using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Credits;

/// <summary>The CR rules: a posted invoice taken back, and what follows.</summary>
public class CreditTests
{
    /// <summary>M1 at 0.05 a copy, from 1,000 at the end of 2025, with a fee of 10.00 that a leasing company may pay.</summary>
    static DealerBook Book(ContractTerms? terms = null) => new DealerBook().Customer("CUST-A").Customer("LEASE").Machine("M1", "CUST-A", "Mono")
        .Contract("C1", "CUST-A", terms ?? DealerBook.Alone("M1", fee: 10));

    static Task Read(TestDatabase database, string day, long value) => new DealerBook().Reading("M1", "Mono", day, value).Import(database);

    [Theory, EveryDatabase]
    public async Task T187_A_wrong_closing_reading_is_credited_and_billed_again_and_the_next_opens_at_the_right_one(TestDatabase database)
    {
        await Book().Import(database);
        await Read(database, "2026-01-31", 12_000);
        await database.Bill("2026-01", "--post");

        var preview = await database.Credit("INV0000001", "--reading", "M1:Mono=11000", "--dry-run");
        var credited = await database.Credit("INV0000001", "--reading", "M1:Mono=11000");

        Assert.Equal("note of INV0000001 -560.00, new 510.00, -57.50", preview.InShort());
        Assert.Equal("CRN0000001 of INV0000001 -560.00, INV0000002 510.00, -57.50", credited.InShort());
        Assert.Equal(["-550.00", "-10.00"], credited.Notes[0].Note.Lines.Select(line => line.Amount));
        await Read(database, "2026-02-28", 11_500);
        var line = (await database.Bill("2026-02", "--post")).Invoices[0].Lines[0];
        Assert.Equal((500, "25.00"), (line.Quantity, line.Amount));
        // CR-3: what was billed is kept.
        Assert.Equal(["12000 2", "11000 0"], await database.Rows("SELECT value, state FROM readings WHERE read_on = '2026-01-31' ORDER BY id"));
        await database.Holds();
    }

    [Theory]
    [EveryDatabase(PricingMethod.Graduated, 12_000, 2_500, "-385.00")] // 460.00 before, 75.00 now; 9,500 copies less at 0.04 would be 380.00
    [EveryDatabase(PricingMethod.WholeVolume, 12_000, 2_500, "-365.00")] // 440.00 before
    [EveryDatabase(PricingMethod.WholeVolume, 3_000, 3_100, "-16.00")] // 100 copies more, and all at the cheaper rate: 100.00 before, 84.00 now
    public async Task M_19_What_a_correction_comes_to_is_the_price_of_the_new_total_less_that_of_the_old(TestDatabase database, PricingMethod method, long billed, long right, string difference)
    {
        var alone = DealerBook.Alone("M1");
        var meter = alone.Items[0].Meters[0] with { Method = method, Levels = [new Level { From = 0, UnitCharge = 0.05m }, new Level { From = 2001, UnitCharge = 0.04m }] };
        await Book(alone with { Items = [alone.Items[0] with { Meters = [meter] }] }).Import(database);
        await Read(database, "2026-01-31", billed);
        await database.Bill("2026-01", "--post");

        var corrected = await database.Credit("1", "--reading", $"M1:Mono={right.ToString(CultureInfo.InvariantCulture)}");

        Assert.Equal(difference, corrected.Differences.Single().Net);
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task CR_1_Credited_alone_the_last_is_due_again_together_with_the_next(TestDatabase database)
    {
        await Book().Import(database);
        await Read(database, "2026-01-31", 2000);
        await database.Bill("2026-01", "--post");

        var credited = await database.Credit("INV0000001");
        await Read(database, "2026-02-28", 2500);
        var february = await database.Bill("2026-02", "--post");

        Assert.True(credited.PutsBack);
        Assert.Equal("CRN0000001 of INV0000001 -60.00, -69.00", credited.InShort());
        Assert.Equal(["CUST-A C1 75.00 + 20.00 = 95.00"], february.InShort()); // M-18: 1,500 copies, and the fee twice
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task CR_1_Wrong_prices_are_changed_after_the_credit_and_billed_again_also_in_a_closed_month(TestDatabase database)
    {
        await Book().Import(database);
        await Read(database, "2026-01-31", 2000);
        await database.Bill("2026-01", "--post");
        Assert.Equal(Exit.Done, (await database.Platen("close", "2026-01")).Exit);

        await database.Credit("INV0000001");
        await database.Change("C1", Office.Proposal(DealerBook.Alone("M1", rate: 0.04m, fee: 10), edited: 1));
        var again = await database.Credit("INV0000001", "--rebill");

        Assert.Equal("CRN0000001 of INV0000001 -60.00, INV0000002 50.00, -11.50", again.InShort());
        var dates = await database.Rows("SELECT series, number, period, invoiced_on FROM invoices WHERE id > 1 ORDER BY id");
        Assert.All(dates, row => Assert.DoesNotContain("2026-01-31", row, StringComparison.Ordinal));
        Assert.Equal(Exit.Done, (await database.Platen("close", "2026-01")).Exit);
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task CR_2_An_older_one_is_credited_in_money_alone_and_what_came_after_stays(TestDatabase database)
    {
        await Book().Import(database);
        foreach (var (day, value) in ((string, long)[])[("2026-01-31", 2000), ("2026-02-28", 3000)])
        {
            await Read(database, day, value);
            await database.Bill(day[..7], "--post");
        }

        Assert.Contains("INV0000001 is not the last: 2026-02 was billed since", await database.Refused("INV0000001", "--rebill"), StringComparison.Ordinal);
        var credited = await database.Credit("INV0000001", "--line", "900 x 0.05 Copies in January", "--line", "1 x 10 Rental");
        await Read(database, "2026-03-31", 3100);

        Assert.False(credited.PutsBack);
        Assert.Equal("CRN0000001 of INV0000001 -60.00, INV0000003 55.00, -5.75", credited.InShort());
        Assert.Equal(["CUST-A C1 5.00 + 10.00 = 15.00"], (await database.Bill("2026-03", "--post")).InShort());
        foreach (var month in (string[])["2026-01", "2026-02", "2026-03"])
            Assert.True((await database.Platen("close", month)).Exit == Exit.Done);
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task An_invoice_is_credited_once_and_a_note_never(TestDatabase database)
    {
        await Book().Import(database);
        await Read(database, "2026-01-31", 2000);
        await database.Bill("2026-01", "--post");

        Assert.Contains("Say why INV0000001 is credited", (await database.Platen("credit", "INV0000001")).Error, StringComparison.Ordinal);
        await database.Credit("1");
        Assert.Contains("INV0000001 was credited already, by CRN0000001 of", await database.Refused("INV0000001"), StringComparison.Ordinal);
        Assert.Contains("is a credit note", await database.Refused("CRN0000001"), StringComparison.Ordinal);
        Assert.Contains("There is no invoice INV0000009", await database.Refused("INV0000009"), StringComparison.Ordinal);
        await database.Credit("1", "--rebill");
        Assert.Contains("INV0000001 was credited already", await database.Refused("INV0000001", "--rebill"), StringComparison.Ordinal);
        var again = await database.Credit("2", "--rebill");
        Assert.Equal("CRN0000002 of INV0000002 -60.00, INV0000003 60.00, 0.00", again.InShort());
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task Several_payers_of_the_same_copies_are_credited_together(TestDatabase database)
    {
        var alone = DealerBook.Alone("M1", fee: 10);
        var meter = alone.Items[0].Meters[0] with { Payers = [new CopyPayer { BillTo = "LEASE", UnitCharge = 0.01m }] };
        await Book(alone with { Items = [alone.Items[0] with { Meters = [meter] }] }).Import(database);
        await Read(database, "2026-01-31", 2000);
        var posted = await database.Bill("2026-01", "--post");
        Assert.Equal(["CUST-A C1 50.00 + 10.00 = 60.00", "LEASE C1 10.00 = 10.00"], posted.InShort());

        var credited = await database.Credit("INV0000002", "--reading", "M1:Mono=1900");

        Assert.Equal("CRN0000001 of INV0000001 -60.00, CRN0000002 of INV0000002 -10.00, INV0000003 55.00, INV0000004 9.00, -6.90", credited.InShort());
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task A_draft_made_before_is_stale_and_opens_where_the_right_reading_closed(TestDatabase database)
    {
        await Book().Import(database);
        await Read(database, "2026-01-31", 2000);
        await database.Bill("2026-01", "--post");
        await Read(database, "2026-02-28", 2500);
        var february = await database.Bill("2026-02");

        await database.Credit("1", "--reading", "M1:Mono=1800");
        var first = await database.Post(february.Run!.Value); // back to review
        var posted = await database.Post(february.Run!.Value);

        Assert.Equal("draft", first.State);
        Assert.Equal(["CUST-A C1 35.00 + 10.00 = 45.00"], posted.InShort());
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task A_reading_that_cannot_be_right_either_changes_nothing(TestDatabase database)
    {
        await Book().Import(database);
        await Read(database, "2026-01-31", 2000);
        await database.Bill("2026-01", "--post");
        await Read(database, "2026-02-28", 2500);

        Assert.Contains("Higher than the 2,500", await database.Refused("1", "--reading", "M1:Mono=2600"), StringComparison.Ordinal);
        Assert.Contains("no Mono meter on a machine M9", await database.Refused("1", "--reading", "M9:Mono=2600"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("before that day", await database.Refused("1", "--date", "2026-01-30"), StringComparison.Ordinal);

        Assert.Equal(0, await database.Number("SELECT count(*) FROM credits"));
        Assert.Equal(1, await database.Number("SELECT count(*) FROM invoices"));
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task B_4_What_a_supplier_is_owed_is_taken_back_and_owed_again(TestDatabase database)
    {
        var alone = DealerBook.Alone("M1");
        var meter = alone.Items[0].Meters[0] with { Supplier = "SUP", Levels = [new Level { From = 0, UnitCharge = 0.05m, FinanceAmount = 0.03m }] };
        await Book(alone with { Items = [alone.Items[0] with { Meters = [meter] }] }).Supplier("SUP").Import(database);
        await Read(database, "2026-01-31", 2000);
        await database.Bill("2026-01", "--post");
        Assert.Equal(Exit.Done, (await database.Platen("payables", "invoice", "SUP", "S-1")).Exit);

        await database.Credit("1", "--reading", "M1:Mono=1800");

        Assert.Equal(["0 30", "1 -30", "2 24"], await database.Rows($"SELECT take, {Whole(database, "amount")} FROM payables ORDER BY take"));
        var invoice = await database.Platen("payables", "invoice", "SUP", "S-2");
        Assert.Contains("2 lines, −6.00", invoice.Output, StringComparison.Ordinal);
        await database.Holds();
    }

    static string Whole(TestDatabase database, string money) => database.Kind == DatabaseKind.PostgreSQL ? $"{money}::bigint" : $"{money} / 1000000";

    [Theory, EveryDatabase]
    public async Task What_was_billed_leaves_the_ledger_only_for_what_was_credited(TestDatabase database)
    {
        await Book().Import(database);
        await Read(database, "2026-01-31", 2000);
        await database.Bill("2026-01", "--post");

        foreach (var table in (string[])["billed_charges", "billed_usage", "invoices", "invoice_lines", "journal_lines"])
            await Assert.ThrowsAnyAsync<Exception>(() => database.Number($"DELETE FROM {table}; SELECT 1"));
        await database.Credit("1");
        foreach (var table in (string[])["credits", "credited_charges", "credited_usage"])
        {
            await Assert.ThrowsAnyAsync<Exception>(() => database.Number($"DELETE FROM {table}; SELECT 1"));
            await Assert.ThrowsAnyAsync<Exception>(() => database.Number($"UPDATE {table} SET {(table == "credits" ? "credited_id" : "period")} = 7; SELECT 1"));
        }
    }
}
