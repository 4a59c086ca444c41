using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Counting;

/// <summary>What a reading, or its absence, does to its contract (T180, T181, RUN-8).</summary>
public class ReadingProblemsTests
{
    static TestContract TwoMachines() => new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono")))
        .Pooling(Pool("Mono", 500, 3000, (0, 0.05m)))
        .Read("M1", "Mono", "2026-01-31", 3100);

    [Fact]
    public void T180_A_pool_with_an_unread_machine_is_not_billed_and_names_it()
    {
        var rated = TwoMachines().Rate();

        Assert.Empty(rated.Charges);
        Assert.True(rated.IsHeldBack);
        var problem = Assert.Single(rated.Problems);
        Assert.Equal((ProblemCode.MissingReading, "M2", "Mono"), (problem.Code, problem.Machine, problem.Meter));
    }

    [Fact]
    public void T181_Set_to_prior_the_machine_has_no_copies_and_is_marked()
    {
        var charge = TwoMachines().Read("M2", "Mono", new MeterReading(Day("2026-01-31"), 0, ReadingSource.Prior)).RateOne();

        Assert.Equal((505m, 0L), (charge.Amount, charge.Counts[1].Copies));
        Assert.Equal(ReadingSource.Prior, charge.Counts[1].Closing.Source);
        Assert.True(charge.Counts[1].Closing.IsEstimate);
    }

    [Fact]
    public void The_first_opening_is_the_start_reading()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 0, 0, (0, 0.05m)) with { StartReading = 1000 }))
            .Read("M1", "Mono", "2026-01-31", 2200);

        Assert.Equal(1200, contract.RateOne().Copies); // RD-2
    }

    [Fact]
    public void Later_openings_are_the_closing_last_billed()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 0, 0, (0, 0.05m)) with { StartReading = 1000 }))
            .Billed("meter/M1/Mono", "2026-01").BilledReading("M1", "Mono", "2026-01", "2026-01-31", 2200)
            .Read("M1", "Mono", "2026-02-28", 2500);

        var count = Assert.Single(contract.RateOne("2026-02").Counts);

        Assert.Equal((Day("2026-01-31"), 2200L, 300L), (count.OpenedOn, count.Opening, count.Copies));
    }

    [Fact]
    public void No_copies_are_worth_a_look_and_hold_nothing_back()
    {
        var rated = new TestContract(Machine("M1", Alone("Mono", 500, 0, (0, 0.05m)))).Read("M1", "Mono", "2026-01-31", 0).Rate();

        Assert.Equal((ProblemCode.ZeroUsage, Severity.Warning), (rated.Problems[0].Code, rated.Problems[0].Severity));
        Assert.False(rated.IsHeldBack);
        Assert.Equal(500m, rated.Charges[0].Amount); // RD-4: the minimum is due all the same
    }

    [Fact]
    public void Every_machine_in_the_way_is_named_at_once()
    {
        var rated = new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono")))
            .Pooling(Pool("Mono", 500, 3000, (0, 0.05m))).Rate();

        Assert.Equal(["M1", "M2"], rated.Problems.Select(problem => problem.Machine));
    }
}
