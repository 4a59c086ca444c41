using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Contracts;

/// <summary>F-7, A-26: a fee that goes by days is charged for those of a cycle that its dates cover.</summary>
public class FeesByDayTests
{
    static TestContract With(string? from, string? until, bool byDay = true, string? itemUntil = null) => new(new ContractItem
    {
        Location = "Server room",
        Until = itemUntil is null ? null : Day(itemUntil),
        Fees = [Fee("Rental", 300) with { From = from is null ? null : Day(from), Until = until is null ? null : Day(until), ProratedByDay = byDay }],
    });

    static string Said(RatedContract rated) =>
        string.Join(" | ", rated.Charges.SelectMany(charge => charge.Lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Amount:0.00} {charge.Explain(line)}"))));

    [Theory]
    [InlineData(false, "2026-06", "")]
    [InlineData(false, "2026-07", "300.00 Rental")]
    [InlineData(true, "2026-06", "150.00 Rental, 2026-06-16 to 2026-06-30: 15 of 30 days")]
    [InlineData(true, "2026-07", "300.00 Rental")]
    public void T186_A_fee_from_16_June_is_not_billed_in_June_or_for_15_of_30_days(bool byDay, string period, string lines)
    {
        var contract = With("2026-06-16", null, byDay);
        if (byDay && period == "2026-07")
            contract.Billed("fee/Server room/Rental", "2026-06");

        Assert.Equal(lines, Said(contract.Rate(period)));
    }

    [Theory]
    [InlineData(null, "2026-06-01", null, "10.00 Rental, 2026-06-01 to 2026-06-01: 1 of 30 days")]
    [InlineData("2026-06-10", "2026-06-12", null, "30.00 Rental, 2026-06-10 to 2026-06-12: 3 of 30 days")]
    [InlineData(null, null, "2026-06-20", "200.00 Rental, 2026-06-01 to 2026-06-20: 20 of 30 days")]
    [InlineData("2026-07-01", null, null, "")]
    [InlineData(null, "2026-05-31", null, "")]
    [InlineData(null, null, null, "300.00 Rental")]
    public void It_ends_with_its_own_last_day_or_its_items(string? from, string? until, string? itemUntil, string lines) =>
        Assert.Equal(lines, Said(With(from, until, itemUntil: itemUntil).Rate("2026-06")));

    [Theory]
    [InlineData("T166", 5000, "2019-08-12", "2019-12-22", "1816.94")]
    [InlineData("T167", 12000, "2019-08-01", "2019-12-31", "5016.39")]
    public void A_years_fee_is_divided_by_the_days_of_its_year(string row, decimal amount, string from, string until, string billed)
    {
        var contract = new TestContract(new ContractItem
        {
            Location = "Server room",
            Fees = [Fee("Service", amount) with { From = Day(from), Until = Day(until), ProratedByDay = true, CycleMonths = 12, BillingPeriod = 7 }],
        });
        contract.Contract = contract.Contract with { Start = Day("2019-08-01") };
        contract.Terms = contract.Terms with { From = Month("2019-08") };

        Assert.Equal((row, Decimal(billed)), (row, contract.RateOne("2020-07").Amount)); // August to July: 366 days
    }

    [Fact]
    public void Missed_months_are_whole_and_the_first_is_a_part()
    {
        var machine = Machine("M1", Alone("Mono", 0, 0, (0, 0.05m)) with { ReadingDate = Day("2026-06-15") }) with
        {
            From = Day("2026-06-16"),
            Fees = [Fee("Rental", 300) with { ProratedByDay = true, Supplier = "LESSOR", FinanceAmount = 100 }],
        };
        var contract = new TestContract(machine);
        contract.Contract = contract.Contract with { Only = ChargeKind.Fee };

        var charge = contract.RateOne("2026-08");

        Assert.Equal("600.00 Rental for 2 whole cycles | 150.00 Rental, 2026-06-16 to 2026-06-30: 15 of 30 days", Said(contract.Rate("2026-08")));
        Assert.Equal(250m, charge.Payable);
    }

    [Fact]
    public void It_is_priced_the_same_again_from_what_the_ledger_keeps()
    {
        var contract = With("2026-06-16", "2026-06-30");
        var charge = contract.RateOne("2026-06");
        var line = Assert.Single(Assert.Single(contract.Invoices("2026-06")).Lines);

        var again = new PricedTerms(contract.Terms).Price(charge.Key, "CUST-A", new ChargeFacts(charge.Cycles, []) { Parts = [FeePart.OfDays(line.Quantity, line.DaysOf!.Value)] })!;

        Assert.Equal((15L, 30, null), (line.Quantity, line.DaysOf, line.UnitCharge));
        Assert.Equal((charge.Amount, 15L), (again.Amount, again.Lines.Single().Quantity));
    }

    [Fact]
    public void Two_fees_that_follow_one_another_in_a_month_cost_the_month() =>
        Gen.Select(Gen.Int[1, 29], Gen.Int[1, 12], Any.UnitCharge).Sample((day, month, rate) =>
        {
            var change = new DateOnly(2026, month, Math.Min(day, DateTime.DaysInMonth(2026, month) - 1));
            var fee = Fee("Rental", Money.Round(rate * 1000)) with { ProratedByDay = true };
            var contract = new TestContract(new ContractItem { Location = "x", Fees = [fee with { Until = change }, fee with { From = change.AddDays(1) }] });
            return Math.Abs(contract.Rate(Period.Of(change).ToString()).Charges.Sum(charge => charge.Amount) - fee.Amount) <= 0.01m;
        });
}
