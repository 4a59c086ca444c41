using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>Machines join and leave: what is counted, from when, up to when, and for which cycles.</summary>
public class MachinesComeAndGoTests
{
    static ItemMeter Priced(string readOn = "2025-12-31", long start = 0) =>
        Alone("Mono", 25, 0, (0, 0.10m)) with { ReadingDate = Day(readOn), StartReading = start };

    [Fact]
    public void A_machine_that_joins_is_counted_from_its_start_reading()
    {
        var contract = new TestContract(Machine("M1", Priced("2026-03-12", 70)) with { From = Day("2026-03-12") })
            .Read("M1", "Mono", "2026-03-31", 100);

        var charge = contract.RateOne("2026-03");

        Assert.Equal((30L, 28m, 1), (charge.Copies, charge.Amount, charge.Cycles.Length));
    }

    [Fact]
    public void A_machine_that_joins_late_in_the_month_waits_for_its_reading()
    {
        var contract = new TestContract(Machine("M1", Priced("2026-03-28")) with { From = Day("2026-03-28") });

        Assert.Equal(ProblemCode.MissingReading, Assert.Single(contract.Rate("2026-03").Problems).Code);
        Assert.Equal(26m, contract.Read("M1", "Mono", "2026-04-02", 10).RateOne("2026-03").Amount);
    }

    [Theory]
    [InlineData("2026-04-01", "2026-03-31")]
    [InlineData(null, "2026-03-31")] // read at the end of the last day: usage begins on the next
    public void A_machine_that_joins_next_month_is_not_billed_yet(string? from, string readOn)
    {
        var item = Machine("M1", Priced(readOn)) with { From = from is null ? null : Day(from) };
        var rated = new TestContract(item).Rate("2026-03");

        Assert.Empty(rated.Charges);
        Assert.Empty(rated.Problems);
    }

    [Fact]
    public void A_machine_that_leaves_is_counted_to_its_last_day()
    {
        var contract = new TestContract(Machine("M1", Priced()) with { Until = Day("2026-02-10") })
            .Billed("meter/M1/Mono", "2026-01").BilledReading("M1", "Mono", "2026-01", "2026-01-31", 500)
            .Read("M1", "Mono", new MeterReading(Day("2026-02-10"), 560, ReadingSource.Final), new MeterReading(Day("2026-02-28"), 900));

        Assert.Equal((60L, 31m), (contract.RateOne("2026-02").Copies, contract.RateOne("2026-02").Amount));
        Assert.Empty(contract.Billed("meter/M1/Mono", "2026-02").BilledReading("M1", "Mono", "2026-02", "2026-02-10", 560)
            .Rate("2026-03").Charges);
    }

    [Fact]
    public void A_machine_that_left_in_mid_quarter_is_billed_with_the_quarter()
    {
        var contract = new TestContract(Machine("M1", Priced()) with { Until = Day("2026-02-10") }, Machine("M2", Priced())).Quarterly(4)
            .Billed("meter/M1/Mono", "2026-01").BilledReading("M1", "Mono", "2026-01", "2026-01-31", 500)
            .Billed("meter/M2/Mono", "2026-01").BilledReading("M2", "Mono", "2026-01", "2026-01-31", 0)
            .Read("M1", "Mono", "2026-02-10", 560).Read("M2", "Mono", "2026-04-30", 10);

        Assert.Equal([31m, 26m], contract.Rate("2026-04").Charges.Select(charge => charge.Amount));
    }

    [Fact]
    public void A_contract_that_ends_inside_its_first_quarter_is_billed_once()
    {
        var contract = new TestContract(Machine("M1", Priced())).Quarterly(3).Read("M1", "Mono", "2026-02-10", 560);
        contract.Contract = contract.Contract with { End = Day("2026-02-10") };

        Assert.Equal(81m, contract.RateOne("2026-03").Amount);
        Assert.Empty(contract.Rate("2026-06").Charges);
    }

