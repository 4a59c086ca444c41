using System.Globalization;
using Platen.Rating;
using Platen.Shell.Components;

namespace Platen.Billing.Escalation;

/// <summary>Prices that rise, in words.</summary>
static class PriceWords
{
    /// <summary>A price's place in a contract's terms, without the machine.</summary>
    public static string Of(PricePlace place, PricedTerms terms)
    {
        var type = terms.PriceOf(place.Charge) is { } meter ? meter.Type : terms.FeeOf(place.Charge)?.Type ?? "all meters";
        var charge = place.Charge == ChargeKey.Pool(type) ? $"{type} pool" : type;
        var price = place.Part switch
        {
            PricePart.Fee => charge,
            PricePart.Minimum => $"{charge}, minimum",
            PricePart.UnitCharge => $"{charge}, {Level(place, terms)}",
        };
        return place.IsFinance ? $"{price}, supplier's part" : price;
    }

    static string Level(PricePlace place, PricedTerms terms) => place.Level < 0 ? "each copy short"
        : terms.PriceOf(place.Charge) is { Levels.Length: > 1 } price
        ? string.Create(CultureInfo.InvariantCulture, $"copies from {new Tariff(price).Start(place.Level):N0}")
        : "each copy";

    /// <summary>The same price on several machines is said once, with their number.</summary>
    public static IEnumerable<(string Words, RaisedPrice Price)> Alike(IEnumerable<RaisedPrice> prices) => prices
        .GroupBy(price => (price.What, price.Old, price.New, price.Capped))
        .Select(alike => (Words(alike.Key.What, alike.Select(price => price.Machine).OfType<string>().ToList()), alike.First()));

    static string Words(string what, List<string> machines) => machines.Count switch
    {
        0 => what,
        1 => $"{what}, {machines[0]}",
        var many => $"{what}, {Numerals.Count(many)} machines",
    };
}
