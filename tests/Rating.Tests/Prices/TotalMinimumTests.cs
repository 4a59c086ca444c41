using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>N-8, minimum total: what a machine's meters, or a contract's, cost together at least.</summary>
public class TotalMinimumTests
{
    static TestContract Contract(string least, params ItemMeter[] meters) =>
        new(Machine("M1", meters) with { MinimumTotal = Decimal(least) });

    static ItemMeter Cent(string type) => Alone(type, 0, 0, (0, 0.01m));

    [Theory]
    [InlineData("T132", "100", 3000, "30.00 70.00")]
    [InlineData("T133", "100", 10_000, "100.00")]
    [InlineData("T133", "100", 10_001, "100.01")]
    [InlineData("T162", "50", 3000, "30.00 20.00")]
    [InlineData("not used", "50", 0, "50.00")]
    public void What_the_copies_lack_to_it_is_a_line(string row, string least, long copies, string lines)
    {
        var rated = Contract(least, Cent("Mono")).Read("M1", "Mono", "2026-01-31", copies).Rate();

        Assert.Equal((row, lines), (row, string.Join(' ', rated.Charges.SelectMany(charge => charge.Lines).Select(line => line.Amount.ToString("0.00", CultureInfo.InvariantCulture)))));
    }

    [Theory]
    [InlineData("T132", "100", "110.00")]
    [InlineData("T162", "50", "55.00")]
    public void Tax_is_on_the_minimum(string row, string least, string total)
    {
        var contract = Contract(least, Cent("Mono"));
        contract.Contract = contract.Contract with { TaxRate = 10 };

        Assert.Equal((row, Decimal(total)), (row, Assert.Single(contract.Read("M1", "Mono", "2026-01-31", 3000).Invoices()).Total));
    }

    [Fact]
    public void T161_A_skipped_months_minimum_comes_with_the_next()
    {
        var rated = Contract("25", Cent("Mono")).Read("M1", "Mono", "2026-02-28", 0).Rate("2026-02");

        Assert.Equal(50m, rated.Charges.Sum(charge => charge.Amount));
    }

    [Fact]
    public void All_meters_of_the_machine_count_towards_it()
    {
        var contract = Contract("50", Cent("Mono"), Cent("Colour")).Read("M1", "Mono", "2026-01-31", 2000).Read("M1", "Colour", "2026-01-31", 1500);

        var total = contract.Rate().Charges[^1];

        Assert.Equal(("total/M1", 15m, "Minimum of 50.00 for all copies of the machine, which came to 35.00"), (total.Key, total.Amount, total.Explain(total.Lines[0])));
    }

    [Fact]
    public void A_contracts_minimum_takes_pools_and_machines_together()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono"), Cent("Colour"))).Pooling(Pool("Mono", 0, 0, (0, 0.02m)))
            .Read("M1", "Mono", "2026-01-31", 1000).Read("M1", "Colour", "2026-01-31", 500);
        contract.Terms = contract.Terms with { MinimumTotal = 40, AggregateFees = [Fee("Base", 10)] };

        Assert.Equal([20m, 5m, 15m, 10m], contract.Rate().Charges.Select(charge => charge.Amount)); // fees do not count
    }

    [Fact]
    public void It_is_billed_once_a_period() =>
        Assert.Empty(Contract("50", Cent("Mono")).Read("M1", "Mono", "2026-01-31", 100)
            .BilledReading("M1", "Mono", "2026-01", "2026-01-31", 100).Billed("meter/M1/Mono", "2026-01").Billed("total/M1", "2026-01").Rate().Charges);
}