    [Fact]
    public void A_machine_that_left_pays_no_minimum_for_months_after_it()
    {
        var contract = new TestContract(Machine("M1", Priced()) with { Until = Day("2026-02-10") }, Machine("M2", Priced()))
            .Billed("meter/M1/Mono", "2026-01").BilledReading("M1", "Mono", "2026-01", "2026-01-31", 500)
            .Billed("meter/M2/Mono", "2026-01").BilledReading("M2", "Mono", "2026-01", "2026-01-31", 0)
            .Read("M1", "Mono", "2026-02-10", 560).Read("M2", "Mono", "2026-04-30", 10);

        var left = contract.Rate("2026-04").Charges[0];

        Assert.Equal([Month("2026-02")], left.Cycles);
        Assert.Equal(31m, left.Amount);
    }

    [Fact]
    public void A_machine_long_gone_when_billing_began_is_not_asked_for()
    {
        var contract = new TestContract(
            Machine("OLD", Priced("2023-12-31")) with { Until = Day("2024-05-31") }, Machine("M1", Priced()))
            .Read("M1", "Mono", "2026-01-31", 10);
        contract.Contract = contract.Contract with { Start = Day("2024-01-01") };

        Assert.Equal("M1", contract.RateOne().Machine);
    }

    [Fact]
    public void A_machine_read_for_last_month_after_it_left_has_no_copies_left()
    {
        var contract = new TestContract(Machine("M1", Priced()) with { Until = Day("2026-02-02") })
            .Billed("meter/M1/Mono", "2026-01").BilledReading("M1", "Mono", "2026-01", "2026-02-03", 500);

        Assert.Equal((0L, 25m), (contract.RateOne("2026-02").Copies, contract.RateOne("2026-02").Amount));
    }

    [Fact]
    public void A_machine_that_came_back_starts_anew()
    {
        var contract = new TestContract(Machine("M1", Priced("2026-05-31", 9000)) with { From = Day("2026-06-01") })
            .Billed("meter/M1/Mono", "2026-01").BilledReading("M1", "Mono", "2026-01", "2026-01-31", 500)
            .Read("M1", "Mono", "2026-06-30", 9100);

        var charge = contract.RateOne("2026-06");

        Assert.Equal((100L, 35m, 1), (charge.Copies, charge.Amount, charge.Cycles.Length));
    }

    [Fact]
    public void A_machine_added_by_a_later_version_owes_nothing_for_the_time_before()
    {
        var first = Machine("M1", Priced());
        var contract = new TestContract(first)
            .Billed("meter/M1/Mono", "2026-04").BilledReading("M1", "Mono", "2026-04", "2026-04-30", 500)
            .Read("M1", "Mono", "2026-05-31", 500).Read("M2", "Mono", "2026-05-31", 100);
        contract.Later.Add(contract.Terms with { From = Month("2026-05"), Items = [first, Machine("M2", Priced("2026-01-31"))] });

        Assert.Equal([1, 1], contract.Rate("2026-05").Charges.Select(charge => charge.Cycles.Length));
    }

    [Fact]
    public void A_machine_that_moves_into_the_pool_goes_on_from_its_last_bill()
    {
        var contract = new TestContract(Machine("M1", Priced()))
            .Billed("meter/M1/Mono", "2026-04").BilledReading("M1", "Mono", "2026-04", "2026-04-30", 500)
            .Read("M1", "Mono", "2026-05-31", 600);
        contract.Later.Add(contract.Terms with
        {
            From = Month("2026-05"),
            Items = [Machine("M1", Pooled("Mono"))],
            AggregateMeters = [Pool("Mono", 25, 0, (0, 0.10m))],
        });

        var charge = contract.RateOne("2026-05");

        Assert.Equal(("pool/Mono", 100L, 35m), (charge.Key, charge.Copies, charge.Amount));
    }

    [Fact]
    public void A_meter_its_machine_does_not_have_is_told()
    {
        var contract = new TestContract(Machine("M1", Priced())).Build() with { Meters = new Dictionary<MeterKey, MeterHistory>() };

        Assert.Equal(ProblemCode.UnknownMeter, Assert.Single(ContractRating.Rate(contract, Month("2026-01")).Problems).Code);
    }
}
