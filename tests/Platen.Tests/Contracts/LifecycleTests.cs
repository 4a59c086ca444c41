using Microsoft.Extensions.Time.Testing;
using Platen.Contracts;
using Platen.Shell;
using Platen.Shell.Lists;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>The steps of a contract's life (L rules): who may take which, and what each leads to.</summary>
public class LifecycleTests
{
    static readonly DateTimeOffset MarchFirst = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory, EveryDatabase]
    public async Task A_contract_is_released_removed_from_approval_released_again_and_approved(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal())).Number;

        await database.Release(number);
        await database.Withdraw(number);
        await database.Release(number);
        await database.Approve(number, version: 1);

        var view = await database.Show(number);
        Assert.Equal(ContractStatus.Active, view.Contract.Status);
        Assert.Equal(
            [ContractStep.Approved, ContractStep.Released, ContractStep.Withdrawn, ContractStep.Released, ContractStep.Written], view.States.Select(state => state.Step));
        Assert.Equal(("anna", "ben"), (view.Versions[0].Row.ReleasedBy, view.Versions[0].Row.ApprovedBy));
    }

    [Theory, EveryDatabase]
    public async Task Who_released_a_contract_does_not_approve_it(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal())).Number;
        await database.Release(number);

        var refused = await Assert.ThrowsAsync<Refusal>(() => database.Approve(number, Signing.Anna));

        Assert.Contains("yourself", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ContractStatus.Released, await database.Status(number));
    }

    [Theory, EveryDatabase]
    public async Task At_the_command_line_one_person_does_both(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal())).Number;

        Assert.Equal(Exit.Done, (await database.Platen("contract", "release", number)).Exit);
        Assert.Equal(Exit.Done, (await database.Platen("contract", "approve", number)).Exit);

        Assert.Equal(ContractStatus.Active, await database.Status(number));
    }

    [Theory, EveryDatabase]
    public async Task Of_two_who_approve_at_once_the_second_finds_it_approved(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal())).Number;
        await database.Release(number);

        var both = await Task.WhenAll(((string[])[Office.Ben, "carol"]).Select(async who =>
        {
            try
            {
                await database.Approve(number, who);
                return null;
            }
            catch (Refusal refusal)
            {
                return refusal.Message;
            }
        }));

        Assert.Single(both, message => message is null);
        Assert.Single(both, message => message == $"{number} does not wait for approval: it is active.");
        Assert.Single((await database.Show(number)).States, state => state.Step == ContractStep.Approved);
    }

    [Theory, EveryDatabase]
    public async Task What_was_changed_since_it_was_reviewed_is_not_approved(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal())).Number;
        await database.Release(number);
        await database.Withdraw(number);
        await database.Change(number, Office.Proposal(DealerBook.Alone("M2"), edited: 1));
        await database.Release(number);

        var refused = await Assert.ThrowsAsync<Refusal>(() => database.Approve(number, version: 1));

        Assert.Contains("version 2 waits now", refused.Message, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_discarded_change_leaves_the_contract_as_it_was_approved(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active();
        await database.Change(number, Office.Proposal(DealerBook.Alone("M2"), edited: 1));

        await database.Discard(number);

        var view = await database.Show(number);
        Assert.Equal((ContractStatus.Active, 0), (view.Contract.Status, view.Waiting.Count));
        Assert.Equal([VersionState.Approved, VersionState.Discarded], view.Versions.Select(version => version.State));
        Assert.Equal(["M1"], view.Machines.Keys);
    }

    [Theory, EveryDatabase]
    public async Task A_contract_never_approved_has_nothing_to_go_back_to(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal())).Number;

        await Assert.ThrowsAsync<Refusal>(() => database.Discard(number));
    }

    [Theory, EveryDatabase]
    public async Task T070_a_hold_is_expected_to_end_two_days_later_and_refuses_calls(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active();

        await database.Hold(number, new FakeTimeProvider(MarchFirst));

        var view = await database.Show(number);
        Assert.Equal((MarchFirst.AddHours(48), "anna", "Unpaid"), (view.States[0].ReleaseExpected, view.States[0].Employee, view.States[0].Reason));
        Assert.False(view.Calls.Takes);
        Assert.Equal($"{number} is on hold and takes no calls. Resume it first.", view.Calls.Reason);
        await Assert.ThrowsAsync<Refusal>(() => database.Suspend(number));

        await database.Resume(number);

        Assert.True((await database.Show(number)).Calls.Takes);
    }

    [Theory, EveryDatabase]
    public async Task T071_a_suspended_contract_takes_calls(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active(DealerBook.Alone("M1") with { OrderNumberRequired = true });

        await database.Suspend(number);

        Assert.Equal(new CallAnswer(true, null, NeedsOrderNumber: true), (await database.Show(number)).Calls);
    }

    [Theory, EveryDatabase]
    public async Task Calls_are_taken_since_a_contract_was_approved_also_while_a_change_of_it_is_on_its_way(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal())).Number;
        Assert.Equal((false, $"{number} is new: it takes calls once it is approved."), ((await database.Show(number)).Calls.Takes, (await database.Show(number)).Calls.Reason));
        await database.Release(number);
        Assert.Equal((false, $"{number} is released: it takes calls once it is approved."), ((await database.Show(number)).Calls.Takes, (await database.Show(number)).Calls.Reason));
        await database.Approve(number);

        await database.Change(number, Office.Proposal(DealerBook.Alone("M1", fee: 12), edited: 1));
        Assert.Equal((ContractStatus.Released, true), (await database.Status(number), (await database.Show(number)).Calls.Takes));
        await database.Withdraw(number);
        Assert.Equal((ContractStatus.New, true), (await database.Status(number), (await database.Show(number)).Calls.Takes));
    }

    [Theory, EveryDatabase]
    public async Task A_contract_is_closed_by_two_people_and_goes_on_until_then(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active();

        await database.AskToClose(number);
        Assert.Equal(ContractStatus.Active, await database.Status(number));
        await Assert.ThrowsAsync<Refusal>(() => database.Approve(number, Signing.Anna));
        await database.Approve(number);

        var view = await database.Show(number);
        Assert.Equal((ContractStatus.Closed, "Customer left"), (view.Contract.Status, view.States[0].Reason));
        await Assert.ThrowsAsync<Refusal>(() => database.Change(number, Office.Proposal(edited: 1)));
    }

    [Theory, EveryDatabase]
    public async Task A_wish_to_close_is_taken_back(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active();
        await database.AskToClose(number);

        await database.Withdraw(number);

        Assert.Equal((ContractStatus.Active, false), ((await database.Show(number)).Contract.Status, (await database.Show(number)).Contract.Closing));
        await Assert.ThrowsAsync<Refusal>(() => database.Approve(number));
    }

    [Theory, EveryDatabase]
    public async Task A_contract_whose_machine_has_gone_to_another_meanwhile_is_not_approved(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal())).Number;
        await database.Release(number);
        await Office.Dealer().Contract("OTHER", "CUST-A", DealerBook.Alone("M1")).Import(database);

        var refused = await Assert.ThrowsAsync<Refusal>(() => database.Approve(number));

        Assert.Contains("OTHER", refused.Faults.Single().Message, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task All_who_may_approve_are_told_each_time_what_waits_for_them(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        await database.Add("ann@dealer.example", "Approver", "Ann");
        await database.Add("ted@dealer.example", "Technician", "Ted");
        var number = await database.Active();
        await database.Change(number, Office.Proposal(DealerBook.Alone("M1", fee: 12), edited: 1) with { Note = "As agreed by telephone" });
        await database.Withdraw(number);
        await database.Change(number, Office.Proposal(DealerBook.Alone("M1", fee: 13), edited: 2));
        await database.Platen("settings", "set", "billing-rules.billLastApprovedWhileReleased=true");
        await database.Release(number);
        await database.Withdraw(number);
        await database.Release(number);

        await using var db = new Platen.Data.Db(database.Database);
        var mails = db.Mails.Where(mail => mail.Subject == $"{number} waits for approval").OrderBy(mail => mail.Id).Select(mail => mail.Body).ToList();
        Assert.All(db.Mails, mail => Assert.Equal("ann@dealer.example", mail.Recipient));
        Assert.Equal(4, mails.Count); // new, changed, and its other change twice
        Assert.EndsWith("\n\nNot billed until it is approved.\n", mails[0], StringComparison.Ordinal);
        Assert.EndsWith("\n\nAs agreed by telephone\n\nWhat changes:\n  Machine M1, fee Rental, amount: 10 → 12 (needs approval)\n\nNot billed until the change is approved or discarded.\n", mails[1], StringComparison.Ordinal);
        Assert.EndsWith("\n\nWhat changes:\n  Machine M1, fee Rental, amount: 10 → 13 (needs approval)\n\nBilled by the terms approved before.\n", mails[2], StringComparison.Ordinal);
        Assert.Equal(mails[2], mails[3]);
        Assert.Equal("Waits for approval. Billed by the terms approved before.", (await database.Show(number)).Meaning);
    }

    [Theory, EveryDatabase]
    public async Task All_who_may_approve_are_told_each_time_that_a_contract_is_to_be_closed(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        await database.Add("ann@dealer.example", "Approver", "Ann");
        await database.Add("ted@dealer.example", "Technician", "Ted");
        var number = await database.Active();
        await database.AskToClose(number);
        await database.Withdraw(number);
        await database.AskToClose(number);

        await using var db = new Platen.Data.Db(database.Database);
        var mails = db.Mails.Where(mail => mail.Subject == $"{number} waits to be closed").ToList();
        Assert.Equal([("ann@dealer.example", true), ("ann@dealer.example", true)],
            mails.Select(mail => (mail.Recipient, mail.Body.StartsWith($"anna asks for the contract {number} to be closed.\n\nCustomer left\n", StringComparison.Ordinal))));
    }

    [Theory, EveryDatabase]
    public async Task Lists_to_work_on_name_the_contracts_that_need_hands(TestDatabase database)
    {
        await Office.Dealer().Contract("ENDS", "CUST-B", DealerBook.Alone("M3"), start: "2025-03-01", end: "2026-04-30").Contract("ENDED", "CUST-A", DealerBook.Alone("M2"), end: "2026-02-28").Import(database);
        var number = await database.Active();
        await database.Change(number, Office.Proposal(DealerBook.Alone("M1", fee: 12), edited: 1));
        await database.AskToClose("ENDED");

        Assert.Equal(["ENDS"], await Listed(database, "expiring"));
        Assert.Equal(["ENDED"], await Listed(database, "expired"));
        Assert.Equal([number, "ENDED"], await Listed(database, "awaiting"));
        Assert.Equal(["ENDS"], await Listed(database, "never-escalated")); // the others are younger than a year
        var refused = await Assert.ThrowsAsync<Refusal>(() => Listed(database, "activ"));
        Assert.Equal(("Contracts have no status 'activ'.", "status: One of new, released, active, hold, suspended, closed, any; or a list to work on: expiring, expired, awaiting, changed, never-escalated."),
            (refused.Message, refused.Faults.Single().ToString()));
        await Assert.ThrowsAsync<Refusal>(() => Listed(database, "3"));
        await database.Withdraw(number);
        Assert.Equal([number], await Listed(database, "changed"));
    }

    static async Task<IEnumerable<string>> Listed(TestDatabase database, string status)
    {
        await using var db = new Platen.Data.Db(database.Database);
        var page = await new ListContracts(db, new FakeTimeProvider(MarchFirst)).Run(ListQuery.From($"?status={status}"), TestContext.Current.CancellationToken);
        return page.Rows.Select(row => row.Number);
    }

    [Theory, EveryDatabase]
    public async Task The_history_is_never_altered(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        await database.Active();
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE contract_states SET reason = 'other'";

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
