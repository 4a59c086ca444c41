using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platen.Billing;
using Platen.Data;
using Platen.Rating;
using Platen.Setup;
using Platen.Shell;
using Platen.Tests.Accounting;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Setup;

/// <summary>What a run takes from the dealer's tables: rates at the invoices' date, sites, types that are not billed.</summary>
public class RunsAndTablesTests
{
    static readonly Period January = new(2026, 1);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static JsonArray Rows(params string[] rows) => [.. rows.Select(row => JsonNode.Parse(row))];

    static async Task<RunAnswer> Bill(TestDatabase database, string? site = null)
    {
        var run = await new BillPeriod(database.Database, database.Trail()).Run(new BillRequest(January, Site: site), null, Cancellation);
        await using var db = new Db(database.Database);
        return await new AnswerRun(database.Database, db, TimeProvider.System).Of(run, Cancellation);
    }

    static Task Keep(TestDatabase database, SetupTable table, ISetupRow row) => new KeepSetup(database.Database, database.Trail()).Add(table, row, Cancellation);

    [Theory, EveryDatabase]
    public async Task A31_An_invoice_takes_the_rate_of_its_own_date_and_the_journal_says_it(TestDatabase database)
    {
        await database.Import(Books.With(book =>
        {
            book["contracts"]![0]!["terms"]![0]!["currency"] = "USD";
            book["exchangeRates"] = Rows(
                """{"currency":"USD","from":"2026-01-01","rate":"18.50"}""", """{"currency":"USD","from":"2026-01-31","rate":"18.75"}""",
                """{"currency":"USD","from":"2026-02-01","rate":"19"}""", """{"currency":"EUR","from":"2026-01-01","rate":"20"}""");
        }));
        await database.BillAndPost(January);

        await using var db = new Db(database.Database);
        Assert.Equal(18.75m, (await db.Invoices.SingleAsync(Cancellation)).ExchangeRate);
        var journal = (await database.Platen("export", "journal")).Output;
        Assert.Contains("5.75 USD @ 18.75 ZAR", journal);
        Hledger.Need();
        Assert.Equal(0, (await Hledger.Run(journal, "check")).Code);
    }

    [Theory, EveryDatabase]
    public async Task T2_A_contracts_own_rate_goes_before_the_table(TestDatabase database)
    {
        await database.Import(Books.With(book =>
        {
            (book["contracts"]![0]!["terms"]![0]!["currency"], book["contracts"]![0]!["terms"]![0]!["exchangeRate"]) = ("USD", "17");
            book["exchangeRates"] = Rows("""{"currency":"USD","from":"2026-01-01","rate":"18.50"}""");
        }));
        await database.BillAndPost(January);

        await using var db = new Db(database.Database);
        Assert.Equal(17m, (await db.Invoices.SingleAsync(Cancellation)).ExchangeRate);
    }

    [Theory, EveryDatabase]
    public async Task T1_The_standard_tax_of_the_invoices_date_is_that_of_terms_which_name_none(TestDatabase database)
    {
        await database.Import(Books.With(book => book["taxRates"] = Rows(
            """{"name":"standard","from":"2025-01-01","percent":"10"}""", """{"name":"standard","from":"2026-02-01","percent":"20"}""", """{"name":"zero","from":"2025-01-01","percent":"0"}""")));

        Assert.Equal("0.50", (await Bill(database)).Totals.Tax); // 10 % of 5.00
    }

    [Theory, EveryDatabase]
    public async Task A_changed_rate_makes_drafts_stale(TestDatabase database)
    {
        await database.Import(Books.Small);
        Assert.Equal("0.75", (await Bill(database)).Totals.Tax);

        await Keep(database, SetupTables.TaxRates, new TaxRate { Name = TaxRate.Standard, From = new DateOnly(2026, 1, 1), Percent = 20 });

        Assert.Equal("1.00", (await Bill(database)).Totals.Tax);
    }

    [Theory, EveryDatabase]
    public async Task L3_A_type_that_is_excluded_is_not_billed_and_no_exception(TestDatabase database)
    {
        await database.Import(Books.With(book =>
        {
            book["contracts"]![0]!["type"] = "loan";
            book["contractTypes"] = Rows("""{"code":"loan","excludedFromBilling":true}""");
            book["readings"] = new JsonArray();
        }));

        var answer = await Bill(database);

        Assert.Empty(answer.Invoices);
        Assert.Empty(answer.Exceptions);
    }

    [Theory, EveryDatabase]
    public async Task RUN3_A_run_of_one_site_bills_its_contracts_alone(TestDatabase database)
    {
        await database.Import(Books.With(book =>
        {
            book["sites"] = Rows("""{"code":"CPT","name":"Cape Town"}""", """{"code":"JNB","name":"Johannesburg"}""");
            book["contracts"]![0]!["site"] = "CPT";
        }));

        Assert.Empty((await Bill(database, "JNB")).Invoices);
        Assert.Single((await Bill(database, "CPT")).Invoices);
        await Assert.ThrowsAsync<Refusal>(() => Bill(database, "DBN"));
    }

    [Theory, EveryDatabase]
    public async Task A_contract_of_a_site_that_is_not_there_is_refused(TestDatabase database) => Assert.Equal(
        "$.contracts[0].site: There is no site CPT, neither in this book nor kept before.",
        await database.Refusal(Books.With(book => book["contracts"]![0]!["site"] = "CPT")));

    [Theory, EveryDatabase]
    public async Task Tables_come_and_go_with_the_book(TestDatabase database)
    {
        var book = Books.With(book =>
        {
            book["partCodes"] = Rows("""{"code":"MFP","model":"C300","meters":[{"type":"Mono","digits":7},{"type":"Scan","digits":9}]}""");
            book["feeTypes"] = Rows("""{"type":"Rental","account":"4200"}""");
            ((JsonArray)book["machines"]!).Add(JsonNode.Parse("""{"serial":"S2","customer":"A","partCode":"MFP"}"""));
        });
        await database.Import(book);

        var exported = await database.Export();

        Assert.Contains("""{"type":"Rental","account":"4200"}""", exported);
        Assert.Contains("""{"serial":"S2","partCode":"MFP","customer":"A","meters":[{"type":"Mono","digits":7},{"type":"Scan","digits":9}]}""", exported);
        Assert.False((await database.Import(exported)).Changed);
    }

    [Theory, EveryDatabase]
    public async Task Rows_of_a_table_in_a_book_are_refused_by_their_place(TestDatabase database) => Assert.Equal(
        "$.exchangeRates[0].rate: An exchange rate is above 0.\n$.sites[1]: cpt stands twice; the first is $.sites[0]. Keep one.",
        string.Join('\n', (await database.Refusal(Books.With(book =>
        {
            book["sites"] = Rows("""{"code":"CPT","name":"A"}""", """{"code":"cpt","name":"B"}""");
            book["exchangeRates"] = Rows("""{"currency":"USD","from":"2026-01-01","rate":"0"}""");
        }))).Split('\n').Order()));
}
