using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Escalations;

/// <summary>The X rules by their numbers.</summary>
public class EscalatingTests
{
    static readonly Escalation TenPercentInMarch = new() { Type = EscalationType.Percentage, Amount = 10, Period = 3 };

    static readonly ContractTerms Pooled = new()
    {
        From = Month("2026-01"),
        Escalation = TenPercentInMarch,
        AggregateMeters = [Pool("Mono", 1000, 1000, (0, 0.50m), (2001, 0.60m))],
        Items = [Machine("M1", Pooled("Mono")) with { Fees = [Fee("Rental", 300)] }],
    };

    [Fact]
    public void T065_Ten_percent_raise_the_minimum_and_the_rate_and_no_quantity()
    {
        var pool = Raise(Pooled).Terms.AggregateMeters[0];

        Assert.Equal((1100.00m, 1000L), (pool.MinBilling, pool.MinQuantity));
        Assert.Equal([(0L, 0.55m), (2001L, 0.66m)], pool.Levels.Select(level => (level.From, level.UnitCharge)));
    }

    [Fact]
    public void X4_The_new_terms_start_in_the_month_asked_for_and_each_rise_is_listed()
    {
        var raised = Raise(Pooled);

        Assert.Equal(Month("2027-03"), raised.Terms.From);
        Assert.Equal(
            [
                new(new PricePlace("pool/Mono", PricePart.Minimum), 1000, 1100),
                new(new PricePlace("pool/Mono", PricePart.UnitCharge, 0), 0.50m, 0.55m),
                new(new PricePlace("pool/Mono", PricePart.UnitCharge, 1), 0.60m, 0.66m),
                new PriceRise(new PricePlace("fee/M1/Rental", PricePart.Fee), 300, 330),
            ],
            raised.Rises);
    }

    [Theory]
    [InlineData("2026-03")] // its own first year
    [InlineData("2027-02")]
    [InlineData("2027-04")]
    public void A25_Nothing_rises_in_another_month_or_in_the_first_twelve(string period)
    {
        var raised = Raise(Pooled, Order(period));

        Assert.Empty(raised.Rises);
        Assert.Same(Pooled, raised.Terms);
    }

    [Fact]
    public void A25_The_anniversary_itself_is_not_in_the_first_twelve_months()
    {
        var terms = Pooled with { Escalation = TenPercentInMarch with { Period = 1 } };

        Assert.NotEmpty(Raise(terms, Order("2027-01")).Rises);
        Assert.NotEmpty(Raise(terms, Order("2026-01") with { FirstYearToo = true }).Rises);
    }

    [Theory]
    [InlineData("0.015", 4, "0.0165")] // T068
    [InlineData("0.0085", 6, "0.00935")]
    [InlineData("0.0085", 4, "0.0094")] // half away from zero
    [InlineData("0.0085", 3, "0.009")]
    public void T068_New_unit_charges_are_rounded_as_asked(string old, int decimals, string now)
    {
        var terms = Pooled with { AggregateMeters = [Pool("Mono", 0, 0, (0, Decimal(old)))] };

        var raised = Raise(terms, Order("2027-03") with { Decimals = new(decimals, 2) });

        Assert.Equal(Decimal(now), raised.Terms.AggregateMeters[0].Levels[0].UnitCharge);
    }

    [Fact]
    public void X2_A_rows_own_escalation_goes_before_the_contracts()
    {
        var terms = Pooled with
        {
            AggregateMeters = [Pooled.AggregateMeters[0] with { Escalation = new() { Type = EscalationType.Percentage, Amount = 5, Period = 7 } }],
        };

        Assert.All(Raise(terms).Rises, rise => Assert.Equal("fee/M1/Rental", rise.Place.Charge));
        Assert.Equal(1050, Raise(terms, Order("2027-07")).Terms.AggregateMeters[0].MinBilling);
    }

    [Fact]
    public void X6_What_rose_on_this_occasion_rises_no_more()
    {
        var order = Order("2027-03") with { Done = new HashSet<string> { "pool/Mono" } };

        Assert.Equal("fee/M1/Rental", Assert.Single(Raise(Pooled, order).Rises).Place.Charge);
    }

