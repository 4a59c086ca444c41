using Platen.Rating.Tests.Support;

namespace Platen.Rating.Tests.Prices;

/// <summary>Platen's pricing agrees with a slow and obvious one, copy by copy, on random prices and use.</summary>
public class AgainstSlowPricingTests
{
    [Theory]
    [InlineData(PricingMethod.Graduated)]
    [InlineData(PricingMethod.WholeVolume)]
    public void Prices_agree_with_a_clerks_pencil(PricingMethod method) =>
        Gen.Select(Any.Price(below: 400, method), Gen.Int[1, 4], Gen.Long[0, 2000])
            .Sample((price, cycles, copies) =>
            {
                var amount = new Tariff(price, cycles).Price(copies).Sum(line => line.Amount);
                return amount == SlowPricing.Amount(price, cycles, copies);
            }, iter: 100_000);

    [Fact]
    public void A_whole_contract_agrees_with_it_too() =>
        Gen.Select(Any.Price(below: 400), Gen.Int[0, 400].Array[1, 5], Gen.Int[1, 3])
            .Sample((price, copies, month) =>
            {
                var period = new Period(2026, month); // January's cycle, or the first two or three together
                var machines = copies.Select((_, i) => Make.Machine(Make.Serial(i), Make.Pooled("Mono"))).ToArray();
                var contract = new TestContract(machines).Pooling(price);
                for (var i = 0; i < copies.Length; i++)
                    contract.Read(Make.Serial(i), "Mono", new MeterReading(period.LastDay, copies[i]));

                return contract.RateOne(period.ToString()).Amount == SlowPricing.Amount(price, month, copies.Sum());
            }, iter: 20_000);
}
