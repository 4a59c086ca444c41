using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.PrepaidLives;

/// <summary>
/// Copies that were paid for ahead (P-1 to P-11), as the rule sheet's section 2.4 has them: 10,000 mono copies, then 1,000.00
/// for the first 1,000 and 0.50.
/// </summary>
public class PrepaidTests
{
    static readonly PoolMeter Aggregate = Pool("Mono", 1000, 1000, (0, 0.50m));

    static TestContract Contract(PrepaidMeter prepaid, long usedBefore, long copies) =>
        new TestContract(Machine("M1", Pooled("Mono"))).Pooling(Aggregate).Prepaying(prepaid)
            .Used(prepaid, usedBefore).Read("M1", "Mono", "2026-01-31", copies);

    [Theory]
    [InlineData(4_000, 700, 4_700, false)] // T040
    [InlineData(8_900, 1_099, 9_999, false)] // T041
    [InlineData(9_800, 200, 10_000, true)] // T042: used up with the last copy, not beyond it
    public void T040_to_T042_Copies_up_to_the_limit_are_free(long before, long copies, long after, bool isOver)
    {
        var charge = Contract(Prepaid("Mono", 10_000), before, copies).RateOne();

        Assert.Equal([new PricedLine(PricedLine.Prepaid, before + 1, after, null, 0m)], charge.Lines);
        Assert.Equal((copies, copies, after, isOver), (charge.Copies, charge.Prepaid!.Free, charge.Prepaid.UsedAfter, charge.Prepaid.IsOver));
    }

    [Theory]
    [InlineData(201, Crossing.SplitAtLimit, "0.50")] // T043
    [InlineData(201, Crossing.SplitFullSchedule, "1000.00")]
    [InlineData(201, Crossing.FreeUntilNextPeriod, "0.00")]
    [InlineData(700, Crossing.SplitAtLimit, "250.00")] // T044
    [InlineData(700, Crossing.SplitFullSchedule, "1000.00")]
    [InlineData(700, Crossing.FreeUntilNextPeriod, "0.00")]
    [InlineData(200, Crossing.SplitFullSchedule, "0.00")] // nothing beyond: no minimum either
    public void T043_T044_The_crossing_period_bills_what_is_beyond_as_agreed(long copies, Crossing crossing, string amount)
    {
        var charge = Contract(Prepaid("Mono", 10_000, crossing: crossing), 9_800, copies).RateOne();

        Assert.Equal(Decimal(amount), charge.Amount);
        Assert.Equal(crossing == Crossing.FreeUntilNextPeriod ? copies : 200, charge.Prepaid!.Free);
        Assert.True(charge.Prepaid.IsOver);
    }

    [Fact]
    public void T045_The_period_after_is_billed_in_full()
    {
        var prepaid = Prepaid("Mono", 10_000);

        var charge = Contract(prepaid, 10_500, 900).Used(prepaid, 10_500, isOver: true).RateOne();

        Assert.Equal(1000m, charge.Amount);
        Assert.Null(charge.Prepaid);
    }

    [Fact]
    public void What_a_charge_has_ended_stays_over_when_more_is_agreed_later()
    {
        var prepaid = Prepaid("Mono", 50_000);

        Assert.Equal(1000m, Contract(prepaid, 10_000, 900).Used(prepaid, 10_000, isOver: true).RateOne().Amount);
    }

    [Fact]
    public void T046_A_reset_gives_no_copies_back()
    {
        var prepaid = Prepaid("Mono", 10_000);

        var charge = new TestContract(Machine("M1", Pooled("Mono", start: 60_000))).Pooling(Aggregate).Prepaying(prepaid)
            .Read("M1", "Mono", new MeterReading(Day("2026-01-20"), 60_300, Event: ReadingEvent.Reset), new MeterReading(Day("2026-01-31"), 400)).RateOne();

        Assert.Equal((700L, 0m), (charge.Prepaid!.Used, charge.Amount));
    }

    [Fact]
    public void T047_A_rollover_goes_on_counting()
    {
        var prepaid = Prepaid("Mono", 10_000);
        var contract = new TestContract(Machine("M1", Pooled("Mono", start: 999_900))).Pooling(Aggregate).Prepaying(prepaid)
            .Read("M1", "Mono", new MeterReading(Day("2026-01-31"), 150, Event: ReadingEvent.Rollover));
        contract.RollsOverAt = 1_000_000;

        Assert.Equal(250, contract.RateOne().Prepaid!.Used);
    }

    [Fact]
    public void T050_Each_meter_type_has_its_own_life()
    {
        var (mono, colour) = (Prepaid("Mono", 10_000), Prepaid("Colour", 2_000));

        var charges = new TestContract(Machine("M1", Pooled("Mono"), Pooled("Colour")))
            .Pooling(Aggregate, Pool("Colour", 0, 0, (0, 0.90m))).Prepaying(mono, colour).Used(mono, 10_000, isOver: true).Used(colour, 500)
            .Read("M1", "Mono", "2026-01-31", 1_200).Read("M1", "Colour", "2026-01-31", 300).Rate().Charges;

        Assert.Equal([("pool/Mono", 1100m), ("pool/Colour", 0m)], charges.Select(charge => (charge.Key, charge.Amount)));
    }

