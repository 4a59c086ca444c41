using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Cycles;

/// <summary>N-6: what cycles of copies and of their minimum must obey, and what does not stand beside them.</summary>
public class CycleRulesTests
{
    static readonly ItemMeter Apart = Alone("Mono", 100, 1000, (0, 0.05m)) with { CycleMonths = 3, MinimumCycleMonths = 1 };

    static IEnumerable<string> Faults(ContractTerms terms) =>
        TermsRules.Check(terms, consolidated: false).Where(fault => fault.IsError).Select(fault => fault.Path);

    static ContractTerms Terms(params ItemMeter[] meters) => new() { From = Month("2026-01"), Items = [Machine("M1", meters)] };

    static string One(ItemMeter meter) => string.Join(' ', Faults(Terms(meter)));

    [Fact]
    public void Cycles_that_fit_are_kept() => Assert.Empty(Faults(Terms(Apart)));

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Equal("items[0].meters[0].cycleMonths", One(Apart with { CycleMonths = 0, MinimumCycleMonths = null }));
        Assert.Equal("items[0].meters[0].billingPeriod", One(Apart with { BillingPeriod = 13 }));
        Assert.Equal("items[0].meters[0].minimumCycleMonths", One(Apart with { MinimumCycleMonths = 0 }));
        Assert.Equal("items[0].meters[0].minimumPeriod", One(Apart with { MinimumPeriod = 0 }));
        Assert.Equal("items[0].meters[0].minimumCycleMonths", One(Apart with { MinimumCycleMonths = 2 }));
        Assert.Equal("items[0].meters[0].minimumCycleMonths", One(Apart with { CycleMonths = null, MinimumCycleMonths = 12 }));
        Assert.Equal("items[0].meters[0].minimumCycleMonths", One(Apart with { MinBilling = 0 }));
        Assert.Equal("items[0].meters[0].minimumCycleMonths", One(Apart with { MinBilling = 0, ShortfallCharge = 0.01m }));
        Assert.Equal("items[0].meters[0].levels[1].from", One(Apart with { Levels = Levels("0->0.05, 2500->0.04") }));
        Assert.Equal("items[0].minimumTotal", string.Join(' ', Faults(Terms() with { Items = [Machine("M1", Apart) with { MinimumTotal = 500 }] })));
        Assert.Equal("minimumTotal", string.Join(' ', Faults(Terms(Apart with { MinimumCycleMonths = null }) with { MinimumTotal = 500 })));
    }

    [Fact]
    public void Prepaid_copies_have_no_cycle_of_their_own()
    {
        var pool = Pool("Mono", 100, 1000, (0, 0.05m)) with { CycleMonths = 3 };
        var terms = Terms(Pooled("Mono")) with { AggregateMeters = [pool], Prepaid = [Prepaid("Mono", 10_000)] };

        Assert.Equal(["aggregateMeters[0].cycleMonths"], Faults(terms));
        Assert.Empty(Faults(terms with { Prepaid = [] }));
    }

    [Fact]
    public void A_pools_row_says_it_for_its_machines()
    {
        var terms = Terms(Pooled("Mono") with { CycleMonths = 3 }) with { AggregateMeters = [Pool("Mono", 100, 1000, (0, 0.05m))] };

        Assert.Equal(["items[0].meters[0].cycleMonths"], Faults(terms));
    }
}
