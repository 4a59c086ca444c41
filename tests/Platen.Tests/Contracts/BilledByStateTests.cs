using Microsoft.Extensions.Time.Testing;
using Platen.Contracts;
using Platen.Rating;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>What is billed in which state (L-3, A-12, M-18), and what a run says of the others.</summary>
public class BilledByStateTests
{
    static readonly ContractTerms FeeOnly = new() { From = Period.Parse("2026-01"), Items = [new ContractItem { Machine = "M1", Fees = [new Fee { Type = "Rental", Amount = 100 }] }] };

    static ContractTerms Dearer => FeeOnly with { Items = [FeeOnly.Items[0] with { Fees = [new Fee { Type = "Rental", Amount = 120 }] }] };

    static FakeTimeProvider On(int month, int day) => new(new DateTimeOffset(2026, month, day, 10, 0, 0, TimeSpan.Zero));

    [Theory, EveryDatabase]
    public async Task A_contract_released_and_never_approved_is_not_billed_but_listed_as_blocked(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = (await database.Write(Office.Proposal(FeeOnly))).Number;
        await database.Release(number);

        var answer = await database.Bill("2026-01");

        Assert.Empty(answer.Invoices);
        var blocked = Assert.Single(answer.Exceptions);
        Assert.Equal((ProblemCode.NotApproved, Severity.Blocking, number), (blocked.Code, blocked.Severity, blocked.Contract));
        Assert.Equal("Blocked: awaiting approval. Approve the contract, and bill the period again.", blocked.Message);

        await database.Approve(number);

        Assert.Equal([$"CUST-A {number} 100.00 = 100.00"], (await database.Bill("2026-01")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task A_contract_approved_late_bills_the_periods_that_passed_meanwhile(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active(FeeOnly);
        await database.BillAndPost(Period.Parse("2026-01"));
        await database.Change(number, Office.Proposal(Dearer, edited: 1));
        Assert.DoesNotContain(number, (await database.Bill("2026-02", "--post")).Invoices.SelectMany(invoice => invoice.Lines).Select(line => line.Contract));

        await database.Approve(number);

        Assert.Equal([$"CUST-A {number} 240.00 = 240.00"], (await database.Bill("2026-03")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task Where_the_dealer_wants_it_the_last_approved_terms_bill_while_a_change_waits(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active(FeeOnly);
        Assert.Equal(Platen.Shell.Exit.Done, (await database.Platen("settings", "set", "billing-rules.billLastApprovedWhileReleased=true")).Exit);
        await database.BillAndPost(Period.Parse("2026-01"));
        await database.Change(number, Office.Proposal(Dearer, edited: 1));

        Assert.Equal([$"CUST-A {number} 100.00 = 100.00"], (await database.Bill("2026-02", "--post")).InShort());
        await database.Approve(number);

        // February was billed on the terms before: the change begins after it.
        var view = await database.Show(number);
        Assert.Equal([(1, VersionState.Approved, "2026-01"), (2, VersionState.Discarded, "2026-02"), (3, VersionState.Approved, "2026-03")],
            view.Versions.Select(version => (version.Version, version.State, version.Terms.From.ToString())));
        Assert.Equal([$"CUST-A {number} 120.00 = 120.00"], (await database.Bill("2026-03")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task T053_a_change_of_type_sends_the_contract_to_released_and_it_is_not_billed_until_approved(TestDatabase database)
    {
        await Office.Dealer().Reading("M1", "Mono", "2026-01-31", 1100).Import(database);
        var pool = DealerBook.Pool(["M1"], 0, 0, new Level { From = 0, UnitCharge = 0.05m }) with { EnforceAuthorisation = true };
        var life = new PrepaidMeter { Type = "Mono", Start = new DateOnly(2025, 1, 1), End = new DateOnly(2025, 12, 31), IncludedUsage = 100000 };
        var saved = await database.Write(Office.Proposal(pool with { Prepaid = [life] }) with { Type = "prepaid" });
        await database.Release(saved.Number);
        await database.Approve(saved.Number);

        Assert.Equal("released", (await database.Change(saved.Number, Office.Proposal(pool with { Prepaid = [life] }, edited: 1))).Status);
        var blocked = await database.Bill("2026-01");
        await database.Approve(saved.Number);

        Assert.Empty(blocked.Invoices);
        Assert.Equal(ProblemCode.NotApproved, Assert.Single(blocked.Exceptions).Code);
        Assert.Equal([$"CUST-A {saved.Number} 5.00 = 5.00"], (await database.Bill("2026-01")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task A_change_taken_out_of_approval_holds_the_contract_back_and_says_so(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active(FeeOnly);
        await database.Change(number, Office.Proposal(Dearer, edited: 1));
        await database.Withdraw(number);

        Assert.Equal(Severity.Blocking, Assert.Single((await database.Bill("2026-01")).Exceptions).Severity);
        await database.Discard(number);

        Assert.Equal([$"CUST-A {number} 100.00 = 100.00"], (await database.Bill("2026-01")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task T070_a_held_contract_is_billed(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active(FeeOnly);
        await database.Hold(number);

        Assert.Equal([$"CUST-A {number} 100.00 = 100.00"], (await database.Bill("2026-01")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task T071_a_suspended_contract_is_not_billed_and_its_months_are_not_made_up_for(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active(FeeOnly, On(1, 1));
        await database.BillAndPost(Period.Parse("2026-01"));
        await database.Suspend(number, On(2, 20));
        Assert.Empty((await database.Bill("2026-02", "--post")).Invoices);
        Assert.Empty((await database.Bill("2026-03", "--post")).Invoices);

        // Suspended on the last days of February and March, not of April.
        await database.Resume(number, On(4, 20));

        Assert.Equal([$"CUST-A {number} 100.00 = 100.00"], (await database.Bill("2026-04")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task A_draft_in_review_of_a_contract_that_was_suspended_meanwhile_is_not_posted(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active(FeeOnly);
        var run = await database.Bill(Period.Parse("2026-01"));
        await database.Suspend(number);

        var posted = await database.Post(run);

        Assert.Empty(posted.Invoices);
    }

    [Theory, EveryDatabase]
    public async Task A_hold_placed_while_the_month_is_billed_leaves_it_billed_once(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var number = await database.Active(FeeOnly);

        await Task.WhenAll(database.Bill(Period.Parse("2026-01")), database.Hold(number));
        var posted = await database.Bill("2026-01", "--post");

        Assert.Equal([$"CUST-A {number} 100.00 = 100.00"], posted.InShort());
        Assert.Equal([$"CUST-A {number} 100.00 = 100.00"], (await database.Bill("2026-01")).InShort());
    }

    [Theory, EveryDatabase]
    public async Task A_contract_given_to_another_customer_leaves_the_drafts_of_the_first(TestDatabase database)
    {
        await Office.Dealer().Import(database);
        var place = new ContractTerms { From = Period.Parse("2026-01"), AggregateFees = [new Fee { Type = "Support", Amount = 100 }] };
        var number = await database.Active(place);
        await database.Bill("2026-01");
        await database.Change(number, Office.Proposal(place, edited: 1) with { Customer = "CUST-B" });
        await database.Approve(number);

        Assert.Equal([$"CUST-B {number} 100.00 = 100.00"], (await database.Bill("2026-01", "--post")).InShort());
    }

    [Theory]
    [InlineData("2026-02", "2026-02-28 s", "2026-03-31 r")]
    [InlineData("2026-02 2026-03", "2026-02-20 s", "2026-04-20 r")]
    [InlineData("", "2026-02-01 s", "2026-02-28 r")]
    [InlineData("2026-01 2026-03", "2026-01-31 s", "2026-02-01 r", "2026-03-05 s", "2026-04-01 r")]
    public void A_period_counts_as_suspended_when_the_contract_was_on_its_last_day(string suspended, params string[] steps)
    {
        var states = steps.Select(step => (step.EndsWith('s') ? ContractStatus.Suspended : ContractStatus.Active,
            DateTimeOffset.Parse(step[..10], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)));

        Assert.Equal(suspended, string.Join(' ', Suspensions.Periods(states).Order()));
    }
}
