using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Accounting;

public sealed class ExportJournalTests(DemoYear year)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Hledger_finds_a_years_journal_in_balance_and_the_receivable_equal_to_the_invoices(TestDatabase database)
    {
        Hledger.Need();
        var demo = await year.On(database);
        var journal = (await demo.Platen("export", "journal")).Output;

        var check = await Hledger.Run(journal, "check", "ordereddates");
        var receivable = await Hledger.Run(journal, "balance", "assets:receivable", "--depth", "1", "--output-format", "csv");

        Assert.True(check.Code == 0, check.Said);
        Assert.Equal(await Invoiced(demo), receivable.Said.Split('\n').Single(line => line.StartsWith("\"assets\"", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task A_journal_names_the_invoice_its_payer_and_the_accounts(TestDatabase database)
    {
        await database.ImportSeed002();
        await database.BillAndPost(new Period(2026, 1));

        var said = await database.Platen("export", "journal", "--period", "2026-01");

        Golden.Matches("seed-002.journal", said.Output);
    }

    [Theory, EveryDatabase]
    public async Task A_month_is_exported_alone_and_into_a_file(TestDatabase database)
    {
        await database.ImportSeed002();
        await database.BillAndPost(new Period(2026, 1));
        var file = Path.Combine(database.Folder, "month.journal");

        var january = await database.Platen("export", "journal", file, "--period", "2026-01");
        var february = await database.Platen("export", "journal", "--period", "2026-02");

        Assert.Equal((Exit.Done, $"1 entry is in {file}.\n"), (january.Exit, january.Output));
        Assert.StartsWith("2026-01-31 (INV0000001) Customer A", await File.ReadAllTextAsync(file, Cancellation));
        Assert.Equal("", february.Output);
    }

    static async Task<string> Invoiced(TestDatabase demo)
    {
        await using var db = new Db(demo.Database);
        var totals = (await db.Invoices.Select(invoice => new { invoice.Currency, invoice.Total }).ToListAsync(Cancellation))
            .GroupBy(invoice => invoice.Currency).OrderBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => $"{Figures.Amount(currency.Sum(invoice => invoice.Total))} {currency.Key}");
        return $"\"assets\",\"{string.Join(", ", totals)}\"";
    }
}
