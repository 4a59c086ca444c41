using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Cycles;

/// <summary>N-6: a meter's copies, and its minimum, may be billed in cycles of their own.</summary>
public class MeterCyclesTests
{
    /// <summary>100.00 a month for 1,000 copies, then 0.05; copies billed every third month, first in March.</summary>
    static readonly ItemMeter Apart = Alone("Mono", 100, 1000, (0, 0.05m)) with { CycleMonths = 3, BillingPeriod = 3, MinimumCycleMonths = 1 };

    static TestContract Of(ItemMeter meter) => new(Machine("M1", meter));

    /// <summary>Rates and posts month after month, each read at its end; the charges that fell due, by key.</summary>
    static List<string> Year(TestContract contract, string from = "2026-01", int months = 12)
    {
        var due = new List<string>();
        for (var period = Month(from); period < Month(from).AddMonths(months); period = period.AddMonths(1))
        {
            contract.Read("M1", "Mono", new MeterReading(period.LastDay, 10_000L * period.MonthsSince(Month(from).AddMonths(-1))));
            foreach (var charge in contract.Rate(period.ToString()).Charges)
            {
                due.Add($"{charge.Key} {period}");
                contract.Billed(charge.Key, period.ToString());
                foreach (var count in charge.Counts)
                    contract.BilledReading("M1", "Mono", period.ToString(), count.Closing.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), count.Closing.Value);
            }
        }

