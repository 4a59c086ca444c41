using System.Text.Json;
using Platen.Rating.Tests.Groups;
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

    public static readonly TheoryData<string> TotalMinimum = ["lago-doc-min-below", "arcb-min200", "jim2-min-dollar"];

    public static readonly TheoryData<string> Clawback = ["jim2-clawback"];

    public static readonly TheoryData<string> PooledMinimum = ["bpo-aggregate"];

    public static readonly TheoryData<string> Settled = ["readysell-quarter"];

    public static readonly TheoryData<string> ByDays = ["lago-min-coefficient", "kb-prorate-05", "kb-prorate-10", "kb-prorate-11"];

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

    [Theory]
    [MemberData(nameof(TotalMinimum))]
    public void A_minimum_of_money_tops_up_what_the_copies_come_to(string id)
    {
        var published = PublishedCase.Of(id);
        var (model, expected) = (published.Model, published.Expected);
        var least = PublishedCase.Number(model, model.TryGetProperty("minimum_ex", out _) ? "minimum_ex" : "minimum");
        ItemMeter[] meters = model.TryGetProperty("price", out var prices)
            ? [.. prices.EnumerateObject().Select(price => Alone(price.Name, 0, 0, (0, Decimal(price.Value.GetString()!))))]
            : [Alone("Mono", 0, 0, (0, 1))];
        var contract = new TestContract(Machine("M1", meters) with { MinimumTotal = least });
        contract.Contract = contract.Contract with { TaxRate = model.TryGetProperty("tax", out _) ? 100 * PublishedCase.Number(model, "tax") : 0 };
        foreach (var meter in meters)
        {
            contract.Read("M1", meter.Type, "2026-01-31", published.Input.TryGetProperty("actual", out var actual)
                ? (long)(PublishedCase.Number(actual, meter.Type) - PublishedCase.Number(published.Input.GetProperty("previous"), meter.Type))
                : (long)PublishedCase.Number(published.Input, published.Input.TryGetProperty("usage", out _) ? "usage" : "calculated"));
        }

        var lacking = contract.Rate().Charges.Single(charge => charge.Total is not null).Amount;
        var total = Assert.Single(contract.Invoices()).Total;
        foreach (var (name, amount) in new[] { ("true_up", lacking), ("amount", total), ("top_up_inc", lacking * 1.1m), ("total_inc", total) })
        {
            if (expected.TryGetProperty(name, out _))
                Assert.Equal((name, PublishedCase.Number(expected, name)), (name, amount));
        }
    }

    [Theory]
    [MemberData(nameof(Clawback))]
    public void Copies_paid_for_and_not_made_are_given_back(string id)
    {
        var published = PublishedCase.Of(id);
        var least = (long)PublishedCase.Number(published.Model, "minimum");
        var price = Alone("Mono", 0, least, (0, 0.01m)) with { ShortfallCharge = 0.01m, CreditsShortfall = true };
        var (unders, balance, kept) = (new List<long>(), new List<long>(), 0L);
        foreach (var usage in published.Input.GetProperty("usage").EnumerateArray().Select(Copies))
        {
            var lines = new Tariff(price).Price(usage, [new UnmadeCopies(0.01m, kept)]);
            unders.Add(lines.Sum(line => line.Level switch { PricedLine.Unmade => line.Quantity, PricedLine.GivenBack => -line.Quantity, _ => 0 }));
            balance.Add(kept += unders[^1]);
        }

        Assert.Equal(published.Expected.GetProperty("unders").EnumerateArray().Select(Copies), unders);
        Assert.Equal(published.Expected.GetProperty("unders_balance").EnumerateArray().Select(Copies), balance);
    }

    [Theory]
    [MemberData(nameof(Settled))]
    public void A_cycle_is_settled_at_its_end(string id)
    {
        var published = PublishedCase.Of(id);
        var limit = PublishedCase.Number(published.Model, "limit_per_month");
        var months = new GroupLife(GroupLife.Seed with { Limit = limit }).Months([.. published.Input.GetProperty("usage").EnumerateArray().Select(use => Decimal(use.GetString()!))]);

        Assert.All(months, month => Assert.Equal(PublishedCase.Number(published.Model, "finance_each_month"), month.Finance));
        Assert.Equal([0m, 0m, PublishedCase.Number(published.Expected, "customer_excess_units")], months.Select(month => month.Customer));
    }

    [Theory]
    [MemberData(nameof(ByDays))]
    public void A_fee_by_days_is_the_published_part_of_its_month(string id)
    {
        var published = PublishedCase.Of(id);
        var from = Day(published.Input.GetProperty("start").GetString()!);
        var until = published.Input.TryGetProperty("end_inclusive", out var last) ? Day(last.GetString()!) : Day(published.Input.GetProperty("end_exclusive").GetString()!).AddDays(-1);
        var days = DateTime.DaysInMonth(from.Year, from.Month);
        var contract = new TestContract(new ContractItem { Location = "x", Fees = [Fee("Base", 1000 * days) with { From = from, Until = until, ProratedByDay = true }] });
        contract.Contract = contract.Contract with { Start = new DateOnly(from.Year, from.Month, 1) };
        contract.Terms = contract.Terms with { From = Period.Of(from) };
        var part = published.Expected.GetProperty(published.Expected.TryGetProperty("fraction", out _) ? "fraction" : "cycles").GetString()!.Split('/');

        Assert.Equal(1000 * days * Decimal(part[0]) / Decimal(part[1]), contract.RateOne(Period.Of(from).ToString()).Amount);
    }

    static long Copies(JsonElement element) => long.Parse(element.GetString()!, CultureInfo.InvariantCulture);

    [Fact]
    public void Every_published_case_is_proved_or_left_out_with_its_reason()
    {
        var all = PublishedCase.All();
        var proved = new[] { Tiered, VolumeMinimum, TotalMinimum, Clawback, PooledMinimum, Settled, ByDays }.SelectMany(data => data.Select(row => row.Data)).ToList();
        var leftOut = all.Where(one => NotOffered.Families.ContainsKey(one.Family) || NotOffered.Cases.ContainsKey(one.Id));

        Assert.Equal(98, all.Count);
        Assert.Equal(all.Select(one => one.Id).Order(StringComparer.Ordinal), proved.Concat(leftOut.Select(one => one.Id)).Order(StringComparer.Ordinal));
        Assert.All(NotOffered.Families.Keys, family => Assert.Contains(all, one => one.Family == family));
        Assert.All(NotOffered.Cases.Keys, id => Assert.Contains(all, one => one.Id == id));
    }
}
