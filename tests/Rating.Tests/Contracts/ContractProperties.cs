using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>What holds of every contract, each on 10,000 random ones.</summary>
public class ContractProperties
{
    const int Cases = 10_000;

    static readonly decimal[] TaxRates = [0m, 5m, 15m, 17.5m, 19m];

    static readonly Gen<PoolMeter> Price = Any.Price(below: 100_000);

    static TestContract Pool(PoolMeter price, IReadOnlyList<(string Serial, long Copies)> machines)
    {
        var contract = new TestContract([.. machines.Select(machine => Machine(machine.Serial, Pooled("Mono")))]).Pooling(price);
        foreach (var (serial, copies) in machines)
            contract.Read(serial, "Mono", "2026-01-31", copies);
        return contract;
    }

    static readonly Gen<(string Serial, long Copies)[]> Machines =
        Gen.Long[0, 100_000].Array[1, 8].Select(copies => copies.Select((count, i) => (Serial(i), count)).ToArray());

    [Fact]
    public void The_order_of_machines_does_not_change_a_pools_price() =>
        Gen.Select(Price, Machines, Gen.Int[0, 7]).Sample((price, machines, first) =>
        {
            var last = machines.Length - 1 + first;
            var turned = machines.Select((_, i) => machines[(last - i + machines.Length) % machines.Length]).ToArray();
            return Pool(price, machines).RateOne().Amount == Pool(price, turned).RateOne().Amount;
        }, iter: Cases);

    [Fact]
    public void In_which_order_machines_are_read_does_not_change_a_pools_price() =>
        Gen.Select(Price, Machines, Gen.Select(Gen.Int[0, 27], Gen.Int[0, 100]).Array[8]).Sample((price, machines, between) =>
        {
            var read = new TestContract([.. machines.Select(machine => Machine(machine.Serial, Pooled("Mono")))]).Pooling(price);
            foreach (var (i, (serial, copies)) in machines.Index())
            {
                var (day, percent) = between[i];
                read.Read(serial, "Mono", new MeterReading(Day("2026-01-01").AddDays(day), copies * percent / 100)).Read(serial, "Mono", "2026-01-31", copies);
            }

            return read.RateOne().Amount == Pool(price, machines).RateOne().Amount;
        }, iter: Cases);

    [Fact]
    public void Readings_inside_the_month_do_not_change_its_copies() =>
        Gen.Select(Gen.Long[0, 1000].Array[1, 20], Gen.Long[0, 999_999]).Sample((steps, start) =>
        {
            var opening = (Day("2025-12-31"), start, false);
            var all = new List<MeterReading>();
            var value = start;
            for (var i = 0; i < steps.Length; i++)
                all.Add(new MeterReading(Day("2026-01-31").AddDays(i + 1 - steps.Length), value += steps[i]));

            var counted = new TestMeter([.. all]) { Opening = opening, RollsOverAt = 1_000_000_000 }.Count();
            var lastAlone = new TestMeter(all[^1]) { Opening = opening, RollsOverAt = 1_000_000_000 }.Count();
            return counted == (steps.Sum(), null) && counted == lastAlone;
        }, iter: Cases);

    [Fact]
    public void A_month_with_resets_and_rollovers_counts_what_was_printed() =>
        Gen.Select(Gen.Select(Gen.Long[0, 999], Gen.Int[0, 3], Gen.Long[0, 999]).Array[1, 9], Gen.Long[0, 999]).Sample((months, start) =>
        {
            var (readings, display, printed) = (new List<MeterReading>(), start, 0L);
            foreach (var (copies, what, newStart) in months)
            {
                var date = Day("2026-01-22").AddDays(readings.Count);
                var rolls = display + copies >= 1000;
                display = (display + copies) % 1000;
                printed += copies;
                var reset = !rolls && what == 0;
                readings.Add(new MeterReading(date, display, Event: rolls ? ReadingEvent.Rollover : reset ? ReadingEvent.Reset : ReadingEvent.None, NewStart: newStart));
                display = reset ? newStart : display;
            }

            var meter = new TestMeter([.. readings]) { Opening = (Day("2025-12-31"), start, false), RollsOverAt = 1000 };
            return meter.Count() == (printed, null);
        }, iter: Cases);

