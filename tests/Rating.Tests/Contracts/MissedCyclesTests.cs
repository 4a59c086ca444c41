using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>M-18: cycles that were skipped are billed together, with so many minimums, allowances and wider levels.</summary>
public class MissedCyclesTests
{
    static TestContract OneMachine(decimal minimum, long quantity, params (long, decimal)[] levels) =>
        new(Machine("M1", Alone("Mono", minimum, quantity, levels)));

    [Fact]
    public void T161_The_month_after_a_skipped_one_pays_both_minimums()
    {
        var charge = OneMachine(25, 0, (0, 0m)).Read("M1", "Mono", "2026-02-28", 40).RateOne("2026-02");

        Assert.Equal((50m, 2), (charge.Lines[0].Amount, charge.Cycles.Length));
    }

    [Theory]
    [InlineData(2000, "2000.00")] // 2 x 1,000 for 2 x 1,000 copies
    [InlineData(2001, "2000.50")]
    [InlineData(4000, "3000.00")] // 2,000 at 0.50
    [InlineData(4001, "3000.60")] // the level from 2001 begins at 4001
    public void Minimum_allowance_and_levels_grow_with_the_cycles(long copies, string amount)
    {
        var charge = OneMachine(1000, 1000, (0, 0.50m), (2001, 0.60m)).Read("M1", "Mono", "2026-02-28", copies).RateOne("2026-02");

        Assert.Equal(Decimal(amount), charge.Amount);
    }

    [Fact]
    public void Cycles_count_from_the_last_one_billed()
    {
        var contract = OneMachine(25, 0, (0, 0m)).Billed("meter/M1/Mono", "2026-03")
            .BilledReading("M1", "Mono", "2026-03", "2026-03-31", 100).Read("M1", "Mono", "2026-06-30", 400);

        var charge = contract.RateOne("2026-06");

        Assert.Equal([Month("2026-04"), Month("2026-05"), Month("2026-06")], charge.Cycles);
        Assert.Equal((75m, 300L), (charge.Amount, charge.Copies));
    }

    [Fact]
    public void A_skipped_quarter_is_one_cycle()
    {
        var contract = OneMachine(1000, 1000, (0, 0.50m)).Quarterly(2).Billed("meter/M1/Mono", "2026-02")
            .BilledReading("M1", "Mono", "2026-02", "2026-02-28", 100).Read("M1", "Mono", "2026-08-31", 3100);

        var charge = contract.RateOne("2026-08");

        Assert.Equal([Month("2026-05"), Month("2026-08")], charge.Cycles);
        Assert.Equal(2500m, charge.Amount); // 2 x 1,000, and 1,000 of 3,000 copies beyond 2 x 1,000
    }

    [Fact]
    public void The_contracts_fees_catch_up_with_it()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 0, 0, (0, 0.05m))) with { Fees = [Fee("Rental", 300)] })
            .Read("M1", "Mono", "2026-03-31", 0);

        var fee = contract.Rate("2026-03").Charges.Single(charge => charge.Kind == ChargeKind.Fee);

        Assert.Equal(new PricedLine(-1, 1, 3, 300m, 900m), fee.Lines[0]);
    }

    [Fact]
    public void A_time_of_suspension_is_never_made_up_for()
    {
        var contract = OneMachine(25, 0, (0, 0m)).Billed("meter/M1/Mono", "2026-01")
            .BilledReading("M1", "Mono", "2026-01", "2026-01-31", 100).Read("M1", "Mono", "2026-05-31", 400);
        contract.Contract = contract.Contract with { Suspended = new HashSet<Period> { Month("2026-02"), Month("2026-03") } };

        Assert.Equal([Month("2026-04"), Month("2026-05")], contract.RateOne("2026-05").Cycles);
    }

    [Fact]
    public void A_charge_left_out_when_others_were_billed_catches_up_by_itself()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 25, 0, (0, 0m))), Machine("M2", Alone("Mono", 25, 0, (0, 0m))))
            .Billed("meter/M1/Mono", "2026-01").BilledReading("M1", "Mono", "2026-01", "2026-01-31", 100)
            .Read("M1", "Mono", "2026-02-28", 200).Read("M2", "Mono", "2026-02-28", 200);

        Assert.Equal([25m, 50m], contract.Rate("2026-02").Charges.Select(charge => charge.Amount));
    }

    [Theory]
    [InlineData("2026-01")]
    [InlineData("2026-02")]
    public void What_was_billed_is_not_billed_again(string period)
    {
        var contract = OneMachine(25, 0, (0, 0m)).Billed("meter/M1/Mono", "2026-02")
            .BilledReading("M1", "Mono", "2026-02", "2026-02-28", 100).Read("M1", "Mono", "2026-02-27", 90);

        var rated = contract.Rate(period);

        Assert.Empty(rated.Charges); // RUN-7
        Assert.Empty(rated.Problems);
    }

    [Fact]
    public void An_old_start_reading_makes_no_cycles_before_the_terms()
    {
        var meter = Alone("Mono", 25, 0, (0, 0m)) with { ReadingDate = Day("2019-06-30") };
        var contract = new TestContract(Machine("M1", meter)).Read("M1", "Mono", "2026-01-31", 100);
        contract.Contract = contract.Contract with { Start = Day("2019-07-01") };

        Assert.Equal(25m, contract.RateOne().Amount);
    }
}
