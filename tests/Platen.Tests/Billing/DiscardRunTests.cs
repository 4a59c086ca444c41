using Microsoft.EntityFrameworkCore;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell;
using Platen.Tests.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>N-12: a run that is not posted can be thrown away, and prepared anew.</summary>
public class DiscardRunTests
{
    static DealerBook Book() => new DealerBook().Customer("CUST-A").Customer("CUST-B")
        .Contract("C1", "CUST-A", Terms(100)).Contract("C2", "CUST-B", Terms(50));

    static ContractTerms Terms(decimal fee) => new()
    {
        From = Period.Parse("2026-01"),
        AggregateFees = [new Fee { Type = "Support", Amount = fee }],
        Items = [new ContractItem { Location = "Server room" }],
    };

    [Theory, EveryDatabase]
    public async Task Drafts_are_discarded_and_made_anew_and_the_trail_tells_it(TestDatabase database)
    {
        await Book().Import(database);
        var first = await database.Bill("2026-01");

        var said = await database.Platen("bill", "2026-01", "--discard");
        Assert.Equal("Run 1 of 2026-01: 2 drafted invoices are discarded.", said.Output.Trim());
        await using (var db = database.Db())
        {
            var stop = TestContext.Current.CancellationToken;
            Assert.False(await db.Runs.AnyAsync(stop) || await db.RunShards.AnyAsync(stop) || await db.Drafts.AnyAsync(stop) || await db.DraftInvoices.AnyAsync(stop));
            Assert.True(await db.AuditEntries.AnyAsync(entry => entry.Action == "run.discarded" && entry.Subject == "1", stop));
        }

        var second = await database.Bill("2026-01");
        Assert.Equal((1, 2), (first.Run, second.Run));
        Assert.Equal(first.Totals, second.Totals);
        Assert.Equal("INV0000001", (await database.Post(2)).Invoices[0].Number); // no number was lost with the drafts
        Assert.Equal(Exit.Done, (await database.Platen("verify", "audit")).Exit);
    }

    [Theory, EveryDatabase]
    public async Task What_is_posted_is_credited_and_not_discarded(TestDatabase database)
    {
        await Book().Import(database);
        Assert.Contains("waits to be posted, so there is nothing to discard", (await database.Platen("bill", "2026-01", "--discard")).Error, StringComparison.Ordinal);
        await database.Bill("2026-01", "--post");

        var said = await database.Platen("bill", "2026-01", "--discard");

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains("nothing to discard", said.Error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Refusal>(() => Discard(database).Run(1, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<Refusal>(() => Discard(database).Run(7, TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task What_went_back_to_review_is_discarded_and_what_was_posted_beside_it_stays(TestDatabase database)
    {
        await new DealerBook().Customer("A").Customer("B").Machine("M1", "A", "Mono").Machine("M2", "B", "Mono")
            .Contract("C1", "A", DealerBook.Alone("M1", fee: 10)).Contract("C2", "B", DealerBook.Alone("M2", fee: 20))
            .Reading("M1", "Mono", "2026-01-31", 1100).Reading("M2", "Mono", "2026-01-31", 1100).Import(database);
        var run = await database.Bill("2026-01");
        await database.Enter(new Entry("M2", "Mono", new DateOnly(2026, 1, 31), 1200));
        var posted = await database.Post(run.Run!.Value);
        Assert.Equal("draft", posted.State);

        var discarded = await Discard(database).Run(1, TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (discarded.Drafts, discarded.Posted));
        var again = await database.Bill("2026-01", "--post");
        Assert.Equal(["A C1 5.00 + 10.00 = 15.00", "B C2 10.00 + 20.00 = 30.00"], again.InShort());
        Assert.Equal(Exit.Done, (await database.Platen("verify")).Exit);
        Assert.Equal(Exit.Done, (await database.Platen("verify", "audit")).Exit);
    }

    [Theory, EveryDatabase]
    public async Task N11_A_first_month_that_is_left_out_comes_with_the_next_on_one_invoice(TestDatabase database)
    {
        var meter = new ItemMeter { Type = "Mono", StartReading = 0, ReadingDate = new DateOnly(2025, 12, 31), MinBilling = 25, Levels = [new Level { From = 0, UnitCharge = 0.01m }] };
        var terms = Terms(100) with { Items = [new ContractItem { Machine = "M1", Meters = [meter] }] };
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", terms).Reading("M1", "Mono", "2026-02-28", 1500).Import(database);

        var january = await database.Bill("2026-01"); // no reading yet: held back, and the drafts are discarded
        await database.Platen("bill", "2026-01", "--discard");
        var february = await database.Bill("2026-02", "--post");

        Assert.Empty(january.Invoices);
        Assert.Equal(["CUST-A C1 50.00 + 15.00 + 200.00 = 265.00"], february.InShort());
        Assert.Empty((await database.Bill("2026-01")).Invoices); // and nothing is left of it
    }

    static Platen.Billing.DiscardRun Discard(TestDatabase database) => new(database.Database, database.Trail());
}
