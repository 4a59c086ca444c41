using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>Running a period: what is billed, what is held back, and that nothing is billed twice (2.11).</summary>
public class BillingRunTests
{
    static readonly Level[] FiveCents = [new Level { From = 0, UnitCharge = 0.05m }];

    static DealerBook TwoContracts() => new DealerBook()
        .Customer("CUST-A").Customer("CUST-B")
        .Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono").Machine("M3", "CUST-B", "Mono")
        .Contract("C1", "CUST-A", DealerBook.Pool(["M1", "M2"], 500, 3000, FiveCents))
        .Contract("C2", "CUST-B", DealerBook.Alone("M3", fee: 300));

    [Theory, EveryDatabase]
    public async Task T180_a_pool_with_one_machine_unread_is_held_back_and_nothing_else(TestDatabase database)
    {
        await TwoContracts().Reading("M1", "Mono", "2026-01-31", 2200).Reading("M3", "Mono", "2026-01-31", 1100).Import(database);

        var answer = await database.Bill("2026-01");

        Assert.Equal(["CUST-B C2 5.00 + 300.00 = 305.00"], answer.InShort());
        var held = Assert.Single(answer.Exceptions);
        Assert.Equal((ProblemCode.MissingReading, Severity.Blocking, "C1", "M2", "Mono"), (held.Code, held.Severity, held.Contract, held.Machine, held.Meter));
    }

    [Theory, EveryDatabase]
    public async Task T185_a_run_repeated_changes_nothing_drafted_or_posted(TestDatabase database)
    {
        await TwoContracts().Reading("M1", "Mono", "2026-01-31", 2200).Reading("M2", "Mono", "2026-01-31", 3000).Reading("M3", "Mono", "2026-01-31", 1100).Import(database);

        var first = await database.Bill("2026-01");
        var again = await database.Bill("2026-01");
        Assert.Equivalent(first, again, strict: true);

        var posted = await database.Post(first.Run!.Value);
        var after = await database.Bill("2026-01");
        Assert.Equivalent(posted, after, strict: true);
        Assert.Equal(["CUST-A C1 500.00 + 10.00 = 510.00", "CUST-B C2 5.00 + 300.00 = 305.00"], after.InShort());
        Assert.Equal(["INV0000001", "INV0000002"], after.Invoices.Select(invoice => invoice.Number));
        Assert.Equal("posted", after.State);
    }

    [Theory, EveryDatabase]
    public async Task T183_a_run_keeps_its_drafts_and_there_is_no_invoice_before_somebody_posts(TestDatabase database)
    {
        await TwoContracts().Reading("M3", "Mono", "2026-01-31", 1100).Import(database);

        var drafted = await database.Bill("2026-01");

        Assert.Equal(("draft", null), (drafted.State, Assert.Single(drafted.Invoices).Number));
        Assert.Equal((1, 0, 0), (await database.Number("SELECT count(*) FROM drafts"), await database.Number("SELECT count(*) FROM invoices"), await database.Number("SELECT count(*) FROM billed_charges")));
        await database.Post(drafted.Run!.Value);
        Assert.Equal((0, 1), (await database.Number("SELECT count(*) FROM drafts"), await database.Number("SELECT count(*) FROM invoices")));
    }

    [Theory, EveryDatabase]
    public async Task A_preview_tells_what_a_run_posts_and_keeps_nothing(TestDatabase database)
    {
        await TwoContracts().Reading("M1", "Mono", "2026-01-31", 2200).Reading("M2", "Mono", "2026-01-31", 3000).Reading("M3", "Mono", "2026-01-31", 1100).Import(database);

        var preview = await database.Bill("2026-01", "--preview");
        var posted = await database.Bill("2026-01", "--post");

        Assert.Equal((null, "preview"), (preview.Run, preview.State));
        Assert.Equal(1, posted.Run);
        Assert.Equal(preview.Totals, posted.Totals);
        Assert.Equal(preview.InShort(), posted.InShort());
    }

    [Theory, EveryDatabase]
    public async Task What_was_held_back_is_billed_by_the_next_run_of_its_period(TestDatabase database)
    {
        await TwoContracts().Reading("M1", "Mono", "2026-01-31", 2200).Reading("M3", "Mono", "2026-01-31", 1100).Import(database);
        await database.Bill("2026-01", "--post");
        await new DealerBook().Reading("M2", "Mono", "2026-02-02", 3000).Import(database);

        var answer = await database.Bill("2026-01", "--post");

        Assert.Equal(["CUST-A C1 500.00 + 10.00 = 510.00", "CUST-B C2 5.00 + 300.00 = 305.00"], answer.InShort());
        Assert.Equal(["INV0000002", "INV0000001"], answer.Invoices.Select(invoice => invoice.Number));
        Assert.Empty(answer.Exceptions);
    }

