using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.PrepaidLives;

/// <summary>A prepaid life that begins or ends by date (P-5, P-12, A-33), and periods billed late or together.</summary>
public class PrepaidDatesTests
{
    static readonly PoolMeter Aggregate = Pool("Mono", 1000, 1000, (0, 0.50m));

    static TestContract Machines(PrepaidMeter prepaid, params string[] serials)
    {
        var contract = new TestContract([.. serials.Select(serial => Machine(serial, Pooled("Mono")))]).Pooling(Aggregate).Prepaying(prepaid)
            .Billed("pool/Mono", "2026-05");
        foreach (var serial in serials)
            contract.BilledReading(serial, "Mono", "2026-05", "2026-05-31", 0);
        return contract;
    }

    static TestContract June(PrepaidMeter prepaid, long copies) => Machines(prepaid, "M1").Read("M1", "Mono", "2026-06-30", copies);

    [Theory]
    [InlineData(Crossing.SplitAtLimit, "150.00", 300)]
    [InlineData(Crossing.SplitFullSchedule, "1000.00", 300)]
    [InlineData(Crossing.FreeUntilNextPeriod, "0.00", 600)]
    public void T048_Its_last_day_in_mid_period_divides_the_copies_by_days(Crossing crossing, string amount, long free)
    {
        var charge = June(Prepaid("Mono", 10_000, "2026-06-15", crossing), 600).RateOne("2026-06");

        Assert.Equal((Decimal(amount), free, true), (charge.Amount, charge.Prepaid!.Free, charge.Prepaid.IsOver));
    }

    [Fact]
    public void T048_says_so_on_the_line()
    {
        var prepaid = Prepaid("Mono", 10_000, "2026-06-15");
        var charge = June(prepaid, 600).Used(prepaid, 3_000).RateOne("2026-06");

        Assert.Equal(["Prepaid until 2026-06-15: 300 of 600 copies, 3,300 of 10,000 used", "Not prepaid, 1 to 300: 300 copies at 0.50"], charge.Lines.Select(charge.Explain));
    }

    [Fact]
    public void T049_What_is_left_when_its_last_day_has_passed_is_forfeited()
    {
        var prepaid = Prepaid("Mono", 10_000, "2026-05-31");

        var charge = June(prepaid, 600).Used(prepaid, 3_000).RateOne("2026-06"); // no posting ever said that it is over

        Assert.Equal(1000m, charge.Amount);
        Assert.Null(charge.Prepaid);
    }

    [Fact]
    public void A_life_that_ends_with_the_period_is_not_crossed()
    {
        var charge = June(Prepaid("Mono", 10_000, "2026-06-30"), 600).RateOne("2026-06");

        Assert.Equal((0m, 600L, true), (charge.Amount, charge.Prepaid!.Free, charge.Prepaid.IsOver));
    }

    [Theory]
    [InlineData(601, 301)] // 300.5 to the nearest, halves up
    [InlineData(599, 300)]
    [InlineData(1, 1)]
    public void Free_copies_are_rounded_to_the_nearest(long copies, long free) =>
        Assert.Equal(free, June(Prepaid("Mono", 10_000, "2026-06-15"), copies).RateOne("2026-06").Prepaid!.Free);

    [Fact]
    public void A_machine_read_on_the_last_day_is_divided_there_and_the_others_together()
    {
        var contract = Machines(Prepaid("Mono", 10_000, "2026-06-10"), "M1", "M2", "M3")
            .Read("M1", "Mono", "2026-06-10", 50).Read("M1", "Mono", "2026-06-30", 90) // 50, read
            .Read("M2", "Mono", "2026-06-30", 70) // 70 + 31 = 101 copies, of which 10 days in 30: 33.67, rounded once
            .Read("M3", "Mono", "2026-06-30", 31);

        Assert.Equal(50 + 34, contract.RateOne("2026-06").Prepaid!.Free);
    }

    [Fact]
    public void A_machine_that_left_before_the_last_day_was_prepaid_to_its_end()
    {
        var contract = Machines(Prepaid("Mono", 10_000, "2026-06-15"), "M1", "M2").Read("M1", "Mono", "2026-06-30", 600)
            .Read("M2", "Mono", new MeterReading(Day("2026-06-10"), 400, ReadingSource.Final));
        contract.Terms = contract.Terms with { Items = [contract.Terms.Items[0], contract.Terms.Items[1] with { Until = Day("2026-06-10") }] };

        Assert.Equal(300 + 400, contract.RateOne("2026-06").Prepaid!.Free);
    }

    [Fact]
    public void A_machine_that_came_after_the_last_day_has_no_free_copies()
    {
        var contract = Machines(Prepaid("Mono", 10_000, "2026-06-15"), "M1").Read("M1", "Mono", "2026-06-30", 600).Read("M2", "Mono", "2026-06-30", 80);
        contract.Terms = contract.Terms with { Items = [contract.Terms.Items[0], Machine("M2", Pooled("Mono", "2026-06-20")) with { From = Day("2026-06-21") }] };

        var charge = contract.RateOne("2026-06");

        Assert.Equal((680L, 300L), (charge.Copies, charge.Prepaid!.Free));
    }

