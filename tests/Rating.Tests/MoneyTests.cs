using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData("2.345", "2.35")]
    [InlineData("-2.345", "-2.35")]
    [InlineData("2.344999", "2.34")]
    [InlineData("0.005", "0.01")]
    [InlineData("0.004999", "0")]
    [InlineData("12.726", "12.73")]
    public void Half_a_cent_rounds_away_from_zero(string amount, string rounded) =>
        Assert.Equal(Decimal(rounded), Money.Round(Decimal(amount)));

    [Theory]
    [InlineData("525.00", new long[] { 1200, 900, 1400 }, "180 135 210")]
    [InlineData("100.00", new long[] { 1, 1, 1 }, "33.34 33.33 33.33")]
    [InlineData("100.00", new long[] { 0, 0, 0 }, "33.34 33.33 33.33")]
    [InlineData("0.02", new long[] { 1, 1, 1 }, "0.01 0.01 0")]
    [InlineData("-100.00", new long[] { 1, 1, 1 }, "-33.34 -33.33 -33.33")]
    [InlineData("10.00", new long[] { 0, 5 }, "0 10")]
    [InlineData("10.00", new long[] { 2, 1 }, "6.67 3.33")]
    [InlineData("0", new long[] { 7, 9 }, "0 0")]
    [InlineData("10.00", new long[] { }, "")]
    public void Shares_go_by_weight_and_the_largest_remainder_takes_the_cent(string amount, long[] weights, string shares) =>
        Assert.Equal(
            shares.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Decimal), Money.Share(Decimal(amount), weights));

    [Fact]
    public void Parts_of_a_cent_cannot_be_shared() => Assert.Throws<ArgumentException>(() => Money.Share(0.005m, [1, 1]));

    [Fact]
    public void A_share_is_never_by_less_than_nothing() => Assert.Throws<ArgumentOutOfRangeException>(() => Money.Share(1m, [1, -1]));

    static readonly Gen<decimal> Cents = Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Select(cents => cents / 100m);

    [Fact]
    public void Shares_always_add_up_to_the_amount_and_none_is_a_cent_off() =>
        Gen.Select(Cents, Gen.OneOf(Gen.Long[0, 3], Gen.Long[0, 1_000_000_000_000]).Array[1, 40]).Sample((amount, weights) =>
        {
            var shares = Money.Share(amount, weights);
            var sum = weights.Sum(weight => (decimal)weight);
            Assert.Equal(amount, shares.Sum());
            for (var i = 0; i < shares.Length; i++)
            {
                var exact = sum == 0 ? amount / shares.Length : amount * weights[i] / sum;
                Assert.True(Math.Abs(shares[i] - exact) < 0.01m);
                Assert.Equal(Money.Round(shares[i]), shares[i]);
            }
        }, iter: 10_000);
}
