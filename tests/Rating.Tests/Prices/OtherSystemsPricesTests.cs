using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>N-8: charge types of other systems that are prices which Platen has: maximum, initial, hire, total machines, cycles.</summary>
public class OtherSystemsPricesTests
{
    [Theory]
    [InlineData("T134 maximum", 0, 701, "0->0.12", 735, "4.08")]
    [InlineData("T135 maximum", 0, 701, "0->0.12", 701, "0")]
    [InlineData("T135 maximum", 0, 701, "0->0.12", 702, "0.12")]
    [InlineData("T137 initial", 10, 0, "0->0.02", 500, "20.00")]
    [InlineData("T137 initial", 10, 0, "0->0.02", 0, "10.00")]
    public void Are_a_minimum_and_levels(string row, int minimum, long quantity, string levels, long copies, string amount)
    {
        var meter = Alone("Mono", minimum, quantity) with { Levels = Levels(levels) };

        Assert.Equal((row, Decimal(amount)), (row, new TestContract(Machine("M1", meter)).Read("M1", "Mono", "2026-01-31", copies).RateOne().Amount));
    }

    [Theory]
    [InlineData("2026-01", 1)]
    [InlineData("2026-02", 1)]
    [InlineData("2026-03", 0)]
    public void Hire_is_a_fee_while_the_machine_is_out(string period, int fees)
    {
        var hired = Machine("M1") with { From = Day("2026-01-01"), Until = Day("2026-02-28"), Fees = [Fee("Hire", 150)] };
        var contract = new TestContract(hired);
        if (period != "2026-01")
            contract.Billed("fee/M1/Hire", period == "2026-02" ? "2026-01" : "2026-02");

        Assert.Equal(fees, contract.Rate(period).Charges.Count);
    }

    [Theory]
    [InlineData(Crossing.SplitAtLimit, 3000)]
    [InlineData(Crossing.FreeUntilNextPeriod, 0)]
    public void T151_Copies_beyond_what_was_prepaid_are_overage_or_a_renewals_first(Crossing crossing, long overage)
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono"))).Pooling(Pool("Mono", 0, 0, (0, 1m))).Prepaying(Prepaid("Mono", 20_000, crossing: crossing))
            .Read("M1", "Mono", "2026-01-31", 23_000);

        var charge = contract.RateOne();

        Assert.Equal((overage, true), ((long)charge.Amount, charge.Prepaid!.IsOver));
    }

    [Theory]
    [InlineData(40_000, 0)]
    [InlineData(40_001, 1)]
    public void T151_A_renewal_opens_with_17000_net_of_the_20000_bought_next(long counter, int billed)
    {
        var renewal = Prepaid("Mono", 20_000 - 3_000) with { Start = Day("2026-02-01") };
        var contract = new TestContract(Machine("M1", Pooled("Mono"))).Pooling(Pool("Mono", 0, 0, (0, 1m))).Prepaying(Prepaid("Mono", 20_000, crossing: Crossing.FreeUntilNextPeriod))
            .Read("M1", "Mono", "2026-01-31", 23_000);
        var january = contract.RateOne();
        contract.Later.Add(contract.Terms with { From = Month("2026-02"), Prepaid = [renewal] });

        var february = contract.Billed("pool/Mono", "2026-01").BilledReading("M1", "Mono", "2026-01", "2026-01-31", 23_000)
            .Read("M1", "Mono", "2026-02-28", counter).RateOne("2026-02");

        Assert.Equal((0m, 23_000L), (january.Amount, january.Prepaid!.Free)); // 23,000 and 17,000 are the 40,000 that were bought
        Assert.Equal((billed, 17_000L, true), ((int)february.Amount, february.Prepaid!.Free, february.Prepaid.IsOver));
    }

    [Fact]
    public void T142_A_total_machine_is_a_pool_and_a_childs_own_meter_stays_with_it()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono"), Alone("Scan", 0, 0, (0, 0.01m))), Machine("M2", Pooled("Mono")))
            .Pooling(Pool("Mono", 0, 0, (0, 0.02m), (1001, 0.01m)))
            .Read("M1", "Mono", "2026-01-31", 500).Read("M2", "Mono", "2026-01-31", 800).Read("M1", "Scan", "2026-01-31", 300);

        Assert.Equal([("pool/Mono", 1300L, 23m), ("meter/M1/Scan", 300L, 3m)], contract.Rate().Charges.Select(charge => (charge.Key, charge.Copies, charge.Amount)));
    }

    [Theory]
    [InlineData("0", "pool/Mono 1300 0.00, meter/M3/Mono 400 4.00")]
    [InlineData("0.02", "pool/Mono 1300 26.00, meter/M3/Mono 400 4.00")]
    public void N_10_Each_level_has_a_price_of_its_own_or_0_and_the_total_is_never_counted(string total, string charges)
    {
        // M1 and M2 roll up; M3 is charged at the machine's own level.
        var contract = new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono")), Machine("M3", Alone("Mono", 0, 0, (0, 0.01m))))
            .Pooling(Pool("Mono", 0, 0, (0, Decimal(total))))
            .Read("M1", "Mono", "2026-01-31", 500).Read("M2", "Mono", "2026-01-31", 800).Read("M3", "Mono", "2026-01-31", 400);

        var rated = contract.Rate();

        Assert.Equal(charges, string.Join(", ", rated.Charges.Select(charge => string.Create(CultureInfo.InvariantCulture, $"{charge.Key} {charge.Copies} {charge.Amount:0.00}"))));
        Assert.Equal(["M1", "M2", "M3"], rated.Charges.SelectMany(charge => charge.Counts).Select(count => count.Meter.Machine)); // no meter but theirs
    }

    [Fact]
    public void T143_A_cycle_of_three_is_charged_in_its_periods_alone()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 100, 0, (0, 0.01m)) with { ReadingDate = Day("2019-04-30") }));
        contract.Contract = contract.Contract with { Start = Day("2019-05-01") };
        contract.Terms = contract.Terms with { From = Month("2019-05"), CycleMonths = 3, BillingPeriod = 5 };
        foreach (var end in (string[])["2019-05-31", "2019-06-30", "2019-07-31", "2019-08-31"])
            contract.Read("M1", "Mono", end, 0);

        Assert.Single(contract.Rate("2019-05").Charges);
        contract.Billed("meter/M1/Mono", "2019-05").BilledReading("M1", "Mono", "2019-05", "2019-05-31", 0);
        Assert.Empty(contract.Rate("2019-06").Charges);
        Assert.Empty(contract.Rate("2019-07").Charges);
        Assert.Single(contract.Rate("2019-08").Charges);
    }

    [Theory]
    [InlineData("2026-01-20", null)]
    [InlineData("2026-01-21", 1000)]
    [InlineData("2026-02-06", 1000)]
    [InlineData("2026-02-07", null)]
    public void T153_A_reading_serves_the_boundary_within_ten_days_before_and_six_after(string day, int? copies) =>
        Assert.Equal(copies, (int?)new TestMeter(TestMeter.On(day, 2000)) { Opening = (Day("2025-12-01"), 1000, false) }.Count("2026-01-31").Copies);
}
