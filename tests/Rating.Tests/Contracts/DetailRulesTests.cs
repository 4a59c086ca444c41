using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>The details of terms that no amount hangs on are refused by their place, too.</summary>
public class DetailRulesTests
{
    static readonly ContractItem Item = Machine("M1", Alone("Mono", 0, 0, (0, 0.05m))) with { Fees = [Fee("Rental", 300)] };

    static string[] Faults(ContractItem item) =>
        [.. TermsRules.Check(new ContractTerms { From = Month("2026-01"), Items = [item] }, false).Select(fault => fault.Path)];

    static string[] FaultsOfFee(Fee fee) => Faults(Item with { Fees = [fee] });

    static Inclusion Toner(string code = "TN-1", decimal quantity = 2, string? fee = null) =>
        new() { Kind = InclusionKind.Part, Code = code, Quantity = quantity, Fee = fee };

    [Fact]
    public void Details_that_are_right_have_no_fault() => Assert.Empty(Faults(Item with
    {
        Description = "Front desk",
        IsExtra = true,
        CosAccount = "5100",
        SlaHours = 8,
        TravelRadius = 50,
        TravelChargeRate = 5,
        Inclusions = [Toner(fee: "Rental")],
        Contacts = [new Contact { Name = "Ann" }],
        Fees = [Fee("Rental", 300) with { Account = "4200", CosAccount = "5200", CycleMonths = 3, BillingPeriod = 12, Description = "Rent" }],
    }));

    [Theory]
    [InlineData(0, "items[0].fees[0].cycleMonths")]
    [InlineData(121, "items[0].fees[0].cycleMonths")]
    public void A_fees_cycle_is_1_to_120_months(int months, string path) => Assert.Equal([path], FaultsOfFee(Fee("Rental", 1) with { CycleMonths = months }));

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void A_fees_billing_period_is_1_to_12(int period) =>
        Assert.Equal(["items[0].fees[0].billingPeriod"], FaultsOfFee(Fee("Rental", 1) with { BillingPeriod = period }));

    [Fact]
    public void Accounts_can_be_read_by_other_programs()
    {
        Assert.Equal(["items[0].fees[0].account", "items[0].fees[0].cosAccount"], FaultsOfFee(Fee("Rental", 1) with { Account = "a;b", CosAccount = "" }));
        Assert.Equal(["items[0].meters[0].account"], Faults(Item with { Meters = [Item.Meters[0] with { Account = "4  1" }] }));
        Assert.Equal(["items[0].cosAccount"], Faults(Item with { CosAccount = "!" }));
    }

    [Fact]
    public void An_inclusion_has_a_code_a_quantity_and_a_fee_that_is_there()
    {
        Assert.Equal(["items[0].inclusions[0].code"], Faults(Item with { Inclusions = [Toner(code: " ")] }));
        Assert.Equal(["items[0].inclusions[0].quantity"], Faults(Item with { Inclusions = [Toner(quantity: 0)] }));
        Assert.Equal(["items[0].inclusions[0].fee"], Faults(Item with { Inclusions = [Toner(fee: "Insurance")] })); // W-1
    }

    [Fact]
    public void A_contact_has_a_name() => Assert.Equal(["items[0].contacts[0].name"], Faults(Item with { Contacts = [new Contact { Name = "" }] }));

    [Fact]
    public void Service_is_not_below_nothing() => Assert.Equal(
        ["items[0].slaHours", "items[0].travelRadius", "items[0].travelChargeRate"],
        Faults(Item with { SlaHours = -1, TravelRadius = -1, TravelChargeRate = -1 }));
}
