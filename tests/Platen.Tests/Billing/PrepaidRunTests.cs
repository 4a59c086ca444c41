using Platen.Billing.Verifying;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>Prepaid copies through the main job: rated, drafted, posted, and found again in the ledger.</summary>
public class PrepaidRunTests
{
    static readonly Period January = Period.Parse("2026-01");

    /// <summary>10,000 copies until the end of the year, then 1,000.00 for the first 1,000 and 0.50.</summary>
    internal static ContractTerms Terms(long included = 10_000, string end = "2026-12-31", decimal? fee = null, params string[] machines)
    {
        var terms = DealerBook.Pool(machines is [] ? ["M1"] : machines, 1000, 1000, new Level { From = 0, UnitCharge = 0.50m });
        return terms with
        {
            EnforceAuthorisation = true,
            Items = [terms.Items[0] with { Fees = fee is { } amount ? [new Fee { Type = "Rental", Amount = amount }] : [] }, .. terms.Items.Skip(1)],
            Prepaid =
            [
                new PrepaidMeter { Type = "Mono", Start = new DateOnly(2026, 1, 1), End = DateOnly.Parse(end, CultureInfo.InvariantCulture), IncludedUsage = included },
            ],
        };
    }

    internal static DealerBook Book(ContractTerms terms) => new DealerBook().Customer("CUST-A")
        .Machine("M1", "CUST-A", [.. terms.AggregateMeters.Select(pool => pool.Type)])
        .Contract("PRE0000001", "CUST-A", terms, type: "prepaid");

    /// <summary>A month in which the counter ends at some reading, billed and posted.</summary>
    static async Task<IEnumerable<string>> Month(TestDatabase database, int month, long counter)
    {
        var period = January.AddMonths(month - 1);
        await new DealerBook().Reading("M1", "Mono", period.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), counter).Import(database);
        var run = await database.Bill(period.ToString());
        return (await database.Post(run.Run!.Value)).Invoices.SelectMany(invoice => invoice.Lines).Select(line => $"{line.Amount} {line.Explanation}");
    }

    [Theory, EveryDatabase]
    public async Task T042_to_T045_It_is_used_up_told_on_the_invoice_and_billed_in_full_after(TestDatabase database)
    {
        await Book(Terms(fee: 300)).Import(database);

        Assert.Equal(["0.00 Prepaid: 9,800 copies, 9,800 of 10,000 used", "300.00 Rental"], await Month(database, 1, 10_800));
        Assert.Equal(
            ["0.00 Prepaid: 200 of 700 copies, 10,000 of 10,000 used up", "250.00 Not prepaid, 1 to 500: 500 copies at 0.50", "300.00 Rental"],
            await Month(database, 2, 11_500));
        Assert.Equal(["1000.00 Minimum for the first 1,000 mono copies on 1 machine", "300.00 Rental"], await Month(database, 3, 12_400));
        await Holds(database);
    }

    [Theory, EveryDatabase]
    public async Task A34_A_month_of_free_copies_alone_makes_no_invoice_and_counts_all_the_same(TestDatabase database)
    {
        await Book(Terms()).Import(database);

        Assert.Empty(await Month(database, 1, 7_000));
        Assert.Empty(await Month(database, 2, 10_900));
        Assert.Equal(["0.00 Prepaid: 100 of 300 copies, 10,000 of 10,000 used up", "100.00 Not prepaid, 1 to 200: 200 copies at 0.50"], await Month(database, 3, 11_200));
        var closed = await database.Platen("close", "2026-02");
        Assert.True(closed.Exit == Exit.Done, closed.Error);
        Assert.Contains("3,900", closed.Output, StringComparison.Ordinal); // pages made are pages counted
        await Holds(database);
    }

    [Theory, EveryDatabase]
    public async Task F5_Fees_billed_before_the_meters_change_nothing(TestDatabase database)
    {
        await Book(Terms(fee: 300)).Reading("M1", "Mono", "2026-01-31", 10_900).Import(database);
        await database.Post((await database.Bill("2026-01", "--only", "fee")).Run!.Value);

        var posted = await database.Post((await database.Bill("2026-01")).Run!.Value);

        Assert.Equal(300m, posted.Invoices.Sum(invoice => decimal.Parse(invoice.Net, CultureInfo.InvariantCulture)));
        Assert.Equal(9_900, await database.Number("SELECT used FROM billed_prepaid"));
        await Holds(database);
    }

    [Theory, EveryDatabase]
    public async Task What_was_used_is_never_written_anew(TestDatabase database)
    {
        await Book(Terms()).Import(database);
        await Month(database, 1, 7_000);

        await Assert.ThrowsAnyAsync<Exception>(() => database.Number("UPDATE billed_prepaid SET used = 0; SELECT 1"));
        await Assert.ThrowsAnyAsync<Exception>(() => database.Number("DELETE FROM billed_prepaid; SELECT 1"));
    }

    [Theory]
    [EveryDatabase("UPDATE billed_prepaid SET used = used - 100 WHERE period = 202602", "PRE0000001 prepaid Mono 2026-02: More copies are free than were made.")]
    [EveryDatabase("UPDATE billed_prepaid SET used = 5900, free = 5900 WHERE period = 202601", "PRE0000001 prepaid Mono 2026-02: It does not go on where the charge before ended.")]
    [EveryDatabase("UPDATE billed_prepaid SET free = 3000 WHERE period = 202602", "INV0000002 line 1: Posted is prepaid copies of 3,900, 0.00, tax 15 %; the terms and readings make prepaid copies of 3,000, 0.00, tax 15 %.")]
    [EveryDatabase("DELETE FROM billed_prepaid WHERE period = 202602", "INV0000002 line 1: Posted is prepaid copies of 3,900, 0.00, tax 15 %; the terms and readings make a minimum of 1,000, 1000.00, tax 15 %.")]
    public async Task Altered_behind_the_ledgers_back_it_is_found(TestDatabase database, string change, string found)
    {
        await Book(Terms(fee: 300)).Import(database);
        await Month(database, 1, 7_000);
        await Month(database, 2, 10_900);
        await database.BehindItsBack("billed_prepaid", change);

        var said = await database.Platen("verify");
        var audit = await new VerifyAudit(database.Database).Run(null, null, TestContext.Current.CancellationToken);

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains(found, said.Output, StringComparison.Ordinal);
        Assert.Contains(audit.Differences, difference => difference.Message == "What was used of prepaid copies is not as it was posted.");
    }

    static async Task Holds(TestDatabase database)
    {
        foreach (var verify in (string[][])[["verify"], ["verify", "audit"]])
        {
            var said = await database.Platen(verify);
            Assert.True(said.Exit == Exit.Done, said.Output + said.Error);
        }
    }
}
