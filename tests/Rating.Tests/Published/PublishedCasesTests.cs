using System.Text.Json;
using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Published;

/// <summary>Prices that other systems and dealers published, in the forms that Platen offers; the rest is in <see cref="NotOffered"/>.</summary>
public class PublishedCasesTests
{
    public static readonly TheoryData<string> Tiered =
    [
        "om-unit-0", "om-unit-100", "zuplo-grad", "autumn-grad", "oracle-slab", "cn-rental", "ale-clicks",
        "lago-doc-vol-65000", "om-vol-unit-only-0", "oracle-variable", "zuora-date-70", "zuora-date-90", "zuora-date-115", "arcb-standard-250",
    ];

    public static readonly TheoryData<string> VolumeMinimum = ["jim2-split-1", "jim2-split-2"];

    public static readonly TheoryData<string> PooledMinimum = ["bpo-aggregate"];

    static decimal Amount(MeterPrice price, decimal units) => new Tariff(price).Price((long)units).Sum(line => line.Amount);

    [Theory]
    [MemberData(nameof(Tiered))]
    public void A_tiered_price_is_what_was_published(string id)
    {
        var published = PublishedCase.Of(id);
        var units = PublishedCase.Number(published.Input, "units");

        Assert.Equal(PublishedCase.Number(published.Expected, "amount"), Amount(published.TieredPrice(), units));
    }

    [Theory]
    [MemberData(nameof(VolumeMinimum))]
    public void Copies_that_are_always_paid_for_are_a_minimum(string id)
    {
        var published = PublishedCase.Of(id);
        var (quantity, rate) = (PublishedCase.Number(published.Model, "minimum_units"), PublishedCase.Number(published.Model, "price"));
        var price = Pool("Mono", quantity * rate, (long)quantity, (0, rate));

        Assert.Equal(PublishedCase.Number(published.Expected, "amount"), Amount(price, PublishedCase.Number(published.Input, "units")));
    }

    [Theory]
    [MemberData(nameof(PooledMinimum))]
    public void Pools_are_priced_on_the_sum_of_their_machines(string id)
    {
        var published = PublishedCase.Of(id);
        var model = published.Model;
        var pools = new[]
        {
            Pool("Mono", PublishedCase.Number(model, "base"), (long)PublishedCase.Number(model, "included"), (0, PublishedCase.Number(model, "over"))),
            Pool("Colour", 0, 0, (0, PublishedCase.Number(model, "colour"))),
        };
        var contract = new TestContract(
            [.. Enumerable.Range(0, 3).Select(i => Machine(Serial(i), Pooled("Mono"), Pooled("Colour")))]).Pooling(pools);
        foreach (var (type, name) in new[] { ("Mono", "mono"), ("Colour", "colour") })
        {
            var copies = published.Input.GetProperty(name).EnumerateArray().Select(Copies).ToList();
            for (var i = 0; i < copies.Count; i++)
                contract.Read(Serial(i), type, "2026-01-31", copies[i]);
        }

        Assert.Equal(PublishedCase.Number(published.Expected, "amount"), Assert.Single(contract.Invoices()).Net);
    }

    static long Copies(JsonElement element) => long.Parse(element.GetString()!, CultureInfo.InvariantCulture);

    [Fact]
    public void Every_published_case_is_proved_or_left_out_with_its_reason()
    {
        var all = PublishedCase.All();
        var proved = new[] { Tiered, VolumeMinimum, PooledMinimum }.SelectMany(data => data.Select(row => row.Data)).ToList();
        var leftOut = all.Where(one => NotOffered.Families.ContainsKey(one.Family) || NotOffered.Cases.ContainsKey(one.Id));

        Assert.Equal(98, all.Count);
        Assert.Equal(all.Select(one => one.Id).Order(StringComparer.Ordinal), proved.Concat(leftOut.Select(one => one.Id)).Order(StringComparer.Ordinal));
        Assert.All(NotOffered.Families.Keys, family => Assert.Contains(all, one => one.Family == family));
        Assert.All(NotOffered.Cases.Keys, id => Assert.Contains(all, one => one.Id == id));
    }
}