    [Fact]
    public void Machines_shares_add_up_to_the_billed_amount() =>
        Gen.Select(Price, Machines).Sample((price, machines) =>
        {
            var charge = Pool(price, machines).RateOne();
            return charge.Shares().Sum() == charge.Amount && charge.Shares().All(share => share >= 0);
        }, iter: Cases);

    [Fact]
    public void Taxes_by_rate_add_up_and_are_cents() =>
        Gen.Select(Gen.Int[-100_000, 1_000_000].Array[1, 20], Gen.Int[0, TaxRates.Length - 1].Select(i => TaxRates[i]).Array[20]).Sample((amounts, rates) =>
        {
            var lines = amounts.Select((cents, i) =>
                new InvoiceLine("C1", "fee/X", LineKind.Fee, null, null, 1, null, cents / 100m, rates[i], "")).ToList();
            var invoice = new InvoiceDraft("CUST-A", "C1", null, "ZAR", lines);

            Assert.Equal(invoice.Net, invoice.TaxByRate.Sum(rate => rate.Net));
            Assert.Equal(invoice.Tax, invoice.TaxByRate.Sum(rate => rate.Tax));
            Assert.Equal(invoice.Total, invoice.Net + invoice.Tax);
            foreach (var (rate, net, tax) in invoice.TaxByRate)
                Assert.True(Money.Round(tax) == tax && Math.Abs(tax - net * rate / 100) <= 0.005m);
        }, iter: Cases);

    [Fact]
    public void Rating_twice_says_the_same() =>
        Gen.Select(Price, Machines).Sample((price, machines) =>
        {
            var contract = Pool(price, machines).Build();
            var (first, second) = (ContractRating.Rate(contract, Month("2026-01")), ContractRating.Rate(contract, Month("2026-01")));
            Assert.Equal(first.Charges[0].Lines, second.Charges[0].Lines);
            Assert.Equal(first.Charges[0].Lines.Select(first.Charges[0].Explain), second.Charges[0].Lines.Select(second.Charges[0].Explain));
        }, iter: Cases);

    [Fact]
    public void What_was_billed_is_never_billed_again() =>
        Gen.Select(Price, Machines, Gen.Int[1, 4], Gen.Int[1, 24]).Sample((price, machines, cycle, month) =>
        {
            var contract = Pool(price, machines);
            contract.Terms = contract.Terms with { CycleMonths = cycle, BillingPeriod = 1 };
            var period = new Period(2026, 1).AddMonths(month);
            return contract.Billed("pool/Mono", period.ToString()).Rate("2026-01").Charges.Count == 0;
        }, iter: Cases);

    [Fact]
    public void Each_cycle_is_billed_once_however_often_a_run_is_missed() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 12], Gen.Bool.Array[36]).Sample((cycle, billingPeriod, runs) =>
        {
            var contract = new TestContract(Machine("M1", Alone("Mono", 25, 0, (0, 0m))));
            contract.Terms = contract.Terms with { CycleMonths = cycle, BillingPeriod = billingPeriod };
            var billed = new List<Period>();
            for (var i = 0; i < runs.Length; i++)
            {
                var period = new Period(2026, 1).AddMonths(i);
                contract.Read("M1", "Mono", new MeterReading(period.LastDay, i));
                if (!runs[i] && i < runs.Length - 6 || contract.Rate(period.ToString()).Charges is not [var charge])
                    continue;
                billed.AddRange(charge.Cycles);
                contract.Billed(charge.Key, period.ToString());
                contract.BilledReading("M1", "Mono", period.ToString(), charge.Counts[0].Closing.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), i);
            }

            var due = new Schedule([contract.Terms], Day("2026-01-01"), null, 12).DueAfter(new Period(2025, 12), new Period(2028, 12));
            Assert.Equal(due, billed);
        }, iter: Cases);
}
