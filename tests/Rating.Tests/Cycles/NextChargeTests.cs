using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Cycles;

/// <summary>N-6, G-7: next minimum and next variance period, found from what was billed.</summary>
public class NextChargeTests
{
    static readonly ItemMeter Apart = Alone("Mono", 100, 1000, (0, 0.05m)) with { CycleMonths = 3, BillingPeriod = 3, MinimumCycleMonths = 1 };

    static string[] Next(TestContract contract, string? machine = null) =>
        [.. NextCharge.Of(contract.Build(), machine).Select(next => $"{next.Charge}: {next.Minimum?.ToString() ?? "none"}, {next.Variance?.ToString() ?? "none"}")];

    [Fact]
    public void Both_are_found_for_each_meter_and_pool()
    {
        var contract = new TestContract(
            Machine("M1", Apart, Alone("Colour", 0, 0, (0, 0.1m))), Machine("M2", Pooled("Scan")), Machine("M3", Alone("Mono", 25, 0, (0, 0.05m))))
            .Pooling(Pool("Scan", 0, 0, (0, 0.01m)));

        Assert.Equal(["pool/Scan: none, 2026-01", "meter/M1/Mono: 2026-01, 2026-03", "meter/M1/Colour: none, 2026-01", "meter/M3/Mono: 2026-01, 2026-01"], Next(contract));
        Assert.Equal(["pool/Scan: none, 2026-01"], Next(contract, "M2"));
    }

    [Fact]
    public void They_move_with_what_is_billed()
    {
        var contract = new TestContract(Machine("M1", Apart)).Billed("minimum/meter/M1/Mono", "2026-03").Billed("meter/M1/Mono", "2026-03")
            .BilledReading("M1", "Mono", "2026-03", "2026-03-31", 3500);

        Assert.Equal(["meter/M1/Mono: 2026-04, 2026-06"], Next(contract));
    }

    [Fact]
    public void What_was_missed_is_next()
    {
        var contract = new TestContract(Machine("M1", Apart)).Billed("minimum/meter/M1/Mono", "2026-05");

        Assert.Equal(["meter/M1/Mono: 2026-06, 2026-03"], Next(contract));
    }

    [Fact]
    public void A_machine_that_left_and_is_billed_to_its_end_has_none()
    {
        var contract = new TestContract(Machine("M1", Apart) with { Until = Day("2026-02-20") })
            .Billed("minimum/meter/M1/Mono", "2026-02").Billed("meter/M1/Mono", "2026-03").BilledReading("M1", "Mono", "2026-03", "2026-02-20", 100);

        Assert.Equal(["meter/M1/Mono: none, none"], Next(contract));
    }
}
