using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>Minimums and copies in cycles of their own (N-6) through the main job: read, rated, posted, and priced again from the ledger.</summary>
public class CyclesRunTests
{
    static readonly Period January = Period.Parse("2026-01");

    /// <summary>100.00 a month for 1,000 copies, then 0.05; copies billed every third month.</summary>
    static ContractTerms Terms(Func<ItemMeter, ItemMeter>? with = null)
    {
        var meter = new ItemMeter
        {
            Type = "Mono",
            StartReading = 0,
            ReadingDate = new DateOnly(2025, 12, 31),
            MinBilling = 100,
            MinQuantity = 1000,
            Levels = [new Level { From = 0, UnitCharge = 0.05m, FinanceAmount = 0.01m }],
            CycleMonths = 3,
            BillingPeriod = 3,
            MinimumCycleMonths = 1,
        };
        return new() { From = January, Items = [new ContractItem { Machine = "M1", Meters = [with?.Invoke(meter) ?? meter] }] };
    }

    static DealerBook Book(ContractTerms terms) => new DealerBook().Customer("CUST-A").Customer("FIN").Machine("M1", "CUST-A", "Mono")
        .Contract("CPC0000001", "CUST-A", terms);

    static Task Read(TestDatabase database, string day, long value) => new DealerBook().Reading("M1", "Mono", day, value).Import(database);

    static async Task<string> Post(TestDatabase database, string period)
    {
        var run = await database.Bill(period, "--post");
        return string.Join(" | ", run.Invoices.SelectMany(invoice => invoice.Lines.Select(line => $"{line.Amount} {line.Explanation}")).Concat(run.Exceptions.Select(row => row.Code.ToString())));
    }

    [Theory, EveryDatabase]
    public async Task The_minimum_is_billed_every_month_without_a_reading_and_the_copies_every_third(TestDatabase database)
    {
        await Book(Terms()).Import(database);

        Assert.Empty(await database.States(January));
        Assert.Equal("100.00 Minimum for the first 1,000 mono copies", await Post(database, "2026-01"));
        Assert.Equal("100.00 Minimum for the first 1,000 mono copies", await Post(database, "2026-02"));
        Assert.Equal(["M1 Mono Missing"], await database.States(Period.Parse("2026-03")));
        Assert.Equal("MissingReading", await Post(database, "2026-03"));
        await Read(database, "2026-03-31", 3500);
        Assert.Equal("25.00 3,001 to 3,500: 500 copies at 0.05 | 100.00 Minimum for the first 1,000 mono copies", await Post(database, "2026-03"));
        await Read(database, "2026-04-30", 4000); // read between, and billed with the quarter
        Assert.Equal("100.00 Minimum for the first 1,000 mono copies", await Post(database, "2026-04"));
        await Read(database, "2026-06-30", 7600);
        Assert.Equal("55.00 3,001 to 4,100: 1,100 copies at 0.05 | 200.00 Minimum for the first 2,000 mono copies, 2 cycles", await Post(database, "2026-06"));
        await Holds(database);
    }

    [Theory, EveryDatabase]
    public async Task T143_A_quarter_is_charged_in_May_and_in_August(TestDatabase database)
    {
        var terms = Terms(meter => meter with { BillingPeriod = 5, MinimumCycleMonths = 3, MinimumPeriod = 5, ReadingDate = new DateOnly(2019, 2, 28) });
        await Book(terms with { From = Period.Parse("2019-03") }, "2019-03-01").Import(database);

        var billed = new List<string>();
        for (var period = Period.Parse("2019-03"); period <= Period.Parse("2019-09"); period = period.AddMonths(1))
        {
            await Read(database, period.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 1000L * period.Month);
            if (await Post(database, period.ToString()) is { Length: > 0 } lines)
                billed.Add($"{period}: {lines.Split(" | ").Length}");
        }

        Assert.Equal(["2019-05: 2", "2019-08: 2"], billed); // each the minimum, and copies beyond what it pays for
        await Holds(database);
    }

    static DealerBook Book(ContractTerms terms, string start) => new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono")
        .Contract("CPC0000001", "CUST-A", terms, start: start);

    [Theory, EveryDatabase]
    public async Task A_run_of_fees_bills_the_minimum_ahead_of_the_readings(TestDatabase database)
    {
        await Book(Terms(meter => meter with { CycleMonths = null, BillingPeriod = null })).Import(database);

        var first = await database.Bill("2026-01", "--only", "fee", "--post");
        await Read(database, "2026-01-31", 1500);
        var second = await database.Bill("2026-01", "--post");

        Assert.Equal(["100.00", "25.00"], first.Invoices.Concat(second.Invoices.Where(invoice => invoice.Number == "INV0000002")).Select(invoice => invoice.Net));
        await Holds(database);
    }

    [Theory, EveryDatabase]
    public async Task The_invoice_tells_the_minimum_and_what_it_pays_for(TestDatabase database)
    {
        await Book(Terms(meter => meter with { Supplier = "FIN", FinanceAmount = 60 })).Import(database);
        await Read(database, "2026-03-31", 2500);
        await Post(database, "2026-01");
        await Post(database, "2026-03");

        var minimum = await database.Platen("invoice", "INV0000001", "--explain");
        var both = await database.Platen("invoice", "INV0000002", "--explain");
        var owed = await database.Platen("payables", "list");

        Assert.Contains("Minimum for the first 1,000 mono copies, M1", minimum.Output, StringComparison.Ordinal);
        Assert.Contains("is due whatever is copied, and pays for 1,000 copies, which are billed by", minimum.Output, StringComparison.Ordinal);
        Assert.Contains("500 of the 3,000 included not used", both.Output, StringComparison.Ordinal);
        Assert.Contains("120.00", owed.Output, StringComparison.Ordinal);
        await Holds(database);
    }

    [Theory, EveryDatabase]
    public async Task Tried_on_a_past_month_only_what_is_due_then_is_billed(TestDatabase database)
    {
        await Book(Terms()).Import(database);
        await Read(database, "2025-12-31", 0);
        await Read(database, "2026-03-31", 3500);

        Assert.Contains("100.00 ", await Try(database, "2026-02"), StringComparison.Ordinal);
        Assert.Contains("125.00 ", await Try(database, "2026-03"), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_next_periods_follow_what_is_posted(TestDatabase database)
    {
        await Book(Terms()).Import(database);
        Assert.Equal("Mono of M1: next minimum 2026-01, next variance 2026-03", await Next(database));

        await Post(database, "2026-01");
        Assert.Equal("Mono of M1: next minimum 2026-02, next variance 2026-03", await Next(database));

        await Read(database, "2026-03-31", 3500);
        await Post(database, "2026-03");
        Assert.Equal("Mono of M1: next minimum 2026-04, next variance 2026-06", await Next(database));
        Assert.Equal(Exit.Failed, (await database.Platen("contract", "next", "NONE")).Exit);
    }

    static async Task<string> Next(TestDatabase database) => (await database.Platen("contract", "next", "CPC0000001", "--machine", "M1")).Output.Trim();

    static async Task<string> Try(TestDatabase database, string period)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(
                new { number = "CPC0000001", type = "cost-per-copy", customer = "CUST-A", start = "2026-01-01", terms = Terms() }, Platen.Data.Json.Options), TestContext.Current.CancellationToken);
            var said = await database.Platen("contract", "try", file, "--period", period);
            return said.Output.Split('\n').Single(line => line.Contains(" for 2026", StringComparison.Ordinal)) + said.Error;
        }
        finally
        {
            File.Delete(file);
        }
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
