using Platen.Setup;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Setup;

/// <summary>The dealer itself, said by hand.</summary>
public class CompanyTests
{
    static readonly CompanyDetails Other = new() { Name = "Other Dealer", Currency = "USD", FinancialYearEndMonth = 2, TaxRate = 14 };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_dealer_is_said_by_hand_and_changed_and_the_trail_has_it(TestDatabase database)
    {
        Assert.Contains("Nothing is known of the dealer yet.", (await database.Platen("company", "show")).Error, StringComparison.Ordinal);

        Assert.Equal(Exit.Done, (await database.Platen("company", "change", """{"name":"My Dealer","currency":"ZAR","taxRate":"15"}""")).Exit);
        await Change(database, Other);

        Assert.Contains("\"name\": \"Other Dealer\"", (await database.Platen("company", "show")).Output, StringComparison.Ordinal);
        Assert.Equal(2, await database.Number("SELECT count(*) FROM audit_entries WHERE kind = 'company'"));
    }

    [Theory, EveryDatabase]
    public async Task Once_something_is_billed_currency_and_financial_year_stay(TestDatabase database)
    {
        await Office.Dealer().Contract("C1", "CUST-A", DealerBook.Alone("M1", fee: 10)).Reading("M1", "Mono", "2026-01-31", 1100).Import(database);
        await Change(database, Other with { Currency = "ZAR" });
        await database.Bill("2026-01", "--post");

        var refused = await Assert.ThrowsAsync<Refusal>(() => Change(database, Other with { FinancialYearEndMonth = 12 }));
        Assert.Equal(["currency", "financialYearEndMonth"], refused.Faults.Select(fault => fault.Path));
        await Change(database, Other with { Currency = "ZAR", TaxRate = 16 });
        Assert.Contains("\"taxRate\": \"16", (await database.Platen("company", "show")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "", "ZAR", 12, 15)]
    [InlineData("currency", "D", "rand", 12, 15)]
    [InlineData("financialYearEndMonth", "D", "ZAR", 13, 15)]
    [InlineData("taxRate", "D", "ZAR", 12, 101)]
    public void Bad_facts_are_refused_at_their_field(string field, string name, string currency, int yearEnd, int tax) =>
        Assert.Equal(field, Assert.Single(new CompanyDetails { Name = name, Currency = currency, FinancialYearEndMonth = yearEnd, TaxRate = tax }.Faults()).Path);

    static Task Change(TestDatabase database, CompanyDetails details) => new ChangeCompany(database.Database, database.Trail()).Run(details, Stop);
}
