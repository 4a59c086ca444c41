using Microsoft.Extensions.Time.Testing;
using Platen.Billing;
using Platen.Billing.Escalation;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Tests.Billing;
using Platen.Tests.Book;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Stories;

/// <summary>Contracts' lives on a fake clock, from the order on: written by Anna, approved by Ben, billed on the first of each month.</summary>
public class ContractStoryTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase(1_500, "2026-12-31", 700, 900, "0.00 50.00 300.00")] // 100 too many, and over
    [EveryDatabase(10_000, "2026-02-14", 600, 560, "0.00 140.00 300.00")] // over by date in mid-month, by days
    public async Task From_the_order_of_prepaid_copies_to_a_contract_by_the_copy(TestDatabase database, int included, string end, int january, int february, string crossing)
    {
        var life = new Life(database, "2026-01");
        await Office.Dealer().Import(database);
        await life.Order(Office.Proposal(PrepaidRunTests.Terms(included, end, fee: 300)) with { Type = "prepaid" });

        await life.Month(january);
        await life.Month(february);
        await life.Month(900); // a month as any other
        Assert.Equal([true, false], await life.Ticks());

        // The type is put right, which waits for approval: that month is not billed, and said to be blocked.
        await life.Change(proposal => proposal with { Type = "cost-per-copy", Note = "Prepaid copies are used up" });
        await life.Month(500);
        await database.Approve(life.Number, clock: life.Clock);
        await life.Month(800);

        Assert.Equal(
            [
                "2026-01: 0.00 300.00",
                $"2026-02: {crossing}",
                "2026-03: 1000.00 300.00",
                "2026-04: blocked: awaiting approval",
                "2026-05: 2000.00 600.00", // two cycles together (M-18)
            ], life.Billed);
        Assert.Equal(["written", "released for approval", "approved", "released for approval", "approved"], (await database.Show(life.Number)).States.Reverse().Select(state => state.Step.Word()));
        Assert.Equal("cost-per-copy", (await database.Show(life.Number)).Contract.Type);
        await life.Holds();
    }

    [Theory, EveryDatabase]
    public async Task Two_anniversaries_raise_the_prices_twice(TestDatabase database)
    {
        var life = new Life(database, "2026-01");
        var rises = new Escalation { Type = EscalationType.Percentage, Amount = 10, Period = 1 };
        var terms = DealerBook.Pool(["M1"], 1000, 1000, new Level { From = 0, UnitCharge = 0.50m });
        await Office.Dealer().Import(database);
        await life.Order(Office.Proposal(terms with { Escalation = rises, AggregateMeters = [terms.AggregateMeters[0] with { Escalation = rises }] }));

        foreach (var no in Enumerable.Range(0, 26))
        {
            await life.Escalate();
            await life.Month(1_200);
            if (no == 12)
                await life.Escalate(); // asked again, too late and already done
        }

        Assert.Equal(
            [
                .. Enumerable.Range(0, 12).Select(no => $"{Period.Parse("2026-01").AddMonths(no)}: 1000.00 100.00"),
                .. Enumerable.Range(0, 12).Select(no => $"{Period.Parse("2027-01").AddMonths(no)}: 1100.00 110.00"),
                .. Enumerable.Range(0, 2).Select(no => $"{Period.Parse("2028-01").AddMonths(no)}: 1210.00 121.00"),
            ], life.Billed);
        Assert.Equal(3, (await database.Show(life.Number)).Versions.Count);
        await life.Holds();
    }

    [Theory, EveryDatabase]
    public async Task Released_and_never_approved_it_is_blocked_month_after_month_and_never_billed(TestDatabase database)
    {
        var life = new Life(database, "2026-01");
        await Office.Dealer().Import(database);
        await life.Write(Office.Proposal(DealerBook.Alone("M1", fee: 100)));

        await life.Month(500);
        await life.Month(500);
        await life.Month(500);

        Assert.Equal(["2026-01: blocked: awaiting approval", "2026-02: blocked: awaiting approval", "2026-03: blocked: awaiting approval"], life.Billed);
        Assert.Equal(ContractStatus.Released, await database.Status(life.Number));
        Assert.Equal(0, await database.Number("SELECT count(*) FROM billed_charges"));
    }

    [Theory, EveryDatabase]
    public async Task Held_suspended_resumed_and_closed(TestDatabase database)
    {
        var life = new Life(database, "2026-01");
        await Office.Dealer().Import(database);
        await life.Order(Office.Proposal(new() { From = Period.Parse("2026-01"), Items = [new ContractItem { Machine = "M1", Fees = [new Fee { Type = "Rental", Amount = 100 }] }] }));

        await life.Month(0);
        await database.Hold(life.Number, life.Clock);
        await life.Month(0);
        await database.Resume(life.Number, life.Clock);
        await database.Suspend(life.Number, life.Clock);
        await life.Month(0);
        await database.Resume(life.Number, life.Clock);
        await life.Month(0);
        await database.AskToClose(life.Number);
        await life.Month(0);
        await database.Approve(life.Number, clock: life.Clock);
        await life.Month(0);

        Assert.Equal(["2026-01: 100.00", "2026-02: 100.00", "2026-03: ", "2026-04: 100.00", "2026-05: 100.00", "2026-06: "], life.Billed);
        Assert.Equal(ContractStatus.Closed, await database.Status(life.Number));
        await life.Holds();
    }

    /// <summary>One contract of M1, month after month.</summary>
    sealed class Life(TestDatabase database, string first)
    {
        readonly FakeTimeProvider _clock = new(new DateTimeOffset(Period.Parse(first).FirstDay, new TimeOnly(8, 0), TimeSpan.Zero));
        readonly List<string> _billed = [];
        Period _month = Period.Parse(first);
        long _counter = 1_000;

        public TimeProvider Clock => _clock;
        public string Number { get; private set; } = "";

        /// <summary>Each month's lines in short.</summary>
        public IReadOnlyList<string> Billed => _billed;

        public async Task Write(ContractProposal proposal)
        {
            Number = (await database.Write(proposal, _clock)).Number;
            await database.Release(Number, clock: _clock);
        }

        public async Task Order(ContractProposal proposal)
        {
            await Write(proposal);
            await database.Approve(Number, clock: _clock);
        }

        public async Task Change(Func<ContractProposal, ContractProposal> change) =>
            await database.Change(Number, change(ContractEditor.Newest(await database.Show(Number, _clock))), clock: _clock);

        /// <summary>The prices of the month that is to be billed.</summary>
        public async Task Escalate() =>
            await new EscalatePrices(database.Database, database.Trail(_clock)).Run(new EscalationRequest(_month), null, Stop);

        /// <summary>Copies are made, and on the first of the next month they are billed and posted.</summary>
        public async Task Month(long copies)
        {
            _counter += copies;
            await new DealerBook().Reading("M1", "Mono", _month.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), _counter).Import(database);
            _clock.SetUtcNow(new DateTimeOffset(_month.AddMonths(1).FirstDay, new TimeOnly(8, 0), TimeSpan.Zero));
            var run = await new BillPeriod(database.Database, database.Trail(_clock)).Run(new BillRequest(_month), null, Stop);
            await using var db = new Db(database.Database);
            var blocked = (await new AnswerRun(database.Database, db, TimeProvider.System).Of(run, Stop)).Exceptions.FirstOrDefault(row => row.Code == ProblemCode.NotApproved);
            await new PostRun(database.Database, database.Trail(_clock)).Run(run, null, Stop);
            var posted = await new AnswerRun(database.Database, db, TimeProvider.System).Of(run, Stop);
            _billed.Add($"{_month}: {(blocked is null ? string.Join(' ', posted.Invoices.SelectMany(invoice => invoice.Lines).Select(line => line.Amount)) : "blocked: awaiting approval")}");
            _month = _month.AddMonths(1);
        }

        /// <summary>Whether each approved version has the tick of the prepaid row.</summary>
        public async Task<List<bool>> Ticks() =>
            [.. (await database.Show(Number, _clock)).Versions.Where(version => version.Approved).Select(version => version.Terms.Prepaid[0].Marked)];

        public async Task Holds()
        {
            foreach (var verify in (string[][])[["verify"], ["verify", "audit"]])
            {
                var said = await database.Platen(verify);
                Assert.True(said.Exit == Platen.Shell.Exit.Done, said.Output + said.Error);
            }
        }
    }
}
