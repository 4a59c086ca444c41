using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.PrepaidLives;

/// <summary>What holds for every prepaid life, lived month by month through rating and what is posted of it.</summary>
public class PrepaidProperties
{
    const int Cases = 1_000;

    /// <summary>A life, what is billed after it, and the copies of up to three machines in each month of a year.</summary>
    sealed record Life(PrepaidMeter Prepaid, PoolMeter Pool, int[][] Copies);

    static readonly Gen<Life> AnyLife = Gen.Select(
        Gen.Long[1, 3_000], Gen.Int[0, 364], Gen.Enum<Crossing>(), Any.Price(below: 400), Gen.Int[0, 200].Array[12].Array[1, 3],
        (included, days, crossing, pool, copies) => new Life(
            Prepaid("Mono", included, crossing: crossing) with { End = Day("2026-01-01").AddDays(days) }, pool, copies));

    /// <summary>The year's charges, each billed on what the ones before have posted.</summary>
    /// <param name="every">Months from one bill to the next: those between are missed, and billed together (M-18).</param>
    static IEnumerable<Charge> Live(Life life, int every = 1)
    {
        var machines = life.Copies.Length;
        var (used, isOver, counters) = (0L, false, new long[machines]);
        for (var month = every; month <= 12; month += every)
        {
            var period = new Period(2026, month);
            var contract = new TestContract([.. Enumerable.Range(0, machines).Select(i => Machine(Serial(i), Pooled("Mono")))])
                .Pooling(life.Pool).Prepaying(life.Prepaid).Used(life.Prepaid, used, isOver);
            var before = period.AddMonths(-every);
            if (month > every)
                contract.Billed("pool/Mono", before.ToString());
            for (var i = 0; i < machines; i++)
            {
                if (month > every)
                    contract.BilledReading(Serial(i), "Mono", before.ToString(), before.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), counters[i]);
                counters[i] += life.Copies[i].AsSpan(month - every, every).ToArray().Sum();
                contract.Read(Serial(i), "Mono", new MeterReading(period.LastDay, counters[i]));
            }

            var charge = contract.RateOne(period.ToString());
            if (charge.Prepaid is { } prepaid)
                (used, isOver) = (prepaid.UsedAfter, prepaid.IsOver);
            yield return charge;
        }
    }

    /// <summary>Copies with a price of their own, as the lines count them.</summary>
    static long Priced(Charge charge) => charge.Lines.Where(line => line.Level >= 0).Sum(line => line.Quantity);

    /// <summary>How many more the minimum may have paid for: its allowance, all of it where copies beyond have a price.</summary>
    static (long Least, long Most) Allowed(Life life, Charge charge)
    {
        var allowance = life.Pool.MinQuantity * (charge.Prepaid?.FullCycles ?? charge.Cycles.Length);
        return (Priced(charge) > 0 ? allowance : 0, allowance);
    }

    static long Free(Charge charge) => charge.Prepaid?.Free ?? 0;

    [Fact]
    public void Free_and_billed_copies_are_the_usage_in_every_period_and_over_the_year() =>
        AnyLife.Sample(life =>
        {
            var (told, least, most) = (0L, 0L, 0L);
            foreach (var (month, charge) in Live(life).Index())
            {
                var made = life.Copies.Sum(machine => (long)machine[month]);
                var (free, allowed) = (charge.Lines.Where(line => line.Level == PricedLine.Prepaid).Sum(line => line.Quantity), Allowed(life, charge));
                Assert.Equal(Free(charge), free);
                Assert.InRange(made - free - Priced(charge), allowed.Least, allowed.Most);
                (told, least, most) = (told + free + Priced(charge), least + allowed.Least, most + allowed.Most);
            }

            Assert.InRange(life.Copies.Sum(machine => machine.Sum(copies => (long)copies)) - told, least, most);
        }, iter: Cases);

    [Fact]
    public void No_more_is_free_than_was_paid_for() =>
        AnyLife.Sample(life => Live(life).Sum(Free) <= life.Prepaid.IncludedUsage || life.Prepaid.Crossing == Crossing.FreeUntilNextPeriod, iter: Cases);

    [Fact]
    public void Told_only_of_its_use_every_copy_to_the_last_day_is_free() =>
        AnyLife.Sample(life => Live(life with { Prepaid = life.Prepaid with { NotifyOnly = true, End = Day("2026-12-31") } })
            .All(charge => charge.Amount == 0 && Free(charge) == charge.Copies), iter: Cases);

    [Fact]
    public void The_order_of_machines_does_not_matter() =>
        AnyLife.Sample(life => Live(life).Select(charge => (charge.Amount, Free(charge)))
            .SequenceEqual(Live(life with { Copies = [.. life.Copies.Reverse()] }).Select(charge => (charge.Amount, Free(charge)))), iter: Cases);

    [Fact]
    public void As_many_are_free_however_the_life_is_cut_into_bills() =>
        AnyLife.Where(life => life.Prepaid.Crossing != Crossing.FreeUntilNextPeriod).Sample(life =>
        {
            // Where days must be guessed, they are guessed of each bill: to the day only what ends with the year is the same.
            var toTheEnd = life with { Prepaid = life.Prepaid with { End = Day("2026-12-31") } };
            var free = Live(toTheEnd).Sum(Free);
            return Live(toTheEnd, every: 3).Sum(Free) == free && Live(toTheEnd, every: 12).Sum(Free) == free;
        }, iter: Cases);

    [Fact]
    public void A_clerk_with_a_card_comes_to_the_same() =>
        AnyLife.Sample(life =>
        {
            var card = new SlowLife(life.Prepaid, life.Pool);
            foreach (var (month, charge) in Live(life).Index())
                Assert.Equal(card.Month(new Period(2026, month + 1), charge.Copies), (Free(charge), charge.Amount));
        }, iter: Cases);

    [Fact]
    public void Priced_again_from_what_was_posted_it_is_the_same() =>
        AnyLife.Sample(life =>
        {
            var terms = new PricedTerms(new ContractTerms { From = new Period(2026, 1), AggregateMeters = [life.Pool] });
            foreach (var charge in Live(life, every: 2))
                Assert.Equal(charge.Lines, terms.Price(charge.Key, charge.BillTo, new ChargeFacts(charge.Cycles, charge.Counts, charge.Prepaid))!.Lines);
        }, iter: Cases);

    [Fact]
    public void What_an_estimate_took_too_much_of_it_gets_back() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 500]).Sample((estimated, really) =>
        {
            var prepaid = Prepaid("Mono", 1_000_000);
            var charge = new TestContract(Machine("M1", Pooled("Mono"))).Pooling(Pool("Mono", 0, 0, (0, 1m))).Prepaying(prepaid).Used(prepaid, estimated)
                .Billed("pool/Mono", "2026-01").BilledReading("M1", "Mono", "2026-01", "2026-01-31", estimated, isEstimate: true)
                .Read("M1", "Mono", "2026-02-28", really).RateOne("2026-02");
            return charge.Prepaid!.UsedAfter == really && charge.Amount == 0;
        }, iter: Cases);
}