        return due;
    }

    [Fact]
    public void T143_A_cycle_of_three_months_next_in_May_is_charged_in_May_and_August()
    {
        var meter = Alone("Mono", 100, 1000, (0, 0.05m)) with { ReadingDate = Day("2019-02-28"), CycleMonths = 3, BillingPeriod = 5 };
        var contract = Of(meter);
        contract.Contract = contract.Contract with { Start = Day("2019-03-01") };
        contract.Terms = contract.Terms with { From = Month("2019-03") };

        Assert.Equal(["meter/M1/Mono 2019-05", "meter/M1/Mono 2019-08"], Year(contract, "2019-03", 8));
    }

    [Fact]
    public void T143_The_minimum_apart_in_the_same_cycle_is_charged_in_the_same_months()
    {
        var meter = Apart with { ReadingDate = Day("2019-02-28"), BillingPeriod = 5, MinimumCycleMonths = 3, MinimumPeriod = 5 };
        var contract = Of(meter);
        contract.Contract = contract.Contract with { Start = Day("2019-03-01") };
        contract.Terms = contract.Terms with { From = Month("2019-03") };

        Assert.Equal(["meter/M1/Mono 2019-05", "minimum/meter/M1/Mono 2019-05", "meter/M1/Mono 2019-08", "minimum/meter/M1/Mono 2019-08"], Year(contract, "2019-03", 8));
    }

    [Fact]
    public void The_minimum_comes_in_advance_without_a_reading_and_the_copies_in_arrears()
    {
        var contract = Of(Apart with { MinimumCycleMonths = 3, MinimumPeriod = 1 });

        var charge = contract.RateOne("2026-01");

        Assert.Equal(("minimum/meter/M1/Mono", 100m, 0), (charge.Key, charge.Amount, charge.Counts.Length));
        Assert.Equal("Minimum for the first 1,000 mono copies", charge.Explain(charge.Lines[0]));
        Assert.Empty(contract.Rate("2026-01").Problems);
    }

    [Fact]
    public void Three_months_copies_have_what_three_minimums_pay_for()
    {
        var contract = Of(Apart).Billed("minimum/meter/M1/Mono", "2026-02").Read("M1", "Mono", "2026-03-31", 3500);

        var charges = contract.Rate("2026-03").Charges;

        Assert.Equal([("meter/M1/Mono", 25m), ("minimum/meter/M1/Mono", 100m)], charges.Select(charge => (charge.Key, charge.Amount)));
        Assert.Equal("3,001 to 3,500: 500 copies at 0.05", charges[0].Explain(charges[0].Lines[0]));
    }

    [Fact]
    public void A_quarter_that_was_missed_is_made_up_for_with_the_next()
    {
        var contract = Of(Apart with { MinimumCycleMonths = null }).Read("M1", "Mono", "2026-06-30", 3500);

        var charge = contract.RateOne("2026-06");

        Assert.Equal([Month("2026-03"), Month("2026-06")], charge.Cycles); // M-18: the copies' minimum is then a quarter's
        Assert.Equal([200m, 75m], charge.Lines.Select(line => line.Amount));
        Assert.Empty(Of(Apart with { MinimumCycleMonths = null }).Rate("2026-05").Charges);
    }

    [Fact]
    public void Missed_minimums_are_billed_together_and_only_of_months_with_a_machine()
    {
        var contract = Of(Apart);
        contract.Terms = contract.Terms with { Items = [contract.Terms.Items[0] with { From = Day("2026-02-10"), Until = Day("2026-04-20") }] };

        Assert.Equal([Month("2026-02"), Month("2026-03"), Month("2026-04")], Minimum(contract, "2026-05").Cycles);
        Assert.Equal(300m, Minimum(contract, "2026-05").Amount);
        Assert.DoesNotContain(contract.Billed("minimum/meter/M1/Mono", "2026-04").Rate("2026-05").Charges, charge => charge.Key.StartsWith("minimum", StringComparison.Ordinal));

        static Charge Minimum(TestContract contract, string period) => Assert.Single(contract.Rate(period).Charges, charge => charge.Key == "minimum/meter/M1/Mono");
    }

    [Fact]
    public void A_machine_that_left_within_the_quarter_is_counted_at_its_end()
    {
        var contract = Of(Apart with { MinimumCycleMonths = null, MinBilling = 0, MinQuantity = 0 });
        contract.Terms = contract.Terms with { Items = [contract.Terms.Items[0] with { Until = Day("2026-02-10") }, Machine("M2", Alone("Mono", 0, 0, (0, 0.05m)))] };
        contract.Read("M1", "Mono", "2026-02-10", 400).BilledReading("M2", "Mono", "2026-02", "2026-02-28", 0).Billed("meter/M2/Mono", "2026-02").Read("M2", "Mono", "2026-03-31", 0);

        Assert.Equal(20m, contract.Rate("2026-03").Charges.Single(charge => charge.Machine == "M1").Amount);
    }

    [Fact]
    public void A_pools_minimum_is_billed_once_and_names_no_machines()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono")))
            .Pooling(Pool("Mono", 100, 1000, (0, 0.05m)) with { MinimumCycleMonths = 1, CycleMonths = 3, Supplier = "FIN", FinanceAmount = 60, BillTo = "CUST-B", Account = "revenue:lease" });

        var charge = contract.Billed("pool/Mono", "2026-01").Billed("minimum/pool/Mono", "2026-01").RateOne("2026-02");

        Assert.Equal(("minimum/pool/Mono", 100m, "CUST-B", "FIN", 60m, "revenue:lease"), (charge.Key, charge.Amount, charge.BillTo, charge.Supplier, charge.Payable, charge.Account));
        Assert.Equal("Minimum for the first 1,000 mono copies", charge.Explain(charge.Lines[0]));
    }

    [Fact]
    public void The_copies_owe_the_supplier_nothing_of_the_minimum()
    {
        var contract = Of(Apart with { Supplier = "FIN", FinanceAmount = 60, Levels = [new Level { UnitCharge = 0.05m, From = 0, FinanceAmount = 0.01m }] })
            .Billed("minimum/meter/M1/Mono", "2026-03").Read("M1", "Mono", "2026-03-31", 3500);

        Assert.Equal(5m, contract.RateOne("2026-03").Payable);
    }

    [Fact]
    public void A_run_of_fees_takes_the_minimum_and_one_of_meters_does_not()
    {
        var contract = Of(Apart).Read("M1", "Mono", "2026-03-31", 3500);
        Assert.Equal(["minimum/meter/M1/Mono"], Keys(ChargeKind.Fee));
        Assert.Equal(["meter/M1/Mono"], Keys(ChargeKind.Meter));

        IEnumerable<string> Keys(ChargeKind only)
        {
            contract.Contract = contract.Contract with { Only = only };
            return contract.Rate("2026-03").Charges.Select(charge => charge.Key);
        }
    }

    [Fact]
    public void A_minimum_taken_apart_goes_on_after_what_was_billed_with_the_copies()
    {
        var contract = Of(Apart with { CycleMonths = null, BillingPeriod = null, MinimumCycleMonths = null });
        contract.Later.Add(contract.Terms with { From = Month("2026-04"), Items = [Machine("M1", Apart)] });

        Assert.Equal(
            ["meter/M1/Mono 2026-01", "meter/M1/Mono 2026-02", "meter/M1/Mono 2026-03", "minimum/meter/M1/Mono 2026-04", "minimum/meter/M1/Mono 2026-05", "meter/M1/Mono 2026-06", "minimum/meter/M1/Mono 2026-06"],
            Year(contract, months: 6));
    }

    [Fact]
    public void A_row_that_is_not_active_has_no_minimum_either() =>
        Assert.Empty(Of(Apart with { Active = false }).Rate("2026-01").Charges);

    [Fact]
    public void What_was_billed_is_priced_again_by_its_key()
    {
        var contract = Of(Apart).Billed("minimum/meter/M1/Mono", "2026-02").Read("M1", "Mono", "2026-03-31", 3500);
        var terms = new PricedTerms(contract.Terms);

        foreach (var charge in contract.Rate("2026-03").Charges)
        {
            var again = terms.Price(charge.Key, "CUST-A", new ChargeFacts(charge.Cycles, charge.Counts))!;
            Assert.Equal((charge.Key, charge.Amount, charge.BillTo), (again.Key, again.Amount, again.BillTo));
            Assert.Equal(charge.Lines, again.Lines);
        }
    }

    [Theory]
    [InlineData("minimum/pool/Mono", "Mono pool, minimum")]
    [InlineData("minimum/meter/M1/Mono", "Mono of M1, minimum")]
    public void A_minimum_is_told_in_words(string key, string words) => Assert.Equal(words, ChargeKey.InWords(key));
}
