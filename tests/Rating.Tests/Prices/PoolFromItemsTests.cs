using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>M-15: the form before version 2.3 repeats the pool's price on every machine; it is still billed once.</summary>
public class PoolFromItemsTests
{
    static ItemMeter Mono(decimal rate = 0.05m) => Alone("Mono", 500, 3000, (0, rate)) with { Aggregate = true };

    static TestContract Machines(params ItemMeter[] meters)
    {
        var contract = new TestContract([.. meters.Select((meter, i) => Machine(Serial(i), meter))]);
        for (var i = 0; i < meters.Length; i++)
            contract.Read(Serial(i), "Mono", "2026-01-31", 1000);
        return contract;
    }

    [Fact]
    public void The_minimum_repeated_on_three_machines_is_charged_once()
    {
        var charge = Machines(Mono(), Mono(), Mono()).RateOne();

        Assert.Equal(("pool/Mono", 500m, 3000L), (charge.Key, charge.Amount, charge.Copies));
    }

    [Fact]
    public void T013_A_machine_that_says_otherwise_is_named_and_nothing_is_priced()
    {
        var rated = Machines(Mono(), Mono(), Mono(0.06m)).Rate();

        var problem = Assert.Single(rated.Problems);
        Assert.Equal((ProblemCode.PoolPricesDiffer, Severity.Blocking, "M3"), (problem.Code, problem.Severity, problem.Machine));
        Assert.Contains("machine M3 differs from that of M1", problem.Message, StringComparison.Ordinal);
        Assert.Empty(rated.Charges);
    }

    public static TheoryData<ItemMeter> Differences =>
    [
        Mono() with { MinBilling = 501 },
        Mono() with { MinQuantity = 3001 },
        Mono() with { Method = PricingMethod.WholeVolume },
        Mono() with { Levels = Levels((0, 0.05m), (5001, 0.04m)) },
        Mono() with { BillTo = "CUST-B" },
        Mono() with { Supplier = "FIN", FinanceAmount = 100 },
    ];

    [Theory]
    [MemberData(nameof(Differences), DisableDiscoveryEnumeration = true)]
    public void Any_part_of_the_price_that_differs_is_told(ItemMeter other)
    {
        Assert.Equal(ProblemCode.PoolPricesDiffer, Assert.Single(Machines(Mono(), other).Rate().Problems).Code);
    }

    [Fact]
    public void The_same_price_written_with_other_zeros_is_the_same() =>
        Assert.Equal(500m, Machines(Mono(), Mono(0.0500m)).RateOne().Amount);
}