    [Theory, EveryDatabase]
    public async Task M18_a_missed_cycle_is_billed_with_the_next_minimum_and_fee_too(TestDatabase database)
    {
        await TwoContracts().Reading("M1", "Mono", "2026-01-31", 2200).Reading("M3", "Mono", "2026-02-28", 1300)
            .Reading("M1", "Mono", "2026-02-28", 4000).Reading("M2", "Mono", "2026-02-28", 5100).Import(database);
        await database.Bill("2026-01", "--post");

        var answer = await database.Bill("2026-02", "--post");

        // 7,100 copies in two cycles: 2 x 500.00 for the first 6,000, then 1,100 at 0.05.
        Assert.Equal(["CUST-A C1 1000.00 + 55.00 = 1055.00", "CUST-B C2 15.00 + 600.00 = 615.00"], answer.InShort());
        Assert.Empty((await database.Bill("2026-01")).Invoices);
    }

    [Theory, EveryDatabase]
    public async Task A_reading_that_changes_after_review_sends_its_customer_back_and_no_other(TestDatabase database)
    {
        await TwoContracts().Reading("M1", "Mono", "2026-01-31", 2200).Reading("M2", "Mono", "2026-01-31", 3000).Reading("M3", "Mono", "2026-01-31", 1100).Import(database);
        var draft = await database.Bill("2026-01");
        await new DealerBook().Reading("M3", "Mono", "2026-01-31", 1200).Import(database);

        var first = await database.Post(draft.Run!.Value);
        Assert.Equal("draft", first.State);
        Assert.Equal(["CUST-A C1 500.00 + 10.00 = 510.00", "CUST-B C2 10.00 + 300.00 = 310.00"], first.InShort());
        Assert.Equal(["INV0000001", null], first.Invoices.Select(invoice => invoice.Number));

        var second = await database.Post(draft.Run!.Value);
        Assert.Equal("posted", second.State);
        Assert.Equal(["INV0000001", "INV0000002"], second.Invoices.Select(invoice => invoice.Number));
    }

    [Theory, EveryDatabase]
    public async Task A_reading_of_the_month_after_disturbs_no_draft(TestDatabase database)
    {
        await TwoContracts().Reading("M1", "Mono", "2026-01-31", 2200).Reading("M2", "Mono", "2026-01-31", 3000).Reading("M3", "Mono", "2026-01-31", 1100).Import(database);
        var draft = await database.Bill("2026-01");
        await new DealerBook().Reading("M3", "Mono", "2026-02-03", 1150).Import(database);

        Assert.Equal("posted", (await database.Post(draft.Run!.Value)).State);
    }

    [Theory, EveryDatabase]
    public async Task F5_fees_and_meters_may_be_billed_apart(TestDatabase database)
    {
        await TwoContracts().Reading("M3", "Mono", "2026-01-31", 1100).Import(database);

        Assert.Equal(["CUST-B C2 300.00 = 300.00"], (await database.Bill("2026-01", "--only", "fee", "--post")).InShort());
        Assert.Equal(
            ["CUST-B C2 300.00 = 300.00", "CUST-B C2 5.00 = 5.00"],
            (await database.Bill("2026-01", "--only", "meter", "--post")).InShort());
        Assert.Equal(2, (await database.Bill("2026-01")).Invoices.Count);
    }

    [Theory, EveryDatabase]
    public async Task L3_active_and_hold_are_billed_released_is_listed_suspended_is_not_there(TestDatabase database)
    {
        var book = new DealerBook().Customer("CUST-A");
        foreach (var status in (string[])["new", "released", "active", "hold", "suspended", "closed"])
        {
            book.Machine(status, "CUST-A", "Mono").Contract($"C-{status}", "CUST-A", DealerBook.Alone(status, fee: 10), status)
                .Reading(status, "Mono", "2026-01-31", 1100);
        }

        await book.Import(database);
        var answer = await database.Bill("2026-01");

        Assert.Equal(["CUST-A C-active 5.00 + 10.00 = 15.00", "CUST-A C-hold 5.00 + 10.00 = 15.00"], answer.InShort());
        Assert.Equal([("C-new", Severity.Warning), ("C-released", Severity.Blocking)], answer.Exceptions.Select(row => (row.Contract, row.Severity)));
    }

