using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Billing.Credits;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>RUN-8: a run that is asked to bill what is ready, charge by charge; and F-7: a fee by days, through posting and its credit.</summary>
public class WhatIsReadyRunTests
{
    static readonly Level[] FiveCents = [new Level { From = 0, UnitCharge = 0.05m }];

    /// <summary>A pool of two, a meter priced alone, and a fee.</summary>
    static ContractTerms Terms()
    {
        var pooled = DealerBook.Pool(["M1", "M2"], 100, 1000, FiveCents);
        var alone = DealerBook.Alone("M3", fee: 300).Items[0];
        return pooled with { Items = [.. pooled.Items, alone] };
    }

    static DealerBook Dealer() => new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono").Machine("M3", "CUST-A", "Mono")
        .Contract("C1", "CUST-A", Terms());

    [Theory, EveryDatabase]
    public async Task What_is_held_is_billed_by_a_later_run_and_each_charge_once(TestDatabase database)
    {
        await Dealer().Reading("M1", "Mono", "2026-01-31", 2200).Reading("M3", "Mono", "2026-01-31", 1100).Import(database);

        Assert.Empty((await database.Bill("2026-01", "--preview")).Invoices);
        var tried = await database.Bill("2026-01", "--ready", "--preview");
        var first = await database.Bill("2026-01", "--ready", "--post");
        Assert.Equal(["CUST-A C1 5.00 + 300.00 = 305.00"], first.InShort());
        Assert.Equal(tried.InShort(), first.InShort());
        Assert.Equal(("M2", Severity.Blocking), (Assert.Single(first.Exceptions).Machine, first.Exceptions[0].Severity)); // the pool waits as a whole
        Assert.NotEqual(Exit.Done, (await database.Platen("close", "2026-01")).Exit);
        Assert.Equal(first.InShort(), (await database.Bill("2026-01", "--ready", "--post")).InShort());

        await new DealerBook().Reading("M2", "Mono", "2026-01-31", 1800).Import(database);
        var later = await database.Bill("2026-01", "--post");
        Assert.Equal(["CUST-A C1 5.00 + 300.00 = 305.00", "CUST-A C1 100.00 + 50.00 = 150.00"], later.InShort());
        Assert.Equal(["fee/M3/Rental", "meter/M3/Mono", "pool/Mono"], await database.Rows("SELECT charge FROM billed_charges ORDER BY charge"));
        Assert.Equal(Exit.Done, (await database.Platen("close", "2026-01")).Exit);
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task A_charge_group_at_its_cycles_end_waits_for_what_is_not_read(TestDatabase database)
    {
        await Dealer().Financer("FIN").Group("A / FIN", "CUST-A", "FIN", ["M2", "M3"], start: "2026-01", cycle: 1, limit: "10.00")
            .Reading("M3", "Mono", "2026-01-31", 1300).Import(database);

        var first = await database.Bill("2026-01", "--ready", "--post");
        Assert.Equal(["CUST-A C1 300.00 = 300.00"], first.InShort()); // M3's copies went into the group, which waits for M2
        Assert.Contains(first.Exceptions, row => row is { Code: ProblemCode.GroupWaits, ChargeGroup: "A / FIN" });

        await new DealerBook().Reading("M1", "Mono", "2026-01-31", 1000).Reading("M2", "Mono", "2026-01-31", 1000).Import(database);
        var later = await database.Bill("2026-01", "--post");
        Assert.Contains("FIN  10.00 = 10.00", later.InShort());
        Assert.Equal("CUST-A", Assert.Single(later.Invoices, invoice => invoice.Lines[0].Kind == LineKind.Variance).BillTo); // 15.00 of M3, and M2's half of the pool's minimum
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task T186_A_fee_by_days_is_posted_verified_and_credited(TestDatabase database)
    {
        var terms = DealerBook.Alone("M1");
        var fee = new Fee { Type = "Rental", Amount = 310, From = new DateOnly(2026, 1, 17), ProratedByDay = true };
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", terms with { Items = [terms.Items[0] with { Fees = [fee] }] })
            .Reading("M1", "Mono", "2026-01-31", 1100).Import(database);

        var january = await database.Bill("2026-01", "--post");
        var line = january.Invoices[0].Lines[1];
        Assert.Equal((15L, null, "150.00", "Rental, 2026-01-17 to 2026-01-31: 15 of 31 days"), (line.Quantity, line.UnitCharge, line.Amount, line.Explanation));
        await database.Holds();
        var said = await database.Platen("invoice", "INV0000001", "--explain");
        Assert.Contains("By days: the amount of a cycle × 15 / the days of the cycle = 150.00.", said.Output, StringComparison.Ordinal);

        var credited = await database.Credit("INV0000001");
        Assert.Equal("-155.00", credited.Notes[0].Note.Net);
        await database.Holds();
        await new DealerBook().Reading("M1", "Mono", "2026-02-28", 1200).Import(database);
        Assert.Equal(["CUST-A C1 10.00 + 310.00 + 150.00 = 470.00"], (await database.Bill("2026-02", "--post")).InShort()); // January's part again, with February
        await database.Holds();
    }
}
