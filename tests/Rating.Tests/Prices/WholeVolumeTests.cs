namespace Platen.Rating.Tests.Prices;

using static Support.Make;

/// <summary>M-8, the other method: all copies beyond the minimum at the rate of the level in which the usage lies.</summary>
public class WholeVolumeTests
{
    static readonly PoolMeter Seed003 =
        Pool("Mono", 1000, 1000, (0, 0.50m), (2001, 0.60m), (5001, 0.70m)) with { Method = PricingMethod.WholeVolume };

    [Theory]
    [InlineData(0, "1000.00")]
    [InlineData(1000, "1000.00")]
    [InlineData(1001, "1000.50")]
    [InlineData(2000, "1500.00")]
    [InlineData(2001, "1600.60")] // T026
    [InlineData(5000, "3400.00")]
    [InlineData(5001, "3800.70")]
    public void T026_The_level_reached_prices_every_copy_beyond_the_minimum(long copies, string amount) =>
        Assert.Equal(Decimal(amount), new Tariff(Seed003).Price(copies).Sum(line => line.Amount));

    [Fact]
    public void There_is_one_usage_line_from_the_copy_after_the_minimum()
    {
        var lines = new Tariff(Seed003).Price(2001);

        Assert.Equal(new PricedLine(1, 1001, 2001, 0.60m, 600.60m), lines[1]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public void Falling_rates_may_make_more_copies_cheaper()
    {
        var tariff = new Tariff(Pool("Mono", 0, 0, (0, 0.10m), (1001, 0.05m)) with { Method = PricingMethod.WholeVolume });

        Assert.Equal(100m, Assert.Single(tariff.Price(1000)).Amount);
        Assert.Equal(50.05m, Assert.Single(tariff.Price(1001)).Amount);
    }
}
