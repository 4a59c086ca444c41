using System.Text.Json;
using Platen.Billing;
using Platen.Billing.Groups;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Billing.Credits;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Groups;

/// <summary>Charge groups in a dealer's real months: late readings, left-out months, pools, two contracts, currencies, kills, ends.</summary>
public class GroupRunTests
{
    static async Task Verified(TestDatabase database)
    {
        foreach (var said in (Said[])[await database.Platen("verify"), await database.Platen("verify", "audit")])
            Assert.True(said.Exit == Exit.Done, said.Output);
    }

    [Theory, EveryDatabase]
    public async Task Meters_go_through_the_group_fees_stay_and_the_answer_is_the_same_again(TestDatabase database)
    {
        await GroupBook.Seed(fee: 25, machines: ["M1"]).Month("2019-05", ("M1", 800)).Import(database);

        var preview = await database.Bill("2019-05", "--preview");
        var draft = await database.Bill("2019-05");
        var posted = await database.Post(draft.Run!.Value);
        var again = await database.Bill("2019-05");

        Assert.Equal(["CUST-A C1 25.00 = 25.00", "FIN-B  1000.00 = 1000.00"], posted.InShort());
        var line = Assert.Single(posted.Invoices[1].Lines);
        Assert.Equal((LineKind.FinanceLimit, null, GroupBook.Group), (line.Kind, line.Contract, line.ChargeGroup));
        Assert.Equal([ShipmentAnswer.Cancelled(GroupBook.Group, "CUST-A", "M1", Period.Parse("2019-05"))], posted.Shipments);
        Assert.Equal(("1150.00", "150.00"), (posted.Invoices[1].Total, posted.Invoices[1].Tax));
        Assert.Equivalent(posted, again, strict: true);
        Assert.Equal(preview.InShort(), draft.InShort());
        Assert.Equal(preview.Shipments, draft.Shipments);
        Assert.Equal(Exit.Done, (await database.Platen("close", "2019-05")).Exit);
    }

    [Theory, EveryDatabase]
    public async Task G3_while_a_reading_is_missing_the_finance_company_pays_and_the_variance_follows(TestDatabase database)
    {
        var book = GroupBook.Seed().Month("2019-05", ("M1", 400), ("M2", 400));
        await book.Import(database);

        var first = await database.Bill("2019-05", "--post");
        await book.Month("2019-05", ("M3", 500)).Import(database);
        var second = await database.Bill("2019-05", "--post");

        Assert.Equal(["FIN-B  1000.00 = 1000.00"], first.InShort());
        Assert.Contains(first.Exceptions, row => row is { Code: ProblemCode.MissingReading, Contract: "C3" });
        Assert.Equal(["FIN-B  1000.00 = 1000.00"], second.InShort());
        Assert.Empty(second.Exceptions);
        Assert.Equal(1300m, (await GroupBook.Charges(database)).Periods[0].Usage);
        await Verified(database);
    }

    [Theory, EveryDatabase]
    public async Task A22_the_last_period_waits_for_every_machine(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: ["M1", "M2"]).Month("2019-05", ("M1", 500), ("M2", 500)).Month("2019-06", ("M1", 500), ("M2", 500)).Month("2019-07", ("M1", 700));
        await book.Import(database);
        await database.Bill("2019-05", "--post");
        await database.Bill("2019-06", "--post");

        var waits = await database.Bill("2019-07", "--post");
        var after = await database.Bill("2019-08");
        await book.Month("2019-07", ("M2", 600)).Import(database);
        var done = await database.Bill("2019-07", "--post");

