using Platen.Rating.Tests.Support;

namespace Platen.Rating.Tests.Prices;

/// <summary>What holds of every price, each on 10,000 random ones.</summary>
public class PricingProperties
{
    const int Cases = 10_000;
    const long Below = 1_000_000_000;

    static readonly Gen<PoolMeter> Graduated = Any.Price(Below, PricingMethod.Graduated);
    static readonly Gen<long> Copies = Gen.OneOf(Gen.Long[0, 1000], Gen.Long[0, 3 * Below]);

    static decimal Amount(MeterPrice price, long copies, int cycles = 1) =>
        new Tariff(price, cycles).Price(copies).Sum(line => line.Amount);

    static decimal BeforeRounding(MeterPrice price, long copies) =>
        price.MinBilling + new Tariff(price).Price(copies).Where(line => line.Level >= 0).Sum(line => line.Quantity * line.UnitCharge!.Value);

    [Fact]
    public void More_copies_never_cost_less() =>
        Gen.Select(Graduated, Copies, Copies, Gen.Int[1, 5]).Sample((price, a, b, cycles) =>
            Amount(price, Math.Min(a, b), cycles) <= Amount(price, Math.Max(a, b), cycles), iter: Cases);

    [Fact]
    public void No_copies_and_all_that_the_minimum_pays_for_cost_the_minimum() =>
        Any.Price(Below).Sample(price =>
            Amount(price, 0) == price.MinBilling && Amount(price, price.MinQuantity) == price.MinBilling, iter: Cases);

    [Fact]
    public void The_first_copy_beyond_the_minimum_costs_the_first_rate() =>
        Graduated.Sample(price =>
            BeforeRounding(price, price.MinQuantity + 1) - BeforeRounding(price, price.MinQuantity) == price.Levels[0].UnitCharge, iter: Cases);

    [Fact]
    public void A_level_above_the_copies_changes_nothing() =>
        Gen.Select(Graduated, Copies, Any.UnitCharge).Sample((price, copies, rate) =>
        {
            var above = Math.Max(copies, Math.Max(price.Levels[^1].From, price.MinQuantity + 1)) + 1;
            var more = price with { Levels = [.. price.Levels, new Level { From = above, UnitCharge = rate }] };
            return Amount(more, copies) == Amount(price, copies);
        }, iter: Cases);

    [Fact]
    public void Lines_cover_every_copy_beyond_the_minimum_once_and_in_order() =>
        Gen.Select(Any.Price(Below), Copies, Gen.Int[1, 5]).Sample((price, copies, cycles) =>
        {
            var next = price.MinQuantity * cycles + 1;
            foreach (var line in new Tariff(price, cycles).Price(copies).Where(line => line.Level >= 0))
            {
                Assert.Equal(next, line.FirstCopy);
                Assert.Equal(line.LastCopy - line.FirstCopy + 1, line.Quantity);
                Assert.True(line.Quantity > 0);
                Assert.Equal(Money.Round(line.Quantity * line.UnitCharge!.Value), line.Amount);
                next = line.LastCopy + 1;
            }

            Assert.Equal(Math.Max(copies, price.MinQuantity * cycles) + 1, next);
        }, iter: Cases);

    [Fact]
    public void With_one_rate_both_methods_are_the_same() =>
        Gen.Select(Graduated, Copies, Any.UnitCharge).Sample((price, copies, rate) =>
        {
            var flat = price with { Levels = [new Level { From = 0, UnitCharge = rate }] };
            return Amount(flat, copies) == Amount(flat with { Method = PricingMethod.WholeVolume }, copies);
        }, iter: Cases);

    [Fact]
    public void Cycles_billed_together_cost_what_they_cost_apart_when_all_are_alike() =>
        Gen.Select(Graduated, Copies, Gen.Int[1, 6]).Sample((price, copies, cycles) =>
        {
            // A cent a line may be rounded differently, since each month's lines are rounded by themselves.
            var apart = Amount(price, copies) * cycles;
            return Math.Abs(Amount(price, copies * cycles, cycles) - apart) <= 0.005m * (cycles + 1) * price.Levels.Length;
        }, iter: Cases);

    [Fact]
    public void What_a_supplier_is_owed_at_the_customers_prices_is_what_the_customer_pays() =>
        Gen.Select(Any.Price(Below), Copies, Gen.Int[1, 4]).Sample((price, copies, cycles) =>
        {
            var mirrored = price with
            {
                FinanceAmount = price.MinBilling,
                Levels = [.. price.Levels.Select(level => level with { FinanceAmount = level.UnitCharge })],
            };
            var tariff = new Tariff(mirrored, cycles);
            var lines = tariff.Price(copies);
            return Math.Abs(tariff.Payable(lines) - lines.Sum(line => line.Amount)) <= 0.005m * (lines.Length + 1);
        }, iter: Cases);
}