    [Theory, EveryDatabase]
    public async Task T064_A_billing_day_chooses_contracts_and_none_is_always_in(TestDatabase database)
    {
        var book = new DealerBook().Customer("CUST-A");
        foreach (var (machine, contract, day) in ((string, string, int)[])[("M0", "C0", 0), ("M15", "C15", 15), ("M25", "C25", 25)])
        {
            book.Machine(machine, "CUST-A", "Mono").Reading(machine, "Mono", "2026-01-31", 1100)
                .Contract(contract, "CUST-A", DealerBook.Alone(machine) with { BillingDay = day });
        }

        await book.Import(database);

        Assert.Equal(["CUST-A C0 5.00 = 5.00", "CUST-A C25 5.00 = 5.00"], (await database.Bill("2026-01", "--day", "25")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task T188_a_fee_paid_by_another_makes_two_invoices_and_a_supplier_is_owed(TestDatabase database)
    {
        var terms = DealerBook.Alone("M1");
        terms = terms with
        {
            Items = [terms.Items[0] with { Fees = [new Fee { Type = "Insurance", Amount = 300, BillTo = "CUST-X", Supplier = "SUP", FinanceAmount = 250 }] }],
        };
        await new DealerBook().Customer("CUST-A").Customer("CUST-X").Supplier("SUP").Machine("M1", "CUST-A", "Mono")
            .Contract("C1", "CUST-A", terms).Reading("M1", "Mono", "2026-01-31", 1100).Import(database);

        foreach (var answer in (Platen.Billing.RunAnswer[])[await database.Bill("2026-01"), await database.Bill("2026-01", "--post")])
        {
            Assert.Equal(["CUST-A C1 5.00 = 5.00", "CUST-X C1 300.00 = 300.00"], answer.InShort());
            Assert.Equal([new("SUP", "C1", "250.00")], answer.Payables);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_consolidated_customer_gets_one_invoice_and_another_one_a_machine(TestDatabase database)
    {
        await new DealerBook().Customer("ALL", consolidated: true).Customer("EACH", perMachine: true)
            .Machine("M1", "ALL", "Mono").Machine("M2", "ALL", "Mono").Machine("M3", "EACH", "Mono")
            .Contract("C1", "ALL", DealerBook.Alone("M1", fee: 10)).Contract("C2", "ALL", DealerBook.Alone("M2"))
            .Contract("C3", "EACH", DealerBook.Alone("M3", fee: 10))
            .Reading("M1", "Mono", "2026-01-31", 1100).Reading("M2", "Mono", "2026-01-31", 1100).Reading("M3", "Mono", "2026-01-31", 1100).Import(database);

        Assert.Equal(
            ["ALL C1+C2 5.00 + 10.00 + 5.00 = 20.00", "EACH C3 10.00 = 10.00", "EACH C3 5.00 = 5.00"],
            (await database.Bill("2026-01")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task T184_a_period_closes_only_when_nothing_is_unprocessed(TestDatabase database)
    {
        await TwoContracts().Reading("M1", "Mono", "2026-01-31", 2200).Reading("M3", "Mono", "2026-01-31", 1100).Import(database);
        var run = (await database.Bill("2026-01")).Run!.Value;

        var drafted = await database.Platen("close", "2026-01");
        await database.Post(run);
        var held = await database.Platen("close", "2026-01");
        await new DealerBook().Reading("M2", "Mono", "2026-01-31", 3000).Import(database);
        await database.Bill("2026-01", "--post");
        var done = await database.Platen("close", "2026-01");

        Assert.Equal((Exit.Failed, Exit.Failed, Exit.Done), (drafted.Exit, held.Exit, done.Exit));
        Assert.Contains("run 1: is not posted", drafted.Error, StringComparison.Ordinal);
        Assert.Contains("contract C1: M2 Mono: No reading", held.Error, StringComparison.Ordinal);
        Assert.Equal("2026-01 is closed: 2 invoices of 937.25, 3,300 copies on 3 meters.\n", done.Output);
    }

    [Theory, EveryDatabase]
    public async Task A_month_with_no_copies_and_no_minimum_makes_no_invoice_but_moves_the_opening(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", DealerBook.Alone("M1"))
            .Reading("M1", "Mono", "2026-01-31", 1000).Reading("M1", "Mono", "2026-02-28", 1100).Import(database);

        Assert.Empty((await database.Bill("2026-01", "--post")).Invoices);
        Assert.Equal(["CUST-A C1 5.00 = 5.00"], (await database.Bill("2026-02", "--post")).InShort());
        Assert.Equal(Exit.Done, (await database.Platen("close", "2026-01")).Exit);
    }
}
