using Microsoft.EntityFrameworkCore;
using Platen.Billing;
using Platen.Billing.Trials;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>What a contract would have billed for a past month, as it is being edited.</summary>
public class WhatWouldItBillTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task An_unchanged_contract_would_bill_what_it_billed(TestDatabase database)
    {
        await Billed(database);

        var january = await Try(database, Office.Proposal(DealerBook.Alone("M1", fee: 10)) with { Number = Office.Contract }, "2026-01");
        var last = await Try(database, Office.Proposal(DealerBook.Alone("M1", fee: 10)) with { Number = Office.Contract });

        Assert.Equal(("60.00", "60.00", "0.00"), (january.Net, january.Billed, january.Difference));
        Assert.Equal((new Period(2026, 2), "35.00", "0.00"), (last.Period, last.Net, last.Difference));
    }

    [Theory, EveryDatabase]
    public async Task A_change_from_a_later_month_is_rated_as_if_it_had_held(TestDatabase database)
    {
        await Billed(database);
        var terms = DealerBook.Alone("M1", rate: 0.06m, fee: 10) with { From = new(2026, 3) };

        var bill = await Try(database, Office.Proposal(terms) with { Number = Office.Contract }, "2026-02");

        Assert.Equal(("40.00", "5.00"), (bill.Net, bill.Difference));
        Assert.Equal(["1 to 500: 500 copies at 0.06", "Rental"], bill.Lines.Select(line => line.Explanation));
    }

    [Theory, EveryDatabase]
    public async Task A_new_contract_is_tried_on_what_its_machines_did_before(TestDatabase database)
    {
        await Billed(database);
        var terms = DealerBook.Alone("M2") with { From = new(2026, 4) };
        terms = terms with { Items = [terms.Items[0] with { Meters = [terms.Items[0].Meters[0] with { ReadingDate = new(2026, 3, 31), StartReading = 900 }] }] };

        var bill = await Try(database, Office.Proposal(terms) with { Start = new(2026, 4, 1) }, "2026-02");

        Assert.Equal(("10.00", null), (bill.Net, bill.Billed));
        Assert.Empty(bill.Problems);
    }

    [Theory, EveryDatabase]
    public async Task A_month_in_which_nothing_is_due_says_so(TestDatabase database)
    {
        await Billed(database);
        var quarterly = DealerBook.Alone("M1", fee: 10) with { CycleMonths = 3, BillingPeriod = 3 };

        var bill = await Try(database, Office.Proposal(quarterly) with { Number = Office.Contract }, "2026-02");

        Assert.Empty(bill.Lines);
        Assert.Contains("Nothing is due", bill.Problems.Single(), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task What_has_faults_is_not_tried(TestDatabase database)
    {
        await Billed(database);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Try(database, Office.Proposal(DealerBook.Alone("M9"))));

        Assert.Equal("terms.items[0].machine", refusal.Faults[0].Path);
    }

    [Theory, EveryDatabase]
    public async Task A_trial_takes_the_tax_that_a_run_takes(TestDatabase database)
    {
        await Billed(database);
        Assert.Equal(Exit.Done, (await database.Platen("setup", "add", "tax-rates", """{"name":"standard","from":"2026-02-01","percent":"16.5"}""")).Exit);
        await using var db = new Db(database.Database);
        var (company, customer) = (await db.Company.SingleAsync(Stop), await db.Customers.SingleAsync(row => row.Code == "CUST-A", Stop));
        Period month = new(2026, 2);

        var tables = await RunTables.Read(database.Database, db, company, month.LastDay, Stop);
        await using var connection = await database.Database.Connect(Stop);
        var run = await new RunInputs(database.Database, company, tables).Read(connection, customer.Id, customer.Id, month, null, Stop);
        var trial = await new TrialInputs(db).Read(run.Single().Id, Office.Proposal(DealerBook.Alone("M1", fee: 10)) with { Number = Office.Contract }, month, Stop);

        Assert.Equal((16.5m, 16.5m), (run.Single().ToRate.TaxRate, trial.TaxRate));
    }

    /// <summary>M1 made 1,000 copies in January and 500 in February; M2, on no contract, 200 in February.</summary>
    static async Task Billed(TestDatabase database)
    {
        await Office.Dealer().Contract(Office.Contract, "CUST-A", DealerBook.Alone("M1", fee: 10))
            .Reading("M1", "Mono", "2026-01-31", 2000).Reading("M1", "Mono", "2026-02-28", 2500)
            .Reading("M2", "Mono", "2026-01-31", 100).Reading("M2", "Mono", "2026-02-28", 300).Import(database);
        foreach (var period in (string[])["2026-01", "2026-02"])
            await database.Bill(period, "--post");
    }

    static async Task<TrialBill> Try(TestDatabase database, ContractProposal proposal, string? period = null)
    {
        await using var db = new Db(database.Database);
        return await new WhatWouldItBill(db, TimeProvider.System).Run(proposal, period is null ? null : Period.Parse(period), Stop);
    }
}
