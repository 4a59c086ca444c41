using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>N-8, minimum: copies short of a least number are paid for, each at its charge.</summary>
public class ShortfallTests
{
    static ItemMeter Least(long copies, string charge, string count) => Alone("Mono", 0, copies, (0, Decimal(count))) with { ShortfallCharge = Decimal(charge) };

    [Theory]
    [InlineData("T130", 1000, "0.01", "0.012", 100, "1.20 9.00")]
    [InlineData("T131", 1000, "0.01", "0.012", 1000, "12.00")]
    [InlineData("none made", 1000, "0.01", "0.012", 0, "10.00")]
    [InlineData("one short", 1000, "0.01", "0.012", 999, "11.99 0.01")]
    [InlineData("beyond", 1000, "0.01", "0.012", 1001, "12.01")]
    [InlineData("T163", 5000, "0.01", "0.01", 3500, "35.00 15.00")]
    [InlineData("T163", 5000, "0.01", "0.01", 7500, "75.00")]
    public void Copies_short_are_a_line(string row, long least, string charge, string count, long copies, string lines)
    {
        var rated = new TestContract(Machine("M1", Least(least, charge, count))).Read("M1", "Mono", "2026-01-31", copies).RateOne();

        Assert.Equal((row, lines), (row, string.Join(' ', rated.Lines.Select(line => line.Amount.ToString("0.00", CultureInfo.InvariantCulture)))));
    }

    [Fact]
    public void T156_Unders_and_overs_are_told_by_number()
    {
        var contract = new TestContract(Machine("M1", Least(4000, "0.01", "0.01") with { StartReading = 50_000, Levels = Levels("0->0.01, 4001->0.01") }));

        var first = contract.Read("M1", "Mono", "2026-01-31", 53_000).RateOne();
        Assert.Equal([(3000, 0), (1000, PricedLine.Unmade)], first.Lines.Select(line => (line.Quantity, line.Level)));

        var second = contract.BilledReading("M1", "Mono", "2026-01", "2026-01-31", 53_000).Billed("meter/M1/Mono", "2026-01")
            .Read("M1", "Mono", "2026-02-28", 58_000).RateOne("2026-02");
        Assert.Equal([(4000, 0), (1000, 1)], second.Lines.Select(line => (line.Quantity, line.Level)));
        Assert.Equal("4,001 to 5,000: 1,000 copies at 0.01", second.Explain(second.Lines[1]));
    }

    [Fact]
    public void T163_A_minimum_is_billed_as_one_amount_and_the_finance_company_has_its_part_of_it()
    {
        // Service 0.004 and finance 0.006 of each copy: the customer sees 0.01, the finance company is owed the rest.
        var meter = Alone("Mono", 50, 5000) with
        {
            StartReading = 50_000,
            Supplier = "FIN",
            FinanceAmount = 30,
            Levels = [new Level { From = 0, UnitCharge = 0.01m, FinanceAmount = 0.006m }],
        };
        var contract = new TestContract(Machine("M1", meter));

        var first = contract.Read("M1", "Mono", "2026-01-31", 53_500).RateOne();
        var second = contract.BilledReading("M1", "Mono", "2026-01", "2026-01-31", 53_500).Billed("meter/M1/Mono", "2026-01")
            .Read("M1", "Mono", "2026-02-28", 61_000).RateOne("2026-02");

        Assert.Equal((3500L, 50m, 30m), (first.Copies, first.Amount, first.Payable));
        Assert.Equal((7500L, 75m, 45m), (second.Copies, second.Amount, second.Payable));
    }

    [Fact]
    public void Skipped_months_are_short_together()
    {
        var contract = new TestContract(Machine("M1", Least(1000, "0.01", "0.012"))).Read("M1", "Mono", "2026-02-28", 1500);

        Assert.Equal([18.00m, 5.00m], contract.RateOne("2026-02").Lines.Select(line => line.Amount)); // M-18: 2 x 1,000
    }

    [Fact]
    public void Levels_begin_at_the_first_copy_and_it_is_said_in_words()
    {
        var meter = Least(1000, "0.01", "0.02") with { Levels = Levels("0->0.02, 501->0.015") };
        var charge = new TestContract(Machine("M1", meter)).Read("M1", "Mono", "2026-01-31", 600).RateOne();

        Assert.Equal(["1 to 500: 500 copies at 0.02", "501 to 600: 100 copies at 0.015", "Minimum of 1,000 copies: 400 not made, at 0.01"], charge.Lines.Select(charge.Explain));
        Assert.Equal([LineKind.Usage, LineKind.Usage, LineKind.Minimum], charge.Lines.Select(charge.KindOf));
    }

    [Fact]
    public void Making_the_copies_short_costs_no_less_where_they_are_as_dear() =>
        Gen.Select(Gen.Long[0, 5000], Gen.Long[1, 5000], Any.UnitCharge).Sample((copies, least, charge) =>
        {
            var price = Alone("Mono", 0, least, (0, charge)) with { ShortfallCharge = charge };
            var amount = new Tariff(price).Price(copies).Sum(line => line.Amount);
            return Math.Abs(amount - Money.Round(Math.Max(copies, least) * charge)) <= 0.01m;
        });
}
