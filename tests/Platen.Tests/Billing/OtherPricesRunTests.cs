using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>Prices beyond minimum and levels (N-8, N-9) through the main job: rated, posted, and priced again from the ledger.</summary>
public class OtherPricesRunTests
{
    static readonly Period January = Period.Parse("2026-01");

    static ContractTerms Terms(Func<ItemMeter, ItemMeter> priced, decimal? least = null) => new()
    {
        From = January,
        Items =
        [
            new ContractItem
            {
                Machine = "M1",
                MinimumTotal = least,
                Meters = [priced(new ItemMeter { Type = "Mono", StartReading = 0, ReadingDate = new DateOnly(2025, 12, 31), Levels = [new Level { From = 0, UnitCharge = 0.01m }] })],
            },
        ],
    };

    static DealerBook Book(ContractTerms terms) => new DealerBook().Customer("CUST-A").Customer("FIN").Machine("M1", "CUST-A", "Mono")
        .Contract("CPC0000001", "CUST-A", terms);

    static async Task<string> Month(TestDatabase database, int month, long counter)
    {
        var period = January.AddMonths(month - 1);
        await new DealerBook().Reading("M1", "Mono", period.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), counter).Import(database);
        var run = await database.Bill(period.ToString());
        return string.Join(" | ", (await database.Post(run.Run!.Value)).Invoices.SelectMany(invoice => invoice.Lines.Select(line => $"{invoice.BillTo} {line.Amount}")));
    }

    [Theory, EveryDatabase]
    public async Task T138_to_T140_What_was_paid_and_not_made_is_given_back_in_later_months(TestDatabase database)
    {
        await Book(Terms(meter => meter with { MinQuantity = 1000, ShortfallCharge = 0.01m, CreditsShortfall = true })).Import(database);

        Assert.Equal("CUST-A 8.00 | CUST-A 2.00", await Month(database, 1, 800));
        Assert.Equal("CUST-A 7.00 | CUST-A 3.00", await Month(database, 2, 1500));
        Assert.Equal("CUST-A 14.00 | CUST-A -2.00 | CUST-A -2.00", await Month(database, 3, 2900)); // 400 of 500, oldest first
        Assert.Equal("CUST-A 12.00 | CUST-A -1.00", await Month(database, 4, 4100)); // the last 100
        Assert.Equal("CUST-A 12.00", await Month(database, 5, 5300));
        await Holds(database);
    }

    [Theory, EveryDatabase]
    public async Task T132_T161_A_machines_minimum_stands_beside_its_copies(TestDatabase database)
    {
        await Book(Terms(meter => meter, least: 25)).Import(database);

        Assert.Equal("CUST-A 10.00 | CUST-A 40.00", await Month(database, 2, 1000)); // January was skipped: 2 x 25
        Assert.Equal("CUST-A 30.00", await Month(database, 3, 4000));
        await Holds(database);
    }

    [Theory, EveryDatabase]
    public async Task T141_Each_payer_of_a_copy_has_an_invoice(TestDatabase database)
    {
        await Book(Terms(meter => meter with { Payers = [new CopyPayer { BillTo = "FIN", UnitCharge = 0.003m }] })).Import(database);

        Assert.Equal("CUST-A 100.00 | FIN 30.00", await Month(database, 1, 10_000));
        await Holds(database);
        var said = await database.Platen("invoice", "INV0000002", "--explain");
        Assert.Contains("stand on the invoice of who pays the other part", said.Output, StringComparison.Ordinal);
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
