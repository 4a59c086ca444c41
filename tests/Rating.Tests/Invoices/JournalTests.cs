using Platen.Rating.Tests.Support;
using static Platen.Rating.Tests.Support.Make;

namespace Platen.Rating.Tests.Invoices;

/// <summary>GL-1 and GL-3: the sale is credited to the account that the terms name, and every entry balances.</summary>
public class JournalTests
{
    static InvoiceLine Line(LineKind kind, decimal amount, string? account) =>
        new("C1", "x", kind, null, null, 1, null, amount, 15, "", account);

    [Fact]
    public void Sales_go_to_the_accounts_that_the_terms_name()
    {
        var entry = Journal.Entry("CUST-A",
        [
            Line(LineKind.Usage, 5, "4100 Copies"), Line(LineKind.Fee, 300, null), Line(LineKind.Minimum, 500, "4100 Copies"),
            Line(LineKind.Usage, 20, null), Line(LineKind.Fee, 10, "4050 Insurance"),
        ], 125.25m);

        Assert.Equal(
        [
            new JournalSide("assets:receivable:CUST-A", 960.25m, 0), new JournalSide("revenue:meters", 0, 20), new JournalSide("revenue:fees", 0, 300),
            new JournalSide("4050 Insurance", 0, 10), new JournalSide("4100 Copies", 0, 505), new JournalSide("liabilities:tax", 0, 125.25m),
        ], entry);
    }

    [Fact]
    public void A_fee_and_a_meter_bring_their_accounts_to_the_line()
    {
        var contract = new TestContract(Machine("M1", Alone("Mono", 0, 0, (0, 0.05m)) with { Account = "4100" }) with
        {
            Fees = [Fee("Rental", 300) with { Account = "4200" }],
        }).Read("M1", "Mono", "2026-01-31", 100);

        Assert.Equal(["4100", "4200"], Assert.Single(contract.Invoices()).Lines.Select(line => line.Account));
    }

    static readonly SoldProduct Finance = new("MPSFIN", "MPS plan", "4300 Finance", "5300 Finance", "1400 Stock", Costing.Percent, 30),
        Copies = new("MONO", null, Costing: Costing.Standard, CostRate: 0.004m);

    [Fact]
    public void GL2_a_product_brings_its_account_and_its_cost_against_its_stock() =>
        Assert.Equal(
        [
            new JournalSide("assets:receivable:FIN-B", 1160.11m, 0), new JournalSide("revenue:meters", 0, 8.75m), new JournalSide("4300 Finance", 0, 1000.05m),
            new JournalSide("liabilities:tax", 0, 151.31m), new JournalSide("5300 Finance", 300.02m, 0), new JournalSide("1400 Stock", 0, 300.02m),
            new JournalSide("expenses:cost-of-sales", 0.70m, 0), new JournalSide("liabilities:costs-owed", 0, 0.70m),
        ], Journal.Entry("FIN-B",
            [Line(LineKind.FinanceLimit, 1000.05m, null) with { Sale = Finance.Sell(1, 1000.05m) }, Line(LineKind.Usage, 8.75m, null) with { Sale = Copies.Sell(175, 8.75m) }], 151.31m));

    [Fact]
    public void GL2_a_rows_own_account_comes_before_its_products_and_its_copies_cost_once()
    {
        var contract = new TestContract(
            Machine("M1", Alone("Mono", 10, 100, (0, 0.05m)) with { Product = "MONO", Account = "4100" }, Alone("Colour", 0, 0, (0, 0.5m)) with { Product = "NONE" }))
            .Read("M1", "Mono", "2026-01-31", 250).Read("M1", "Colour", "2026-01-31", 2);
        contract.Contract = contract.Contract with { Products = new Dictionary<string, SoldProduct> { ["MONO"] = Copies } };

        var lines = Assert.Single(contract.Invoices()).Lines;

        Assert.Equal([("4100", 1.00m), ("4100", 0m), (null, null)], lines.Select(line => (line.Account, line.Sale?.Cost)));
    }

    [Fact]
    public void Every_entry_balances() =>
        Gen.Select(Gen.Int[-100_000, 1_000_000], Gen.Int[0, 3], Gen.Bool).Array[1, 20].Sample(rows =>
        {
            var lines = rows.Select(row => Line(row.Item3 ? LineKind.Fee : LineKind.Usage, row.Item1 / 100m, row.Item2 == 0 ? null : "4" + row.Item2.ToString(CultureInfo.InvariantCulture))).ToList();
            var entry = Journal.Entry("A", lines, Money.Round(lines.Sum(line => line.Amount) * 0.15m));

            Assert.Equal(entry.Sum(side => side.Debit), entry.Sum(side => side.Credit));
            Assert.Equal(entry.Count, entry.Select(side => side.Account).Distinct().Count());
        }, iter: 1000);

    [Theory]
    [InlineData("4100", true)]
    [InlineData("revenue:meters:Cape Town", true)]
    [InlineData("", false)]
    [InlineData("4100  old", false)]
    [InlineData("4100; old", false)]
    [InlineData(" 4100", false)]
    [InlineData("4100 ", false)]
    [InlineData("(4100)", false)]
    [InlineData("41\n00", false)]
    public void An_account_is_a_name_that_other_programs_can_read(string name, bool isOne) => Assert.Equal(isOne, Journal.IsAccount(name));
}
