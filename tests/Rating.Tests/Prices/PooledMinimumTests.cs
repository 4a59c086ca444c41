using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>
/// Seed 002: three machines share 3,000 mono copies for 500.00, then 0.05; colour is 0.10 a copy; one fee of 300.00
/// (T001 to T010).
/// </summary>
public class PooledMinimumTests
{
    static readonly PoolMeter Mono = Pool("Mono", 500, 3000, (0, 0.05m));
    static readonly PoolMeter Colour = Pool("Colour", 0, 0, (0, 0.10m));

    static TestContract ThreeMachines(params long[] mono)
    {
        var contract = new TestContract([.. mono.Select((_, i) => Machine(Serial(i), Pooled("Mono")))]).Pooling(Mono);
        for (var i = 0; i < mono.Length; i++)
            contract.Read(Serial(i), "Mono", "2026-01-31", mono[i]);
        return contract;
    }

    [Theory]
    [InlineData("T001", 0, "500.00")]
    [InlineData("T002", 1, "500.00")]
    [InlineData("T003", 3000, "500.00")]
    [InlineData("T004", 3001, "500.05")]
    [InlineData("T005", 3500, "525.00")]
    [InlineData("T006", 10000, "850.00")]
    public void The_minimum_pays_for_the_first_copies_and_levels_for_the_rest(string row, long copies, string amount)
    {
        var charge = ThreeMachines(copies, 0, 0).RateOne();

        Assert.Equal((row, Decimal(amount)), (row, charge.Amount));
        Assert.Equal(copies, charge.Copies);
    }

    [Fact]
    public void T005_A_pools_charge_is_shared_by_copies()
    {
        var charge = ThreeMachines(1200, 900, 1400).RateOne();

        Assert.Equal(525.00m, charge.Amount);
        Assert.Equal([180m, 135m, 210m], charge.Shares());
    }

    [Fact]
    public void A_minimum_without_copies_is_shared_equally() =>
        Assert.Equal([166.67m, 166.67m, 166.66m], ThreeMachines(0, 0, 0).RateOne().Shares());

    [Theory]
    [InlineData("T007", 0, "0")]
    [InlineData("T007", 1, "0.10")]
    [InlineData("T007", 1234, "123.40")]
    public void A_pool_without_minimum_charges_every_copy(string row, long copies, string amount)
    {
        var charge = new TestContract(Machine("M1", Pooled("Colour"))).Pooling(Colour)
            .Read("M1", "Colour", "2026-01-31", copies).RateOne();

        Assert.Equal((row, Decimal(amount)), (row, charge.Amount));
    }

    [Fact]
    public void T008_A_fee_on_one_machine_is_one_line()
    {
        var contract = ThreeMachines(0, 0, 0);
        contract.Terms = contract.Terms with
        {
            Items = [contract.Terms.Items[0] with { Fees = [Fee("Rental", 300)] }, .. contract.Terms.Items.Skip(1)],
        };

        var fee = Assert.Single(contract.Rate().Charges, charge => charge.Kind == ChargeKind.Fee);

        Assert.Equal(("fee/M1/Rental", 300m), (fee.Key, fee.Amount));
        Assert.Equal(new PricedLine(-1, 1, 1, 300m, 300m), Assert.Single(fee.Lines));
    }

    [Fact]
    public void T009_Fees_on_three_machines_are_three_lines()
    {
        var contract = ThreeMachines(0, 0, 0);
        contract.Terms = contract.Terms with
        {
            Items = [.. contract.Terms.Items.Zip([150m, 100m, 50m], (item, fee) => item with { Fees = [Fee("Rental", fee)] })],
        };

        var lines = contract.Rate().Charges.Where(charge => charge.Kind == ChargeKind.Fee).SelectMany(charge => charge.Lines);

        Assert.Equal([150m, 100m, 50m], lines.Select(line => line.Amount));
    }

    [Fact]
    public void T010_The_contract_of_seed_002_costs_820_net()
    {
        var meters = new[] { Pooled("Mono"), Pooled("Colour") };
        var contract = new TestContract(
            Machine("M1", meters) with { Fees = [Fee("Rental", 300)] }, Machine("M2", meters), Machine("M3", meters))
            .Pooling(Mono, Colour);
        long[] mono = [2000, 500, 600], colour = [100, 0, 50];
        for (var i = 0; i < 3; i++)
        {
            contract.Read(Serial(i), "Mono", "2026-01-31", mono[i]);
            contract.Read(Serial(i), "Colour", "2026-01-31", colour[i]);
        }

        var invoice = Assert.Single(contract.Invoices());

        Assert.Equal([500m, 5m, 15m, 300m], invoice.Lines.Select(line => line.Amount));
        Assert.Equal((820m, 123m, 943m), (invoice.Net, invoice.Tax, invoice.Total));
    }
}