        Assert.Empty(waits.Invoices);
        Assert.Contains(waits.Exceptions, row => row is { Code: ProblemCode.GroupWaits, ChargeGroup: GroupBook.Group } && row.Message.EndsWith("waits for C2: all that was used must be counted first.", StringComparison.Ordinal));
        Assert.Empty(after.Invoices);
        Assert.Contains(after.Exceptions, row => row.Message.Contains("ends a cycle in 2019-07, which is not billed yet", StringComparison.Ordinal));
        Assert.Equal(["CUST-A  300.00 = 300.00", "FIN-B  1000.00 = 1000.00"], done.InShort());
        await Verified(database);
    }

    [Theory, EveryDatabase]
    public async Task A_month_left_out_within_a_cycle_is_made_up_for(TestDatabase database)
    {
        await GroupBook.Seed(machines: ["M1"]).Month("2019-06", ("M1", 2400)).Month("2019-07", ("M1", 1000)).Import(database);

        var june = await database.Bill("2019-06", "--post");
        var july = await database.Bill("2019-07", "--post");

        Assert.Equal(["FIN-B  1000.00 + 1000.00 = 2000.00"], june.InShort());
        Assert.Equal(["CUST-A  400.00 = 400.00", "FIN-B  1000.00 = 1000.00"], july.InShort());
        Assert.Equal(Exit.Done, (await database.Platen("close", "2019-05")).Exit);
        await Verified(database);
    }

    [Theory, EveryDatabase]
    public async Task A_group_that_starts_amid_months_not_billed_bills_nothing_before_they_are(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: []);
        var early = GroupBook.Terms("M1") with { From = Period.Parse("2019-04") };
        early = early with { Items = [early.Items[0] with { Meters = [early.Items[0].Meters[0] with { ReadingDate = new DateOnly(2019, 3, 31) }] }] };
        book.Book.Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", early, start: "2019-04-01").Group("G", "CUST-A", "FIN-B", ["M1"]);
        await book.Month("2019-04", ("M1", 300)).Month("2019-05", ("M1", 700)).Import(database);

        var blocked = await database.Bill("2019-05", "--post");
        var april = await database.Bill("2019-04", "--post");
        var may = await database.Bill("2019-05", "--post");

        Assert.DoesNotContain(blocked.Invoices, invoice => invoice.Lines[0].ChargeGroup == "G");
        Assert.Contains(blocked.Exceptions, row => row is { Code: ProblemCode.GroupUnfit, ChargeGroup: "G" } && row.Message.Contains("is next charged for 2019-04", StringComparison.Ordinal));
        Assert.Equal(["CUST-A C1 300.00 = 300.00"], april.InShort());
        Assert.Contains("FIN-B  1000.00 = 1000.00", may.InShort());
        await Verified(database);
    }

    [Theory, EveryDatabase]
    public async Task G13_a_child_of_a_total_machine_brings_its_share_of_the_pool_beside_one_that_stands_alone(TestDatabase database)
    {
        var pool = DealerBook.Pool(["M1", "M2"], 500, 1000, new Level { From = 0, UnitCharge = 1m });
        pool = pool with { From = Period.Parse("2019-05"), Items = [.. pool.Items.Select(item => item with { Meters = [item.Meters[0] with { ReadingDate = new DateOnly(2019, 4, 30) }] })] };
        await new DealerBook().Customer("CUST-A").Financer("FIN-B").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono")
            .Contract("C1", "CUST-A", pool, start: "2019-05-01").Machine("M3", "CUST-A", "Mono").Contract("C3", "CUST-A", GroupBook.Terms("M3"), start: "2019-05-01")
            .Group(GroupBook.Group, "CUST-A", "FIN-B", ["M1", "M3"], cycle: 1).Reading("M3", "Mono", "2019-05-31", 1040)
            .Reading("M1", "Mono", "2019-05-31", 2500).Reading("M2", "Mono", "2019-05-31", 1500).Import(database);

        var answer = await database.Bill("2019-05", "--post");

        // 2,000 copies cost 500.00 + 1,000.00; 1,500 of them are M1's: 1,125.00. With M3's 40.00 that is 165.00 above the limit.
        Assert.Equal(["CUST-A  165.00 = 165.00", "CUST-A C1 500.00 + 1000.00 + -1125.00 = 375.00", "FIN-B  1000.00 = 1000.00"], answer.InShort());
        var off = answer.Invoices.Single(invoice => invoice.Contract == "C1").Lines[2];
        Assert.Equal((LineKind.Credit, "Less the share of 1 machine, 1,500 of 2,000 copies, charged through Customer A / Finance B"), (off.Kind, off.Explanation));
        await Verified(database);
    }

    [Theory, EveryDatabase]
    public async Task A_machine_on_two_contracts_brings_both_and_one_on_none_brings_nothing(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: ["M1"]);
        var scan = GroupBook.Terms("M1");
        scan = scan with { Items = [scan.Items[0] with { Meters = [scan.Items[0].Meters[0] with { Type = "Scan" }] }] };
        book.Book.Machine("M7", "CUST-A", "Mono").Machine("M8", "CUST-A", "Mono", "Scan").Contract("C8", "CUST-A", GroupBook.Terms("M8"), start: "2019-05-01")
            .Contract("C9", "CUST-A", scan with { Items = [scan.Items[0] with { Machine = "M8" }] }, start: "2019-05-01")
            .Group("Two", "CUST-A", "FIN-B", ["M8"], cycle: 1, limit: "100.00").Group("None", "CUST-A", "FIN-B", ["M7"], cycle: 1, limit: "50.00")
            .Reading("M8", "Mono", "2019-05-31", 1080).Reading("M8", "Scan", "2019-05-31", 1060);
        await book.Month("2019-05", ("M1", 0)).Import(database);

        var answer = await database.Bill("2019-05", "--post");

        Assert.Equal(["CUST-A  40.00 = 40.00", "FIN-B  100.00 = 100.00", "FIN-B  1000.00 = 1000.00", "FIN-B  50.00 = 50.00"], answer.InShort().Order(StringComparer.Ordinal));
        await Verified(database);
    }

    [Theory, EveryDatabase]
    public async Task A_contract_in_another_currency_holds_the_group_back(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: ["M1"]);
        book.Book.Machine("M2", "CUST-A", "Mono").Contract("C2", "CUST-A", GroupBook.Terms("M2") with { Currency = "USD" }, start: "2019-05-01").Group("Dollars", "CUST-A", "FIN-B", ["M2"]);
        await book.Month("2019-05", ("M1", 800), ("M2", 100)).Import(database);

        var answer = await database.Bill("2019-05", "--post");

        Assert.Equal(["FIN-B  1000.00 = 1000.00"], answer.InShort());
        Assert.Contains(answer.Exceptions, row => row is { ChargeGroup: "Dollars", Message: "Charge group Dollars is in ZAR, contract C2 in USD. Take its machines out of the group, or bill both in one currency." });
    }

    [Theory, EveryDatabase]
    public async Task A_machine_that_goes_to_another_customer_is_taken_out_first(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: ["M1", "M2"]);
        book.Book.Customer("CUST-Z");
        await book.Month("2019-05", ("M1", 400), ("M2", 400)).Import(database);
        await new DealerBook().Machine("M2", "CUST-Z", "Mono").Import(database);

        var held = await database.Bill("2019-05", "--post");
        await database.Platen("group", "leave", GroupBook.Group, "M2");
        var billed = await database.Bill("2019-05", "--post");

        Assert.Empty(held.Invoices);
        Assert.Contains(held.Exceptions, row => row.Message == "Machine M2 of charge group Customer A / Finance B is no longer at CUST-A. Take it out of the group.");
        Assert.Equal(["CUST-A C2 400.00 = 400.00", "FIN-B  1000.00 = 1000.00"], billed.InShort());
    }

    [Theory, EveryDatabase]
    public async Task A_quarterly_contract_in_a_monthly_group_brings_its_quarter(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: []);
        book.Book.Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", GroupBook.Terms("M1") with { CycleMonths = 3, BillingPeriod = 5 }, start: "2019-05-01")
            .Group("Q", "CUST-A", "FIN-B", ["M1"], cycle: 1);
        await book.Month("2019-05", ("M1", 900)).Month("2019-08", ("M1", 3600)).Import(database);

        string[] months = ["2019-05", "2019-06", "2019-07", "2019-08"];
        var owed = new List<string>();
        foreach (var month in months)
            owed.Add(string.Join(", ", (await database.Bill(month, "--post")).InShort().Where(invoice => !invoice.StartsWith("FIN-B  1000.00 = 1000.00", StringComparison.Ordinal))));

        Assert.Equal(["", "", "", "CUST-A  2600.00 = 2600.00"], owed);
        await Verified(database);
    }

    [Theory, EveryDatabase]
    public async Task G12_a_group_that_ended_with_a_billed_month_is_settled_by_the_next(TestDatabase database)
    {
        await GroupBook.Seed(machines: ["M1"]).Month("2019-05", ("M1", 800)).Month("2019-06", ("M1", 1500)).Month("2019-07", ("M1", 70)).Import(database);
        await database.Bill("2019-05", "--post");
        await database.Bill("2019-06", "--post");
        await database.Platen("group", "end", GroupBook.Group, "2019-06");

        var july = await database.Bill("2019-07", "--post");

        Assert.Equal(["CUST-A  300.00 = 300.00", "CUST-A C1 70.00 = 70.00"], july.InShort().Order(StringComparer.Ordinal));
        await Verified(database);
    }

    [Theory, EveryDatabase]
    public async Task F5_meters_alone_bill_the_group_and_fees_alone_do_not(TestDatabase database)
    {
        await GroupBook.Seed(fee: 25, machines: ["M1"]).Month("2019-05", ("M1", 800)).Import(database);

        Assert.Equal(["CUST-A C1 25.00 = 25.00"], (await database.Bill("2019-05", "--only", "fee", "--post")).InShort());
        Assert.Equal(["CUST-A C1 25.00 = 25.00", "FIN-B  1000.00 = 1000.00"], (await database.Bill("2019-05", "--only", "meter", "--post")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task A_change_of_the_group_after_review_sends_its_customer_back(TestDatabase database)
    {
        await GroupBook.Seed(machines: ["M1"]).Month("2019-05", ("M1", 800)).Import(database);
        var draft = await database.Bill("2019-05");
        await database.Platen("group", "leave", GroupBook.Group, "M1");

        var back = await database.Post(draft.Run!.Value);

        Assert.Equal("draft", back.State);
        Assert.Contains("CUST-A C1 800.00 = 800.00", back.InShort());
    }

    [Theory, EveryDatabase]
    public async Task Stopped_while_posting_it_goes_on_with_nothing_twice(TestDatabase database)
    {
        await GroupBook.Seed().Month("2019-05", ("M1", 400), ("M2", 400), ("M3", 400)).Import(database);
        var run = await new BillPeriod(database.Database, database.Trail()).Run(new BillRequest(Period.Parse("2019-05")), null, TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        // Cut off with the numbers given and the shard moved, but the run not ended.
        var post = new PostRun(database.Database, database.Trail());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post.Run(run, new StopAtOnce(stop), stop.Token));

        await post.Run(run, null, TestContext.Current.CancellationToken);
        await using var db = new Db(database.Database);

        Assert.Single(db.BilledGroups.ToList());
        Assert.Equal(3, db.BilledGroupUsage.Count());
        Assert.Equal(["FIN-B  1000.00 = 1000.00"], (await database.Bill("2019-05")).InShort());
        await Verified(database);
    }

    [Theory]
    [EveryDatabase("draft_invoices")]
    [EveryDatabase("group_shipments")]
    public async Task Killed_in_the_middle_of_a_groups_shard_the_run_goes_on_and_bills_each_once(TestDatabase database, string killedAt)
    {
        await GroupBook.Seed(fee: 25).Month("2019-05", ("M1", 400), ("M2", 400), ("M3", 400)).Import(database);
        var may = new BillRequest(Period.Parse("2019-05"));
        async Task Run()
        {
            var run = await new BillPeriod(database.Database, database.Trail()).Run(may, null, TestContext.Current.CancellationToken);
            await new PostRun(database.Database, database.Trail()).Run(run, null, TestContext.Current.CancellationToken);
        }

        // As the shard's transaction writes this table, it has written others before.
        await Statements(database, database.Kind == DatabaseKind.PostgreSQL
            ? ["CREATE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''killed''; END'", $"CREATE TRIGGER killed BEFORE INSERT ON {killedAt} FOR EACH ROW EXECUTE FUNCTION killed()"]
            : [$"CREATE TRIGGER killed BEFORE INSERT ON {killedAt} BEGIN SELECT RAISE(ABORT, 'killed'); END"]);
        Assert.Contains("killed", (await Assert.ThrowsAnyAsync<Exception>(Run)).ToString(), StringComparison.Ordinal);
        Assert.Equal(["0", "0", "0"], await database.Rows("SELECT count(*) FROM invoices UNION ALL SELECT count(*) FROM billed_group_usage UNION ALL SELECT count(*) FROM billed_charges"));
        await Statements(database, database.Kind == DatabaseKind.PostgreSQL ? [$"DROP TRIGGER killed ON {killedAt}"] : ["DROP TRIGGER killed"]);

        await Run();
        await Run();

        Assert.Equal(["4", "1", "3", "3"], await database.Rows(
            "SELECT count(*) FROM invoices UNION ALL SELECT count(*) FROM billed_groups UNION ALL SELECT count(*) FROM billed_group_usage UNION ALL SELECT count(*) FROM group_shipments"));
        Assert.Equal(["CUST-A C1 25.00 = 25.00", "CUST-A C2 25.00 = 25.00", "CUST-A C3 25.00 = 25.00", "FIN-B  1000.00 = 1000.00"], (await database.Bill("2019-05")).InShort());
        await Verified(database);
    }

    [Theory]
    [EveryDatabase("billed_groups", "UPDATE billed_groups SET customer_amount = customer_amount * 2 WHERE settles", "charge group Customer A / Finance B 2019-07: The customer was charged 600.00; usage and limits make 300.00.")]
    [EveryDatabase("billed_groups", "UPDATE billed_groups SET limit_amount = limit_amount * 2 WHERE period = 201905", "The finance company was charged 1000.00 where the limit is 2000.00.")]
    [EveryDatabase("billed_group_usage", "UPDATE billed_group_usage SET amount = amount * 2 WHERE period = 201906", "charge group Customer A / Finance B 2019-06 meter/M1/Mono: Through the group went 2200.00; the terms and readings make 1100.00.")]
    [EveryDatabase("group_shipments", "DELETE FROM group_shipments WHERE period = 201905", null)]
    public async Task A_row_of_a_group_altered_behind_the_ledgers_back_is_named(TestDatabase database, string table, string change, string? found)
    {
        await GroupBook.Seed(machines: ["M1"]).Month("2019-05", ("M1", 1100)).Month("2019-06", ("M1", 1100)).Month("2019-07", ("M1", 1100)).Import(database);
        foreach (var month in (string[])["2019-05", "2019-06", "2019-07"])
            await database.Bill(month, "--post");
        await database.BehindItsBack(table, change);

        var said = await database.Platen("verify");
        var audit = await database.Platen("verify", "audit");

        if (found is not null)
            Assert.Contains(found, said.Output, StringComparison.Ordinal);
        Assert.Contains("What was billed for a charge group is not as it was posted.", audit.Output, StringComparison.Ordinal);
    }

    [Theory]
    [EveryDatabase(true)]
    [EveryDatabase(false)]
    public async Task G14_a_cycle_is_tried_on_past_readings_and_kept_nowhere(TestDatabase database, bool wasBilled)
    {
        var book = GroupBook.Seed(machines: []);
        book.Book.Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", GroupBook.Terms("M1"), start: "2019-05-01");
        await book.Month("2019-05", ("M1", 800)).Month("2019-06", ("M1", 1200)).Month("2019-07", ("M1", 1100)).Import(database);
        foreach (var month in wasBilled ? (string[])["2019-05", "2019-06", "2019-07"] : [])
            await database.Bill(month, "--post");

        var said = await database.Platen("group", "try", "--period", "2019-07",
            """{"name":"T","startPeriod":"2019-08","customer":"CUST-A","financedBy":"FIN-B","cycleMonths":3,"limit":"1000.00","chargeProduct":"MPSFIN","machines":["M1"]}""");

        Assert.True(said.Exit == Exit.Done, said.Output + said.Error);
        Assert.Contains("The finance company would have paid 3,000.00 ZAR, the customer 100.00; without the group the customer 3,100.00.", said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("T:", (await database.Platen("group", "list")).Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task G14_what_a_run_would_hold_back_a_trial_does_and_says_so(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: ["M4"]);
        var scan = GroupBook.Terms("M3");
        var cycles = scan with { Items = [scan.Items[0] with { Meters = [scan.Items[0].Meters[0] with { MinBilling = 10, MinimumCycleMonths = 1 }] }] };
        book.Book.Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono").Machine("M3", "CUST-A", "Mono").Customer("CUST-Z").Machine("M5", "CUST-Z", "Mono")
            .Contract("C1", "CUST-A", GroupBook.Terms("M1"), start: "2019-05-01").Contract("C2", "CUST-A", GroupBook.Terms("M2") with { Currency = "USD" }, start: "2019-05-01")
            .Contract("C3", "CUST-A", cycles, start: "2019-05-01");
        await book.Month("2019-05", ("M1", 800), ("M2", 900), ("M3", 100)).Month("2019-06", ("M2", 900), ("M3", 100)).Import(database);

        async Task<GroupTrial> Tried(params string[] machines) => JsonSerializer.Deserialize<GroupTrial>((await database.Platen("group", "try", "--period", "2019-06", "--json",
            $$"""{"name":"T","startPeriod":"2019-05","customer":"CUST-A","financedBy":"FIN-B","cycleMonths":2,"limit":"1000.00","chargeProduct":"MPSFIN","machines":{{JsonSerializer.Serialize(machines)}}}""")).Output, Platen.Data.Json.Options)!;
        var waits = await Tried("M1");
        var dollars = await Tried("M2");
        var apart = await Tried("M3");
        var taken = await Tried("M4", "M5");

        Assert.Equal((800m, 1000m, 1), (waits.Without, waits.Finance, waits.Months.Count));
        Assert.Contains("2019-06 Charge group T ends its cycle in 2019-06 and waits for C1: all that was used must be counted first.", waits.Problems);
        Assert.Equal((0m, 0m, 0m), (dollars.Finance, dollars.Customer, dollars.Without));
        Assert.Contains("2019-05 Charge group T is in ZAR, contract C2 in USD. Take its machines out of the group, or bill both in one currency.", dollars.Problems);
        Assert.Contains(apart.Problems, problem => problem.Contains("has billing cycles of its own", StringComparison.Ordinal));
        Assert.Contains("machines[0]: M4 is in the charge group Customer A / Finance B. A machine is in one at most: take it out there first.", taken.Problems);
        Assert.Contains("machines[1]: M5 is not a machine of CUST-A. A group has machines of its customer alone.", taken.Problems);
        Assert.Contains("2019-05 Machine M5 of charge group T is no longer at CUST-A. Take it out of the group.", taken.Problems);
    }

    static async Task Statements(TestDatabase database, string[] statements)
    {
        await using var write = await database.Database.Write(TestContext.Current.CancellationToken);
        foreach (var statement in statements)
        {
            await using var command = write.Connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await write.Commit(TestContext.Current.CancellationToken);
    }

    sealed class StopAtOnce(CancellationTokenSource stop) : IProgress<Step>
    {
        public void Report(Step value) => stop.Cancel();
    }
}