    [Theory]
    [InlineData(9_900, 100)] // used up before the 300 of the days
    [InlineData(9_500, 300)]
    public void Where_both_limits_fall_in_one_period_the_smaller_counts(long before, long free)
    {
        var prepaid = Prepaid("Mono", 10_000, "2026-06-15");

        Assert.Equal(free, June(prepaid, 600).Used(prepaid, before).RateOne("2026-06").Prepaid!.Free);
    }

    [Fact]
    public void A33_Copies_before_the_first_day_are_billed()
    {
        var prepaid = Prepaid("Mono", 10_000) with { Start = Day("2026-06-11") };

        var charge = June(prepaid, 600).RateOne("2026-06");

        Assert.Equal((400L, 100m, false), (charge.Prepaid!.Used, charge.Amount, charge.Prepaid.IsOver));
        Assert.Equal("Prepaid: 400 of 600 copies, 400 of 10,000 used", charge.Explain(charge.Lines[0]));
    }

    [Fact]
    public void A33_Months_before_the_first_day_are_billed_in_full()
    {
        var charge = June(Prepaid("Mono", 10_000) with { Start = Day("2026-07-01") }, 600).RateOne("2026-06");

        Assert.Equal(1000m, charge.Amount);
        Assert.Null(charge.Prepaid);
    }

    [Fact]
    public void M18_Missed_cycles_are_free_together()
    {
        var charge = Machines(Prepaid("Mono", 10_000), "M1").Read("M1", "Mono", "2026-08-31", 900).RateOne("2026-08");

        Assert.Equal((3, 900L, 0m), (charge.Cycles.Length, charge.Prepaid!.Free, charge.Amount));
    }

    [Fact]
    public void M18_Of_missed_cycles_those_after_the_end_owe_their_minimum()
    {
        // June and July: the life ends on 30 June, 30 of 61 days; 610 copies, 300 of them free.
        var charge = Machines(Prepaid("Mono", 10_000, "2026-06-30"), "M1").Read("M1", "Mono", "2026-07-31", 610).RateOne("2026-07");

        Assert.Equal((300L, 1, 1000m), (charge.Prepaid!.Free, charge.Prepaid.FullCycles, charge.Amount));
    }

    [Fact]
    public void M18_A_cycle_missed_before_the_tick_was_taken_away_was_prepaid()
    {
        var prepaid = Prepaid("Mono", 10_000, "2026-06-30");
        var contract = Machines(prepaid, "M1").Read("M1", "Mono", "2026-07-31", 610);
        contract.Later.Add(contract.Terms with { From = Month("2026-07"), Prepaid = [] });

        Assert.Equal(300L, contract.RateOne("2026-07").Prepaid!.Free);
    }

    [Fact]
    public void A_quarter_is_one_cycle()
    {
        // April to June, 91 days; the life ends after 45 of them.
        var contract = new TestContract(Machine("M1", Pooled("Mono"))).Pooling(Aggregate).Prepaying(Prepaid("Mono", 10_000, "2026-05-15"))
            .Quarterly(3).Billed("pool/Mono", "2026-03").BilledReading("M1", "Mono", "2026-03", "2026-03-31", 0).Read("M1", "Mono", "2026-06-30", 910);

        var charge = contract.RateOne("2026-06");

        Assert.Equal((450L, 230m), (charge.Prepaid!.Free, charge.Amount));
    }

    [Fact]
    public void RD8_An_estimate_too_high_gives_copies_back()
    {
        var prepaid = Prepaid("Mono", 10_000);
        var contract = Machines(prepaid, "M1").Used(prepaid, 5_000).BilledReading("M1", "Mono", "2026-05", "2026-05-31", 1_000, isEstimate: true)
            .Read("M1", "Mono", "2026-06-30", 950);

        var charge = contract.RateOne("2026-06");

        Assert.Equal((-50L, 4_950L, 0m), (charge.Prepaid!.Free, charge.Prepaid.UsedAfter, charge.Amount));
        Assert.Equal("Prepaid: 50 copies given back, 4,950 of 10,000 used", charge.Explain(charge.Lines[0]));
    }

    [Fact]
    public void RD8_No_more_is_given_back_than_was_used()
    {
        var prepaid = Prepaid("Mono", 10_000);
        var rated = Machines(prepaid, "M1").Used(prepaid, 20).BilledReading("M1", "Mono", "2026-05", "2026-05-31", 1_000, isEstimate: true)
            .Read("M1", "Mono", "2026-06-30", 950).Rate("2026-06");

        Assert.Empty(rated.Charges);
        Assert.Contains(rated.Problems, problem => problem.Code == ProblemCode.EstimateTooHigh);
    }
}
