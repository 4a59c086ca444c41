using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>M-12: without a pool each machine has its own minimum and its own allowance.</summary>
public class MetersPricedAloneTests
{
    static TestContract ThreeMachines(params long[] mono)
    {
        var contract = new TestContract(
            [.. mono.Select((_, i) => Machine(Serial(i), Alone("Mono", 500, 3000, (0, 0.05m))))]);
        for (var i = 0; i < mono.Length; i++)
            contract.Read(Serial(i), "Mono", "2026-01-31", mono[i]);
        return contract;
    }

    [Fact]
    public void T011_Three_machines_pay_three_minimums()
    {
        var charges = ThreeMachines(2000, 500, 600).Rate().Charges;

        Assert.Equal([500m, 500m, 500m], charges.Select(charge => charge.Amount));
        Assert.Equal(["meter/M1/Mono", "meter/M2/Mono", "meter/M3/Mono"], charges.Select(charge => charge.Key));
    }

    [Fact]
    public void T012_One_machines_unused_copies_do_not_help_another()
    {
        Assert.Equal([550m, 500m, 500m], ThreeMachines(4000, 0, 0).Rate().Charges.Select(charge => charge.Amount));
    }

    [Fact]
    public void A_missing_reading_leaves_the_other_machines_priced()
    {
        var contract = new TestContract(
            Machine("M1", Alone("Mono", 0, 0, (0, 0.05m))), Machine("M2", Alone("Mono", 0, 0, (0, 0.05m))))
            .Read("M2", "Mono", "2026-01-31", 100);

        var rated = contract.Rate();

        Assert.Equal("meter/M2/Mono", Assert.Single(rated.Charges).Key);
        Assert.Equal((ProblemCode.MissingReading, "M1"), (rated.Problems[0].Code, rated.Problems[0].Machine));
        Assert.True(rated.IsHeldBack); // RUN-8: the contract waits, so that its customer gets one invoice
    }
}
