using Platen.Contracts;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>Contracts written and changed: as drafts, at once, or to be approved; bad ones refused beside their fields.</summary>
public class SaveContractTests
{
    [Theory, EveryDatabase]
    public async Task A_new_contract_is_a_draft_under_the_next_number_of_its_type(TestDatabase database)
    {
        await Office.Dealer().Contract(Office.Contract, "CUST-A", DealerBook.Alone("M2")).Import(database);

        var saved = await database.Write(Office.Proposal());

        Assert.Equal(("CPC0000002", 1, "new"), (saved.Number, saved.Version, saved.Status));
        Assert.Equal(VersionState.Draft, (await database.Show(saved.Number)).Versions.Single().State);
    }

    [Theory, EveryDatabase]
    public async Task A_draft_is_changed_by_another_version_in_its_place_and_the_same_again_changes_nothing(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal())).Number;

        var changed = await database.Change(number, Office.Proposal(DealerBook.Alone("M2"), edited: 1) with { Customer = "CUST-A", Type = "rental" });
        var again = await database.Change(number, Office.Proposal(DealerBook.Alone("M2"), edited: 2) with { Type = "rental" });

        var view = await database.Show(number);
        Assert.Equal((2, true, false), (changed.Version, changed.Changed, again.Changed));
        Assert.Equal("rental", view.Contract.Type);
        Assert.Equal([VersionState.Discarded, VersionState.Draft], view.Versions.Select(version => version.State));
        Assert.Equal(["M2"], view.Machines.Keys);
    }

    [Theory, EveryDatabase]
    public async Task A_change_that_needs_no_approval_counts_at_once(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active();

        var saved = await database.Change(number, Office.Proposal(DealerBook.Alone("M1", rate: 0.06m, fee: 10), edited: 1) with { End = new DateOnly(2027, 12, 31) });

        var view = await database.Show(number);
        Assert.Equal(("active", 2), (saved.Status, saved.Version));
        Assert.Equal(["End", "Machine M1, Mono, level 1 from 0, unit charge"], saved.Differences.Select(difference => difference.Place));
        Assert.True(view.Versions[1].Approved);
        Assert.Equal(new DateOnly(2027, 12, 31), view.Contract.EndDate);
    }

    [Theory, EveryDatabase]
    public async Task A_change_that_needs_approval_changes_nothing_before_it_has_it(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active();

        var saved = await database.Change(number, Office.Proposal(DealerBook.Alone("M1", fee: 12), edited: 1) with { Type = "rental" });

        var view = await database.Show(number);
        Assert.Equal(("released", 2), (saved.Status, saved.Version));
        Assert.Equal("cost-per-copy", view.Contract.Type);
        Assert.Equal([("Type", "cost-per-copy", "rental"), ("Machine M1, fee Rental, amount", "10", "12")],
            view.Waiting.Select(difference => (difference.Place, difference.Old!, difference.New!)));

        await database.Approve(number);

        Assert.Equal(("rental", ContractStatus.Active), ((await database.Show(number)).Contract.Type, (await database.Show(number)).Contract.Status));
    }

    [Theory, EveryDatabase]
    public async Task A_change_begins_after_what_was_billed_and_an_earlier_period_is_refused(TestDatabase database)
    {
        await Office.Dealer().Reading("M1", "Mono", "2026-01-31", 1100).Reading("M1", "Mono", "2026-02-28", 1200).Import(database);
        var number = await database.Active();
        await database.BillAndPost(Period.Parse("2026-01"));
        await database.BillAndPost(Period.Parse("2026-02"));
        var dearer = DealerBook.Alone("M1", rate: 0.06m, fee: 10);

        var refused = await Assert.ThrowsAsync<Refusal>(() =>
            database.Change(number, Office.Proposal(dearer with { From = Period.Parse("2025-12") }, edited: 1)));
        var saved = await database.Change(number, Office.Proposal(dearer, edited: 1));

        Assert.Equal(("terms.from", "2026-02 is billed or closed: terms can change from 2026-03 on."), (refused.Faults[0].Path, refused.Faults[0].Message));
        Assert.Equal(Period.Parse("2026-03"), saved.From);
    }

    [Theory, EveryDatabase]
    public async Task A_quarters_cycle_stays_where_it_was_when_something_else_changes(TestDatabase database)
    {
        var quarterly = new ContractTerms { From = Period.Parse("2026-01"), CycleMonths = 3, Items = [new ContractItem { Machine = "M1", Fees = [new Fee { Type = "Rental", Amount = 300 }] }] };
        await Office.Dealer().Import(database);
        var number = await database.Active(quarterly);
        await database.BillAndPost(Period.Parse("2026-01"));

        // Asked for as it was opened: from the first period not billed yet.
        var saved = await database.Change(number, Office.Proposal(quarterly with { TaxRate = 14 }, edited: 1));
        Assert.Equal(["Tax rate"], saved.Differences.Select(difference => difference.Place));
        Assert.False((await database.Change(number, Office.Proposal((await database.Show(number)).Versions[^1].Terms, edited: 2))).Changed);

        // From a later period that is named, after approval.
        var dearer = quarterly with { From = Period.Parse("2026-03"), BillingPeriod = 1, TaxRate = 14, Items = [quarterly.Items[0] with { Fees = [new Fee { Type = "Rental", Amount = 330 }] }] };
        await database.Change(number, Office.Proposal(dearer, edited: 2));
        Assert.Equal(["Machine M1, fee Rental, amount"], (await database.Show(number)).Waiting.Select(difference => difference.Place));
        await database.Approve(number);

        Assert.Empty((await database.Bill("2026-02", "--post")).Invoices);
        Assert.Empty((await database.Bill("2026-03", "--post")).Invoices);
        Assert.Equal([$"CUST-A {number} 330.00 = 330.00"], (await database.Bill("2026-04")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task A_quarter_that_waited_for_approval_is_billed_when_it_always_was(TestDatabase database)
    {
        var quarterly = new ContractTerms { From = Period.Parse("2026-01"), CycleMonths = 3, Items = [new ContractItem { Machine = "M1", Fees = [new Fee { Type = "Rental", Amount = 300 }] }] };
        await Office.Dealer().Import(database);
        Assert.Equal(Exit.Done, (await database.Platen("settings", "set", "billing-rules.billLastApprovedWhileReleased=true")).Exit);
        var number = await database.Active(quarterly);
        await database.Change(number, Office.Proposal(quarterly with { From = Period.Parse("2026-02"), Items = [quarterly.Items[0] with { Fees = [new Fee { Type = "Rental", Amount = 330 }] }] }, edited: 1));
        await database.BillAndPost(Period.Parse("2026-01"));
        Assert.Empty((await database.Bill("2026-02", "--post")).Invoices);
        await database.Approve(number);

        Assert.Empty((await database.Bill("2026-03", "--post")).Invoices);
        Assert.Equal([$"CUST-A {number} 330.00 = 330.00"], (await database.Bill("2026-04")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task A_change_approved_after_prices_rose_counts_in_their_place(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var rises = DealerBook.Alone("M1", fee: 10) with { From = Period.Parse("2025-01") };
        rises = rises with { Items = [rises.Items[0] with { Fees = [rises.Items[0].Fees[0] with { Escalation = new Escalation { Type = EscalationType.Percentage, Amount = 10, Period = 3 } }] }] };
        var saved = await database.Write(Office.Proposal(rises) with { Start = new DateOnly(2025, 1, 1) });
        await database.Release(saved.Number);
        await database.Approve(saved.Number);
        var agreed = rises with { From = Period.Parse("2026-03"), Items = [rises.Items[0] with { Fees = [rises.Items[0].Fees[0] with { Amount = 15 }] }] };
        await database.Change(saved.Number, Office.Proposal(agreed, edited: 1) with { Start = new DateOnly(2025, 1, 1) });
        Assert.Equal(Exit.Done, (await database.Platen("escalate", "2026-03")).Exit);

        await database.Approve(saved.Number);

        var last = (await database.Show(saved.Number)).Versions.Last(version => version.Approved);
        Assert.Equal((4, "2026-03", 15m), (last.Version, last.Terms.From.ToString(), last.Terms.Items[0].Fees[0].Amount));
    }

    [Theory, EveryDatabase]
    public async Task Who_saves_on_a_version_that_is_no_longer_the_newest_is_told_what_the_other_changed(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active();
        await database.Change(number, Office.Proposal(DealerBook.Alone("M1", rate: 0.06m, fee: 10), edited: 1), Office.Ben);

        var refused = await Assert.ThrowsAsync<Refusal>(() =>
            database.Change(number, Office.Proposal(DealerBook.Alone("M1", rate: 0.07m, fee: 10), edited: 1)));

        Assert.StartsWith("ben saved version 2 of", refused.Message, StringComparison.Ordinal);
        Assert.Equal(("Machine M1, Mono, level 1 from 0, unit charge", "0.05 → 0.06"), (refused.Faults.Single().Path, refused.Faults.Single().Message));
        Assert.Equal(2, await database.Newest(number));
    }

    [Theory, EveryDatabase]
    public async Task Only_new_and_active_contracts_can_be_changed(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active();
        await database.Hold(number);

        var refused = await Assert.ThrowsAsync<Refusal>(() => database.Change(number, Office.Proposal(edited: 1)));

        Assert.Contains("L-2", refused.Message, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Bad_input_is_answered_beside_its_field(TestDatabase database)
    {
        await Office.Dealer().Contract("OTHER", "CUST-A", DealerBook.Alone("M2")).Import(database);
        var pool = DealerBook.Pool(["M1"], 0, 0, new Level { From = 0, UnitCharge = 0.05m }, new Level { From = 100, UnitCharge = 0.04m }, new Level { From = 50, UnitCharge = 0.03m });
        var item = DealerBook.Alone("M1").Items[0];

        Assert.Equal(["terms.aggregateMeters[0].levels[2].from"], await Faults(database, Office.Proposal(pool)));
        Assert.Equal(["terms.aggregateMeters", "terms.items[0].machine"],
            (await Faults(database, Office.Proposal(pool with { AggregateMeters = [pool.AggregateMeters[0] with { Levels = pool.AggregateMeters[0].Levels[..2] }] }) with { Customer = "CUST-C" })).Order());
        Assert.Equal(["end"], await Faults(database, Office.Proposal() with { End = new DateOnly(2025, 12, 31) }));
        Assert.Equal(["terms.exchangeRate"], await Faults(database, Office.Proposal(DealerBook.Alone("M1") with { ExchangeRate = 0 })));
        Assert.Equal(["terms.items[0].machine"], await Faults(database, Office.Proposal(DealerBook.Alone("M2"))));
        Assert.Equal(["terms.items[0].machine"], await Faults(database, Office.Proposal(DealerBook.Alone("M3"))));
        Assert.Equal(["terms.items[0].machine"], await Faults(database, Office.Proposal(DealerBook.Alone("M9"))));
        Assert.Equal(["terms.items[0].meters[0].type"], await Faults(database, Office.Proposal(new ContractTerms
        {
            From = Period.Parse("2026-01"),
            Items = [item with { Meters = [item.Meters[0] with { Type = "Colour" }] }],
        })));
        Assert.Equal(["terms.items[0].fees[0].billTo"], await Faults(database, Office.Proposal(new ContractTerms
        {
            From = Period.Parse("2026-01"),
            Items = [item with { Fees = [new Fee { Type = "Rental", Amount = 1, BillTo = "NOBODY" }] }],
        })));
        Assert.Equal(["customer", "type", "start", "terms"], await Faults(database, new ContractProposal()));
    }

    [Theory, EveryDatabase]
    public async Task L12_only_Platen_takes_a_prepaid_rows_tick_away(TestDatabase database)
    {
        var row = new PrepaidMeter { Type = "Mono", Start = new DateOnly(2026, 1, 1), End = new DateOnly(2026, 12, 31), IncludedUsage = 1000 };
        var ticked = DealerBook.Pool(["M1"], 0, 0, new Level { From = 0, UnitCharge = 0.05m }) with { EnforceAuthorisation = true, Prepaid = [row] };
        var over = DealerBook.Pool(["M2"], 0, 0, new Level { From = 0, UnitCharge = 0.05m }) with { EnforceAuthorisation = true, Prepaid = [row with { Marked = false }] };
        await Office.Dealer().Contract("OVER", "CUST-A", over, type: "prepaid").Import(database);
        var prepaid = Office.Proposal(ticked) with { Type = "prepaid" };

        Assert.Equal(["terms.prepaid[0].marked"], await Faults(database, prepaid with { Terms = ticked with { Prepaid = [row with { Marked = false }] } }));
        var number = (await database.Write(prepaid)).Number;
        var taken = await Assert.ThrowsAsync<Refusal>(() => database.Change(number, prepaid with { Edited = 1, Terms = ticked with { Prepaid = [row with { Marked = false }] } }));
        var given = await Assert.ThrowsAsync<Refusal>(() => database.Change("OVER", prepaid with { Edited = 1, Terms = over with { Prepaid = [row] } }));
        Assert.Equal(["terms.prepaid[0].marked", "terms.prepaid[0].marked"], taken.Faults.Concat(given.Faults).Select(fault => fault.Path));
        // What Platen took stays taken, also through a release.
        await database.Change("OVER", prepaid with { Edited = 1, Terms = over with { OrderNumber = "PO-1" } });
        await database.Change("OVER", prepaid with { Edited = 2, Terms = over with { OrderNumber = "PO-1", AggregateMeters = [over.AggregateMeters[0] with { MinBilling = 5, MinQuantity = 9 }] } });
        await database.Approve("OVER");
        Assert.False((await database.Show("OVER")).Versions[^1].Terms.Prepaid[0].Marked);
    }

    [Theory, EveryDatabase]
    public async Task A_machine_moves_to_another_contract_once_it_has_left_the_first(TestDatabase database)
    {
        var leaving = DealerBook.Alone("M1");
        await Office.Dealer().Contract("OTHER", "CUST-A", leaving with { Items = [leaving.Items[0] with { Until = new DateOnly(2026, 3, 31) }] }).Import(database);
        var joining = DealerBook.Alone("M1") with { From = Period.Parse("2026-04") };

        Assert.Contains("OTHER", (await Assert.ThrowsAsync<Refusal>(() => database.Write(Office.Proposal(joining with { From = Period.Parse("2026-03") })))).Faults.Single().Message, StringComparison.Ordinal);
        Assert.Equal("new", (await database.Write(Office.Proposal(joining))).Status);
    }

    static async Task<IEnumerable<string>> Faults(TestDatabase database, ContractProposal proposal)
    {
        var refused = await Assert.ThrowsAsync<Refusal>(() => database.Write(proposal));
        await using var db = new Platen.Data.Db(database.Database);
        var check = await new CheckContract(db).Run(null, proposal, TestContext.Current.CancellationToken);
        var paths = refused.Faults.Select(fault => fault.Path).ToList();
        Assert.Equal(paths, check.Faults.Where(fault => fault.IsError).Select(fault => fault.Path));
        return paths;
    }
}
