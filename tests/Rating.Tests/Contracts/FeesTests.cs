using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>F-2 and F-7: a fee is due for every billed month that begins on a day inside its dates; never a part of it.</summary>
public class FeesTests
{
    static TestContract WithFee(string? from, string? until, string? itemFrom = null, string? itemUntil = null) => new(new ContractItem
    {
        Location = "Server room",
        From = itemFrom is null ? null : Day(itemFrom),
        Until = itemUntil is null ? null : Day(itemUntil),
        Fees = [Fee("Rental", 300) with { From = from is null ? null : Day(from), Until = until is null ? null : Day(until) }],
    });

    [Theory]
    [InlineData("2026-06-16", null, "2026-06", false)] // T186
    [InlineData("2026-06-16", null, "2026-07", true)]
    [InlineData("2026-06-01", null, "2026-06", true)]
    [InlineData(null, "2026-06-01", "2026-06", true)]
    [InlineData(null, "2026-06-30", "2026-06", true)]
    [InlineData(null, "2026-05-31", "2026-06", false)]
    [InlineData("2026-06-01", "2026-06-01", "2026-06", true)]
    [InlineData(null, null, "2026-06", true)]
    public void T186_A_fee_is_due_in_a_month_that_begins_inside_its_dates(string? from, string? until, string period, bool due) =>
        Assert.Equal(due, WithFee(from, until).Rate(period).Charges.Count == 1);

    [Theory]
    [InlineData("2026-06-02", null, "2026-06", false)]
    [InlineData("2026-06-01", null, "2026-06", true)]
    [InlineData(null, "2026-05-31", "2026-06", false)]
    public void A_fee_without_dates_takes_its_items(string? from, string? until, string period, bool due) =>
        Assert.Equal(due, WithFee(null, null, from, until).Rate(period).Charges.Count == 1);

    [Fact]
    public void A_fee_is_not_due_before_its_contract_whatever_it_says()
    {
        var contract = WithFee("2025-01-01", null);
        contract.Contract = contract.Contract with { Start = Day("2026-01-02") };

        Assert.Empty(contract.Rate("2026-01").Charges);
        Assert.Single(contract.Rate("2026-02").Charges);
    }

    [Fact]
    public void A_quarterly_fee_is_the_amount_of_a_quarter()
    {
        Assert.Equal(300m, WithFee(null, null).Quarterly(3).RateOne("2026-03").Amount);
    }

    [Fact]
    public void Fees_that_follow_one_another_are_charges_of_their_own()
    {
        var contract = WithFee(null, null);
        contract.Terms = contract.Terms with
        {
            Items =
            [
                contract.Terms.Items[0] with
                {
                    Fees = [Fee("Rental", 300) with { Until = Day("2026-06-30") }, Fee("Rental", 200) with { From = Day("2026-07-01") }],
                },
            ],
        };
        contract.Billed("fee/Server room/Rental", "2026-06");

        Assert.Equal(("fee/Server room/Rental/2", 200m), (contract.RateOne("2026-07").Key, contract.RateOne("2026-07").Amount));
    }

    [Fact]
    public void A_fee_that_a_later_version_brings_is_not_owed_for_the_months_before_it()
    {
        var machine = Machine("M1", Alone("Mono", 0, 0, (0, 0.05m)));
        var contract = new TestContract(machine).Billed("meter/M1/Mono", "2026-04")
            .BilledReading("M1", "Mono", "2026-04", "2026-04-30", 400).Read("M1", "Mono", "2026-05-31", 500);
        contract.Later.Add(contract.Terms with { From = Month("2026-05"), Items = [machine with { Fees = [Fee("Rental", 300)] }] });

        var fee = contract.Rate("2026-05").Charges.Single(charge => charge.Kind == ChargeKind.Fee);

        Assert.Equal((300m, 1), (fee.Amount, fee.Cycles.Length));
    }

    [Fact]
    public void A_fee_for_all_items_is_charged_once()
    {
        var contract = new TestContract(
            Machine("M1", Alone("Mono", 0, 0, (0, 0m))), Machine("M2", Alone("Mono", 0, 0, (0, 0m))));
        contract.Terms = contract.Terms with { AggregateFees = [Fee("Insurance", 90)] };
        contract.Contract = contract.Contract with { Only = ChargeKind.Fee };

        Assert.Equal(("fee/Insurance", 90m), (contract.RateOne().Key, contract.RateOne().Amount));
    }

    [Theory]
    [InlineData(ChargeKind.Fee, "fee/M1/Rental")]
    [InlineData(ChargeKind.Meter, "meter/M1/Mono")]
    public void A_run_may_take_one_kind_of_charge(ChargeKind kind, string key)
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 25, 0, (0, 0m))) with { Fees = [Fee("Rental", 300)] })
            .Read("M1", "Mono", "2026-01-31", 10);
        contract.Contract = contract.Contract with { Only = kind };

        Assert.Equal(key, contract.RateOne().Key); // F-5
    }

    [Fact]
    public void Fees_need_no_readings()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 25, 0, (0, 0m))) with { Fees = [Fee("Rental", 300)] });
        contract.Contract = contract.Contract with { Only = ChargeKind.Fee };

        Assert.Equal(300m, contract.RateOne().Amount);
    }
}
