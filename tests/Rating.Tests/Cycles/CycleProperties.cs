using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Cycles;

/// <summary>N-6 with random cycles: each month's bill agrees with a slow one, and a year of them with all copies priced at once.</summary>
public class CycleProperties
{
    sealed record Year(PoolMeter Price, int MinimumEvery, int MinimumFirst, int Every, int First, int[] Copies, bool[] Runs, bool IsPool);

    static readonly (int Minimum, int Copies)[] Cycles = [(1, 1), (1, 2), (1, 3), (1, 12), (2, 2), (2, 4), (2, 6), (3, 3), (3, 12), (4, 12), (6, 6)];

    static readonly Gen<Year> Any = Gen.Select(
        Support.Any.Price(below: 400), Gen.Int[0, 10].Select(i => Cycles[i]),
        Gen.Int[0, 11], Gen.Int[0, 11], Gen.Int[0, 300].Array[12], Gen.Int[0, 5].Array[12], Gen.Bool,
        (price, every, minimumFirst, first, copies, runs, pool) => new Year(
            price with { MinBilling = price.MinBilling + 1, Levels = Beyond(price, every.Copies / every.Minimum) }, every.Minimum, 1 + minimumFirst % every.Minimum, every.Copies, 1 + first % every.Copies,
            copies, Array.ConvertAll(runs, run => run > 0), pool));

    /// <summary>Levels of a bill's copies begin beyond what its minimums pay for (M-9).</summary>
    static Level[] Beyond(PoolMeter price, int minimums) =>
        [.. price.Levels.Select((level, i) => i == 0 ? level : level with { From = level.From + price.MinQuantity * (minimums - 1) })];

    static T Cycled<T>(Year year, T price) where T : MeterPrice => price with
    {
        MinBilling = year.Price.MinBilling,
        MinQuantity = year.Price.MinQuantity,
        Method = year.Price.Method,
        Levels = year.Price.Levels,
        CycleMonths = year.Every,
        BillingPeriod = year.First,
        MinimumCycleMonths = year.MinimumEvery,
        MinimumPeriod = year.MinimumFirst,
    };

    static TestContract Contract(Year year) => year.IsPool
        ? new TestContract(Machine("M1", Pooled("Mono")), Machine("M2", Pooled("Mono"))).Pooling(Cycled(year, Pool("Mono", 0, 0)))
        : new TestContract(Machine("M1", Cycled(year, Alone("Mono", 0, 0))));

    /// <summary>Bills the months that are run, each as if the ones before were posted.</summary>
    static List<decimal> Bills(Year year)
    {
        var (contract, counter, bills) = (Contract(year), 0L, new List<decimal>());
        for (var month = 1; month <= 12; month++)
        {
            var period = new Period(2026, month);
            counter += year.Copies[month - 1];
            foreach (var serial in (string[])["M1", "M2"])
                contract.Read(serial, "Mono", new MeterReading(period.LastDay, serial == "M1" ? counter : 0));
            var charges = year.Runs[month - 1] ? contract.Rate(period.ToString()).Charges : [];
            foreach (var charge in charges)
            {
                contract.Billed(charge.Key, period.ToString());
                foreach (var count in charge.Counts)
                    contract.BilledReading(count.Meter.Machine, "Mono", period.ToString(), count.Closing.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), count.Closing.Value);
            }

            bills.Add(charges.Sum(charge => charge.Amount));
        }

        return bills;
    }

    [Fact]
    public void Every_months_bill_agrees_with_a_clerks() => Any.Sample(year =>
        Bills(year).SequenceEqual(SlowCycles.Bills(year.Price, (year.MinimumFirst, year.MinimumEvery), (year.First, year.Every), year.Copies, year.Runs)), iter: 4000);

    [Fact]
    public void A_common_cycle_costs_its_minimums_and_its_copies_beyond_all_that_they_pay_for() =>
        Any.Where(year => year.Every == year.First).Sample(year =>
        {
            var cycle = year with { Copies = [.. year.Copies.Select((copies, i) => i < year.Every ? copies : 0)], Runs = [.. year.Runs.Select(_ => true)] };
            var minimums = year.Every / year.MinimumEvery;
            var price = year.Price with { MinBilling = year.Price.MinBilling * minimums, MinQuantity = year.Price.MinQuantity * minimums };

            return Bills(cycle).Take(year.Every).Sum() == SlowPricing.Amount(price, 1, cycle.Copies.Sum());
        }, iter: 2000);
}
