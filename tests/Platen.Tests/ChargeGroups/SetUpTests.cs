using Microsoft.Extensions.Time.Testing;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Billing.Groups;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.ChargeGroups;

/// <summary>Setting a charge group up: every check of seed 004, by book and by hand.</summary>
public class SetUpTests
{
    const string Again = """{"name":"Other","startPeriod":"2019-05","customer":"CUST-A","financedBy":"FIN-B","limit":"500.00","chargeProduct":"MPSFIN","machines":["M1"]}""";

    [Theory, EveryDatabase]
    public async Task T120_a_machine_that_is_next_charged_for_another_period_is_refused(TestDatabase database)
    {
        var book = new DealerBook().Customer("CUST-A").Financer("FIN-B").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", GroupBook.Terms("M1"), start: "2019-05-01")
            .Reading("M1", "Mono", "2019-05-31", 1800);
        await book.Import(database);
        await database.Bill("2019-05", "--post");

        var said = await new DealerBook().Group("G", "CUST-A", "FIN-B", ["M1"]).TryImport(database);

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains("$.chargeGroups[0].machines[0]: M1 Mono on contract C1: no minimum, next variance charge 2019-06; the group starts with 2019-05. All must be the same: let it start with 2019-06.", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("G", await Groups(database), StringComparison.Ordinal);
        await new DealerBook().Group("G", "CUST-A", "FIN-B", ["M1"], start: "2019-06").Import(database);
    }

    [Theory, EveryDatabase]
    public async Task A_group_whose_machines_are_charged_in_other_months_is_refused(TestDatabase database)
    {
        var terms = GroupBook.Terms("M1") with { CycleMonths = 3, BillingPeriod = 7 };
        var book = new DealerBook().Customer("CUST-A").Financer("FIN-B").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", terms, start: "2019-05-01");

        var said = await book.Group("G", "CUST-A", "FIN-B", ["M1"]).TryImport(database);

        Assert.Contains("M1 Mono on contract C1: no minimum, next variance charge 2019-07", said.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task G7_a_meter_whose_minimum_and_variance_are_not_both_due_then_is_refused(TestDatabase database)
    {
        var terms = GroupBook.Terms("M1");
        ContractTerms With(Func<ItemMeter, ItemMeter> cycle) => terms with { Items = [terms.Items[0] with { Meters = [cycle(terms.Items[0].Meters[0] with { MinBilling = 100 })] }] };
        await new DealerBook().Customer("CUST-A").Financer("FIN-B").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono")
            .Contract("C1", "CUST-A", With(meter => meter with { MinimumCycleMonths = 1, MinimumPeriod = 6 }), start: "2019-05-01").Import(database);

        var apart = await new DealerBook().Group("G", "CUST-A", "FIN-B", ["M1"]).TryImport(database);
        var later = await new DealerBook().Group("G", "CUST-A", "FIN-B", ["M1"], start: "2019-06").TryImport(database);

        Assert.Contains("M1 Mono on contract C1: next minimum charge 2019-06, next variance charge 2019-05; the group starts with 2019-05. All must be the same: let it start with 2019-06.", apart.Error, StringComparison.Ordinal);
        Assert.Contains("M1 Mono on contract C1 has billing cycles of its own, and a group's machines are charged every period.", later.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task G7_a_month_of_suspension_that_is_past_is_not_the_next(TestDatabase database)
    {
        FakeTimeProvider On(int month, int day) => new(new DateTimeOffset(2019, month, day, 10, 0, 0, TimeSpan.Zero));
        await GroupBook.Seed(fee: 25, machines: ["M1"]).Import(database);
        await database.Platen("group", "leave", GroupBook.Group, "M1");
        await database.Suspend("C1", On(5, 20));
        await database.Resume("C1", On(6, 10));
        await database.Bill("2019-06", "--only", "fee", "--post");

        var may = await database.Platen("group", "add", Again);
        var june = await database.Platen("group", "add", Again.Replace("2019-05", "2019-06", StringComparison.Ordinal));

        Assert.Contains("M1 Mono on contract C1: no minimum, next variance charge 2019-06; the group starts with 2019-05.", may.Error, StringComparison.Ordinal);
        Assert.True(june.Exit == Exit.Done, june.Error);
        Assert.Contains("next variance 2019-06", (await database.Platen("contract", "next", "C1")).Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Each_thing_that_is_missing_is_told_at_its_place(TestDatabase database)
    {
        var book = new DealerBook().Customer("CUST-A").Customer("CUST-B").Financer("FIN-B").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-B", "Mono");
        await book.Import(database);

        var said = await new DealerBook()
            .Group("Cards", "NOBODY", "NONE", [])
            .Group("Machines", "CUST-A", "FIN-B", ["M9"])
            .Group("Figures", "CUST-A", "CUST-A", ["M1", "M1"], cycle: 0, limit: "0").TryImport(database);
        var strange = await new DealerBook().Group("Strange", "CUST-A", "FIN-B", ["M2"]).TryImport(database);

        foreach (var fault in (string[])
            [
                "$.chargeGroups[0].customer: There is no customer NOBODY", "$.chargeGroups[0].financedBy: There is no customer NONE", "$.chargeGroups[1].machines[0]: There is no machine M9",
                "$.chargeGroups[2].cycleMonths: A cycle has 1 to 60 months.", "$.chargeGroups[2].limit: A limit is above 0", "$.chargeGroups[2].financedBy: The finance company is another",
                "$.chargeGroups[2].machines[1]: M1 stands twice.",
            ])
        {
            Assert.Contains(fault, said.Error, StringComparison.Ordinal);
        }

        Assert.Contains("$.chargeGroups[0].machines[0]: M2 is not a machine of CUST-A.", strange.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A21_machines_that_are_counted_apart_are_a_warning(TestDatabase database)
    {
        await GroupBook.Seed(machines: ["M1", "M2"]).Import(database);
        var none = await database.Platen("group", "change", (await database.Platen("group", "show", GroupBook.Group)).Output);
        await database.Platen("setup", "add", "count-cycles", """{"name":"MPS","every":"monthly","from":"2019-05-31"}""");
        await database.Platen("count", "assign", "MPS", "--to", "2019-05-31", "--contract", "C1");

        var changed = await database.Platen("group", "change", (await database.Platen("group", "show", GroupBook.Group)).Output);
        var tried = await database.Platen("group", "try", GroupBook.Group, "--period", "2019-07");

        const string Warning = "The meters of its machines have more than one count cycle: none (M2); MPS (M1). Give them the same, so that they are counted together.";
        Assert.DoesNotContain("count cycle", none.Output, StringComparison.Ordinal);
        Assert.Equal((Exit.Done, $"Changed {GroupBook.Group}.\n{Warning}\n"), (changed.Exit, changed.Output));
        Assert.Contains("have more than one count cycle", tried.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_machine_is_in_one_group_at_most(TestDatabase database)
    {
        await GroupBook.Seed().Import(database);

        var said = await database.Platen("group", "add", Again);

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains("machines[0]: M1 is in the charge group Customer A / Finance B. A machine is in one at most: take it out there first.", said.Error, StringComparison.Ordinal);
        Assert.Equal(Exit.Done, (await database.Platen("group", "leave", GroupBook.Group, "M1")).Exit);
        Assert.Equal(Exit.Done, (await database.Platen("group", "add", Again)).Exit);
    }

    [Theory, EveryDatabase]
    public async Task Of_two_who_want_one_machine_at_once_one_gets_it(TestDatabase database)
    {
        await GroupBook.Seed(machines: ["M1"]).Import(database);
        await database.Platen("group", "leave", GroupBook.Group, "M1");

        var both = await Task.WhenAll(database.Platen("group", "add", Again), database.Platen("group", "join", GroupBook.Group, "M1"));

        Assert.Equal([Exit.Done, Exit.Failed], both.Select(said => said.Exit).Order());
    }

    [Theory, EveryDatabase]
    public async Task G11_machines_join_and_leave_with_the_next_charge_run(TestDatabase database)
    {
        var book = GroupBook.Seed(machines: ["M1", "M2"]);
        book.Book.Machine("M3", "CUST-A", "Mono").Contract("C3", "CUST-A", GroupBook.Terms("M3"), start: "2019-05-01");
        await book.Month("2019-05", ("M1", 400), ("M2", 400), ("M3", 400)).Month("2019-06", ("M1", 400), ("M2", 400), ("M3", 400)).Import(database);
        await database.Bill("2019-05", "--post");

        await database.Platen("group", "leave", GroupBook.Group, "M1");
        var said = await database.Platen("group", "join", GroupBook.Group, "M3", "--json");
        var june = await database.Bill("2019-06", "--post");

        Assert.Contains("""{"machine":"M1","from":"2019-05","until":"2019-05"}""", Compact(said.Output), StringComparison.Ordinal);
        Assert.Contains("""{"machine":"M3","from":"2019-06"}""", Compact(said.Output), StringComparison.Ordinal);
        Assert.Equal(["CUST-A C1 400.00 = 400.00", "FIN-B  1000.00 = 1000.00"], june.InShort());
        Assert.Equal(["M2", "M3"], june.Shipments.Select(shipment => shipment.Machine));
        var charged = (await GroupBook.Charges(database)).Periods[^1];
        Assert.Equal((800m, -200m, -400m), (charged.Usage, charged.Variance, charged.Balance));
    }

    [Theory, EveryDatabase]
    public async Task What_was_billed_by_stays(TestDatabase database)
    {
        await GroupBook.Seed(machines: ["M1"]).Month("2019-05", ("M1", 800)).Import(database);
        await database.Bill("2019-05", "--post");

        var said = await new DealerBook().Customer("CUST-C").Group(GroupBook.Group, "CUST-C", "FIN-B", ["M1"], start: "2019-04", cycle: 6).TryImport(database);

        foreach (var place in (string[])["startPeriod", "customer", "cycleMonths"])
            Assert.Contains($"$.chargeGroups[0].{place}: The group was billed up to 2019-05", said.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_book_with_groups_comes_back_byte_for_byte_and_changes_nothing_again(TestDatabase database)
    {
        await GroupBook.Seed().Month("2019-05", ("M1", 400), ("M2", 400), ("M3", 400)).Import(database);
        await database.Bill("2019-05", "--post");
        await database.Platen("group", "leave", GroupBook.Group, "M1");
        var (first, second) = (Path.Combine(database.Folder, "first.json"), Path.Combine(database.Folder, "second.json"));
        await database.Platen("export", "book", first);

        var again = await database.Platen("import", first);
        await using var other = await TestDatabase.Create(database.Kind);
        var fresh = await other.Platen("import", first);
        await other.Platen("export", "book", second);

        Assert.True(fresh.Exit == Exit.Done, fresh.Error);
        Assert.Contains("nothing was changed", again.Output, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(first, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(second, TestContext.Current.CancellationToken));
        Assert.Contains("\"joined\":[{\"machine\":\"M1\",\"from\":\"2019-05\",\"until\":\"2019-05\"}]", await File.ReadAllTextAsync(first, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    static async Task<string> Groups(TestDatabase database) => (await database.Platen("group", "list")).Output;

    static string Compact(string json) => json.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