    [Fact]
    public void X8_An_amount_is_added_to_fees_and_minimums_and_not_to_copies()
    {
        var terms = Pooled with
        {
            Escalation = TenPercentInMarch with { Type = EscalationType.Amount },
            AggregateMeters = [Pooled.AggregateMeters[0], Pool("Colour", 0, 0, (0, 0.90m))],
        };

        var raised = Raise(terms);

        Assert.Equal([("pool/Mono", 1010m), ("fee/M1/Rental", 310m)], raised.Rises.Select(rise => (rise.Place.Charge, rise.New)));
    }

    [Fact]
    public void X4_What_the_supplier_is_owed_rises_with_the_price()
    {
        var terms = Pooled with
        {
            AggregateMeters = [Pooled.AggregateMeters[0] with { Supplier = "SUP", FinanceAmount = 600, Levels = [new Level { From = 0, UnitCharge = 0.5m, FinanceAmount = 0.3m }] }],
        };

        var pool = Raise(terms).Terms.AggregateMeters[0];

        Assert.Equal((660m, 0.33m), (pool.FinanceAmount, pool.Levels[0].FinanceAmount));
    }

    [Fact]
    public void A_cap_agreed_with_the_customer_holds_for_whoever_asks()
    {
        var terms = Pooled with { Escalation = TenPercentInMarch with { Cap = 7.5m } };

        var fee = Raise(terms).Rises.Single(rise => rise.Place.Part == PricePart.Fee);
        var adHoc = Raise(terms, Order("2026-05") with { AdHoc = new Rise(EscalationType.Percentage, 20) });

        Assert.Equal((322.50m, true), (fee.New, fee.IsCapped));
        Assert.All(adHoc.Rises, rise => Assert.True(rise.IsCapped));
    }

    [Fact]
    public void X5_Prices_rise_at_any_time_on_any_selection()
    {
        var order = Order("2026-05") with { AdHoc = new Rise(EscalationType.Percentage, 4), Only = ChargeKind.Meter };

        var raised = Raise(Pooled with { Escalation = null }, order);

        Assert.Equal([1040m, 0.52m, 0.624m], raised.Rises.Select(rise => rise.New));
        Assert.All(Raise(Pooled, order with { Only = null, Item = "M1" }).Rises, rise => Assert.Equal("fee/M1/Rental", rise.Place.Charge));
    }

    [Fact]
    public void M15_In_the_older_form_a_pools_price_rises_alike_on_every_item()
    {
        var meter = Alone("Mono", 500, 3000, (0, 0.05m)) with { Aggregate = true };
        var terms = new ContractTerms { From = Month("2026-01"), Escalation = TenPercentInMarch, Items = [Machine("M1", meter), Machine("M2", meter with { StartReading = 7 })] };

        var raised = Raise(terms);

        Assert.All(raised.Terms.Items, item => Assert.Equal((550m, 0.055m), (item.Meters[0].MinBilling, item.Meters[0].Levels[0].UnitCharge)));
        Assert.Equal(2, raised.Rises.Count);
    }

    [Fact]
    public void Terms_agreed_for_later_follow_where_they_still_said_the_old_price()
    {
        var later = Pooled with { From = Month("2027-06"), AggregateMeters = [Pool("Mono", 1000, 1000, (0, 0.45m), (2001, 0.60m))] };

        var followed = Escalating.Follow(later, Raise(Pooled).Rises);

        Assert.Equal(Month("2027-06"), followed.Terms.From);
        Assert.Equal([0.45m, 0.66m], followed.Terms.AggregateMeters[0].Levels.Select(level => level.UnitCharge));
        Assert.Equal(3, followed.Rises.Count);
    }

    [Fact]
    public void The_effect_is_the_same_use_at_the_new_prices()
    {
        var (before, after) = (new PricedTerms(Pooled), new PricedTerms(Raise(Pooled).Terms));

        // 1,500 copies cost 1,250.00 and then 1,375.00; the fee is billed for two cycles.
        Assert.Equal(125m, EscalationEffect.Of(before, after, [new BilledUse("pool/Mono", 1, 1500)]));
        Assert.Equal(60m, EscalationEffect.Of(before, after, [new BilledUse("fee/M1/Rental", 2, 0), new BilledUse("fee/gone", 1, 0)]));
    }

    static EscalatedTerms Raise(ContractTerms terms) => Raise(terms, Order("2027-03"));

    static EscalatedTerms Raise(ContractTerms terms, EscalationOrder order) => Escalating.Raise(terms, order);

    static EscalationOrder Order(string from) => new() { From = Month(from), FinancialYearEndMonth = 12, Start = Day("2026-01-01") };
}
