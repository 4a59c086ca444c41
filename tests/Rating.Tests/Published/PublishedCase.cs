using System.Text.Json;
using Platen.Testing;

namespace Platen.Rating.Tests.Published;

/// <summary>A case of rating that another system published: its model, what goes in, what comes out.</summary>
sealed record PublishedCase(string Id, string Family, JsonElement Model, JsonElement Input, JsonElement Expected)
{
    public static IReadOnlyList<PublishedCase> All()
    {
        using var file = File.OpenRead(SharedFiles.PathTo("data", "rating_cases", "rating_cases.json"));
        using var document = JsonDocument.Parse(file);
        return
        [
            .. document.RootElement.GetProperty("cases").EnumerateArray().Select(one => new PublishedCase(
                one.GetProperty("id").GetString()!,
                one.GetProperty("family").GetString()!,
                one.GetProperty("model").Clone(),
                one.GetProperty("input").Clone(),
                one.GetProperty("expected").Clone())),
        ];
    }

    public static PublishedCase Of(string id) => All().Single(one => one.Id == id);

    public static decimal Number(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    /// <summary>
    /// Tiers as Platen's levels: one that goes up to 1,000 is followed by a level from 1,001. A flat amount on the first
    /// tier of a graduated price, or the same one on every tier, is a minimum that pays for no copies (M-7).
    /// </summary>
    public PoolMeter TieredPrice()
    {
        var tiers = Model.GetProperty("tiers").EnumerateArray().ToList();
        var flats = tiers.ConvertAll(tier => Number(tier, "flat"));
        var isGraduated = Family == "graduated";
        var isExpressible = isGraduated ? flats.Skip(1).All(flat => flat == 0) : flats.TrueForAll(flat => flat == flats[0]);
        Assert.True(isExpressible && !Model.TryGetProperty("kind", out _), $"{Id} is not a form that Platen offers.");

        var from = 0L;
        var levels = new List<Level>();
        foreach (var tier in tiers)
        {
            levels.Add(new Level { From = from, UnitCharge = Number(tier, "unit") });
            from = tier.GetProperty("up_to").ValueKind == JsonValueKind.Null ? 0 : tier.GetProperty("up_to").GetInt64() + 1;
        }

        return new PoolMeter
        {
            Type = "Mono",
            MinBilling = flats[0],
            Method = isGraduated ? PricingMethod.Graduated : PricingMethod.WholeVolume,
            Levels = [.. levels],
        };
    }
}