    [Fact]
    public void T051_A_rebate_changes_no_invoice()
    {
        var prepaid = Prepaid("Mono", 10_000);

        Assert.Equal(
            Contract(prepaid, 9_800, 700).Invoices().Single().Lines, Contract(prepaid with { Rebate = 500 }, 9_800, 700).Invoices().Single().Lines);
    }

    [Fact]
    public void T052_The_copies_of_all_machines_count()
    {
        var charge = new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono"))).Pooling(Aggregate)
            .Prepaying(Prepaid("Mono", 10_000)).Read("M1", "Mono", "2026-01-31", 6_000).Read("M2", "Mono", "2026-01-31", 4_000).RateOne();

        Assert.True(charge.Prepaid!.IsOver);
        Assert.Equal(0m, charge.Amount);
    }

    [Fact]
    public void Levels_beyond_the_limit_stand_as_typed_from_copy_1()
    {
        var prepaid = Prepaid("Mono", 10_000);
        var aggregate = Pool("Mono", 1000, 1000, (0, 0.50m), (2001, 0.60m));

        var charge = Contract(prepaid, 9_000, 4_000).Pooling(aggregate).RateOne();
        var whole = Contract(prepaid, 9_000, 4_000).Pooling(aggregate with { Method = PricingMethod.WholeVolume }).RateOne();

        Assert.Equal(2_000 * 0.50m + 1_000 * 0.60m, charge.Amount);
        Assert.Equal(3_000 * 0.60m, whole.Amount);
    }

    [Fact]
    public void What_a_supplier_is_owed_follows_the_copies_billed()
    {
        var aggregate = Aggregate with
        {
            Supplier = "SUP",
            FinanceAmount = 600,
            Levels = [new Level { From = 0, UnitCharge = 0.50m, FinanceAmount = 0.30m }],
        };

        Assert.Equal(150m, Contract(Prepaid("Mono", 10_000), 9_800, 700).Pooling(aggregate).RateOne().Payable);
        Assert.Equal(600m, Contract(Prepaid("Mono", 10_000, crossing: Crossing.SplitFullSchedule), 9_800, 700).Pooling(aggregate).RateOne().Payable);
        Assert.Equal(0m, Contract(Prepaid("Mono", 10_000), 0, 700).Pooling(aggregate).RateOne().Payable);
    }

    [Fact]
    public void Told_only_of_its_use_a_life_ends_with_its_last_day()
    {
        var prepaid = Prepaid("Mono", 10_000) with { NotifyOnly = true };

        var charge = Contract(prepaid, 9_800, 700).RateOne();

        Assert.Equal((0m, 700L, false), (charge.Amount, charge.Prepaid!.Free, charge.Prepaid.IsOver));
    }

    [Fact]
    public void A_meter_no_longer_ticked_is_billed()
    {
        Assert.Equal(1000m, Contract(Prepaid("Mono", 10_000) with { Marked = false }, 0, 700).RateOne().Amount);
    }

    [Fact]
    public void An_invoice_of_free_copies_alone_is_not_made()
    {
        var contract = Contract(Prepaid("Mono", 10_000), 4_000, 700);

        Assert.Empty(contract.Invoices());
        Assert.Single(contract.Rate().Charges); // its use counts all the same
    }

    [Fact]
    public void Fees_are_billed_throughout()
    {
        var prepaid = Prepaid("Mono", 10_000);

        var lines = new TestContract(Machine("M1", Pooled("Mono")) with { Fees = [Fee("Rental", 300)] }).Pooling(Aggregate).Prepaying(prepaid)
            .Used(prepaid, 4_000).Read("M1", "Mono", "2026-01-31", 700).Invoices().Single().Lines;

        Assert.Equal([(LineKind.Prepaid, 0m), (LineKind.Fee, 300m)], lines.Select(line => (line.Kind, line.Amount))); // F-6, T040
    }

    [Theory]
    [InlineData(4_000, 700, Crossing.SplitAtLimit, "Prepaid: 700 copies, 4,700 of 10,000 used")]
    [InlineData(9_999, 1, Crossing.SplitAtLimit, "Prepaid: 1 copy, 10,000 of 10,000 used up")]
    [InlineData(9_800, 700, Crossing.SplitAtLimit, "Prepaid: 200 of 700 copies, 10,000 of 10,000 used up|Not prepaid, 1 to 500: 500 copies at 0.50")]
    [InlineData(9_800, 1_800, Crossing.SplitFullSchedule, "Prepaid: 200 of 1,800 copies, 10,000 of 10,000 used up|Not prepaid, minimum for the first 1,000 mono copies on 1 machine|Not prepaid, 1,001 to 1,600: 600 copies at 0.50")]
    [InlineData(9_800, 700, Crossing.FreeUntilNextPeriod, "Prepaid: 700 copies, 10,500 of 10,000 used up")]
    public void A_line_tells_the_split(long before, long copies, Crossing crossing, string words)
    {
        var charge = Contract(Prepaid("Mono", 10_000, crossing: crossing), before, copies).RateOne();

        Assert.Equal(words.Split('|'), charge.Lines.Select(charge.Explain));
    }
}
