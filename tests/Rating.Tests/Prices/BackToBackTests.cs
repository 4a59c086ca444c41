using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Prices;

/// <summary>B-3 and B-5: what a supplier behind the contract is owed goes by the same copies as the customer's price.</summary>
public class BackToBackTests
{
    static readonly PoolMeter Price = new()
    {
        Type = "Mono",
        MinBilling = 1000,
        MinQuantity = 1000,
        Levels = [new Level { From = 0, UnitCharge = 0.50m, FinanceAmount = 0.30m }],
        Supplier = "FIN-B",
        FinanceAmount = 600,
    };

    static Charge Rate(PoolMeter price, long copies) =>
        new TestContract(Machine("M1", Pooled("Mono"))).Pooling(price).Read("M1", "Mono", "2026-01-31", copies).RateOne();

    [Theory]
    [InlineData(0, "1000.00", "600.00")]
    [InlineData(1000, "1000.00", "600.00")]
    [InlineData(1500, "1250.00", "750.00")]
    public void T035_The_customer_pays_the_price_and_the_supplier_is_owed_its_part(long copies, string amount, string payable)
    {
        var charge = Rate(Price, copies);

        Assert.Equal((Decimal(amount), Decimal(payable), "FIN-B"), (charge.Amount, charge.Payable, charge.Supplier));
    }

    [Fact]
    public void Without_a_supplier_nothing_is_owed() =>
        Assert.Equal((null, 0m), (Rate(Price with { Supplier = null }, 1500).Supplier, Rate(Price with { Supplier = null }, 1500).Payable));

    [Fact]
    public void What_is_owed_is_rounded_once()
    {
        var price = Price with
        {
            FinanceAmount = 0.004m,
            Levels =
            [
                new Level { From = 0, UnitCharge = 0.5m, FinanceAmount = 0.003m },
                new Level { From = 1002, UnitCharge = 0.5m, FinanceAmount = 0.003m },
            ],
        };

        Assert.Equal(0.01m, Rate(price, 1002).Payable); // 0.004 + 0.003 + 0.003, where each alone would be 0.00
    }

    [Fact]
    public void A_fee_owes_its_finance_amount()
    {
        var contract = new TestContract(new ContractItem
        {
            Location = "Server room",
            Fees = [Fee("Rental", 300) with { Supplier = "FIN-B", FinanceAmount = 250 }],
        });

        Assert.Equal((300m, 250m), (contract.RateOne().Amount, contract.RateOne().Payable));
    }

    [Fact]
    public void Cycles_billed_together_owe_the_finance_amount_of_each()
    {
        var contract = new TestContract(Machine("M1", Pooled("Mono"))).Pooling(Price).Read("M1", "Mono", "2026-02-28", 2500);

        Assert.Equal((2250m, 1350m), (contract.RateOne("2026-02").Amount, contract.RateOne("2026-02").Payable));
    }
}
