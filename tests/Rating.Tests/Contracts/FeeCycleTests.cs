using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>F-1: a fee may have a cycle and a first period of its own, also in months in which the contract is not due.</summary>
public class FeeCycleTests
{
    static TestContract With(Fee fee) => new(new ContractItem { Location = "Server room", Fees = [fee] });

    static Fee Quarterly(int? billingPeriod = null) => Fee("Insurance", 90) with { CycleMonths = 3, BillingPeriod = billingPeriod };

    static string[] DueMonths(TestContract contract)
    {
        var due = new List<string>();
        for (var month = 1; month <= 12; month++)
        {
            var period = new Period(2026, month).ToString();
            if (contract.Rate(period).Charges is not [var charge])
                continue;
            due.Add(period);
            contract.Billed(charge.Key, period);
        }

        return [.. due];
    }

    [Fact]
    public void A_quarterly_fee_on_a_monthly_contract_is_due_four_times_a_year() =>
        Assert.Equal(["2026-01", "2026-04", "2026-07", "2026-10"], DueMonths(With(Quarterly())));

    [Fact]
    public void A_fee_begins_with_its_own_billing_period() =>
        Assert.Equal(["2026-02", "2026-05", "2026-08", "2026-11"], DueMonths(With(Quarterly(2)))); // as T062

    [Fact]
    public void A_fee_with_a_billing_period_alone_keeps_the_contracts_cycle() =>
        Assert.Equal(["2026-03", "2026-06", "2026-09", "2026-12"], DueMonths(With(Fee("Rental", 300) with { BillingPeriod = 3 }).Quarterly(1)));

    [Fact]
    public void A_monthly_fee_is_due_in_every_month_of_a_quarterly_contract() =>
        Assert.Equal(12, DueMonths(With(Fee("Rental", 300) with { CycleMonths = 1, BillingPeriod = 1 }).Quarterly(3)).Length);

    [Fact]
    public void Only_the_fee_with_its_own_cycle_is_charged_where_the_contract_is_not_due()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 25, 0, (0, 0m))) with
        {
            Fees = [Fee("Rental", 300), Fee("Insurance", 90) with { CycleMonths = 1, BillingPeriod = 1 }],
        }).Quarterly(3);

        Assert.Equal("fee/M1/Insurance", contract.RateOne("2026-01").Key);
        Assert.Empty(contract.Rate("2026-01").Problems); // nobody needs a reading for it
    }

    [Fact]
    public void Missed_cycles_of_a_fee_are_billed_with_its_next()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 0, 0, (0, 0m))) with { Fees = [Quarterly()] }).Billed("fee/M1/Insurance", "2026-01");
        contract.Contract = contract.Contract with { Only = ChargeKind.Fee };

        var charge = contract.RateOne("2026-10");

        Assert.Equal([Month("2026-04"), Month("2026-07"), Month("2026-10")], charge.Cycles);
        Assert.Equal(270m, charge.Amount);
    }

    [Fact]
    public void A_fee_is_not_due_between_its_cycles() =>
        Assert.Empty(With(Quarterly()).Billed("fee/Server room/Insurance", "2026-01").Rate("2026-09").Charges);

    [Fact]
    public void A_version_that_gives_a_fee_another_cycle_counts_from_then_on()
    {
        var contract = With(Quarterly(1));
        contract.Later.Add(contract.Terms with { From = Month("2026-06"), Items = [contract.Terms.Items[0] with { Fees = [Quarterly(1) with { CycleMonths = 6 }] }] });

        Assert.Equal(["2026-01", "2026-04", "2026-07"], DueMonths(contract));
    }

    [Fact]
    public void The_invoice_calls_a_fee_by_its_description()
    {
        var charge = With(Fee("INS", 90) with { Description = "Insurance of the fleet" }).RateOne();

        Assert.Equal("Insurance of the fleet", charge.Explain(charge.Lines[0]));
    }
}
