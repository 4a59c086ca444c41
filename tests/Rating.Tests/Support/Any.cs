namespace Platen.Rating.Tests.Support;

/// <summary>Random terms and use, as a dealer might have them; for the properties.</summary>
static class Any
{
    /// <summary>A unit charge of up to 6 decimals; often a round one, sometimes 0.</summary>
    public static readonly Gen<decimal> UnitCharge = Gen.OneOf(
        Gen.Int[0, 20].Select(cents => cents / 100m),
        Gen.Int[0, 500_000].Select(millionths => millionths / 1_000_000m));

    public static readonly Gen<decimal> Minimum = Gen.OneOf(Gen.Const(0m), Gen.Int[1, 1_000_000].Select(cents => cents / 100m));

    /// <summary>A price whose numbers stay below some, so that levels, allowance and copies meet often.</summary>
    public static Gen<PoolMeter> Price(long below, PricingMethod? method = null) => Gen.Select(
        Minimum,
        Gen.OneOf(Gen.Const(0L), Gen.Long[1, below / 3]),
        Gen.Long[1, below / 4].Array[0, 5],
        UnitCharge.Array[6],
        method is { } one ? Gen.Const(one) : Gen.Enum<PricingMethod>(),
        (minimum, quantity, steps, rates, how) =>
        {
            var levels = new List<Level> { new() { From = 0, UnitCharge = rates[0] } };
            var from = quantity + 1;
            foreach (var step in steps)
                levels.Add(new Level { From = from += step, UnitCharge = rates[levels.Count] });
            return new PoolMeter { Type = "Mono", MinBilling = minimum, MinQuantity = quantity, Method = how, Levels = [.. levels] };
        });
}
