using Platen.Setup;
using Platen.Shell;
using Platen.Testing;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Setup;

/// <summary>The dealer's tables: kept, refused with the field named, and not taken from under what uses them.</summary>
public class KeepSetupTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static KeepSetup Keep(TestDatabase database) => new(database.Database, database.Trail());

    static async Task<string> Refused(Func<Task> change)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(change);
        return refusal.Faults.Count == 0 ? refusal.Message : string.Join('\n', refusal.Faults);
    }

    static readonly Site CapeTown = new() { Code = "CPT", Name = "Cape Town" };

    [Theory, EveryDatabase]
    public async Task A_row_is_added_changed_listed_and_removed(TestDatabase database)
    {
        await Keep(database).Add(SetupTables.Sites, CapeTown, Cancellation);
        await Keep(database).Change(SetupTables.Sites, "CPT", CapeTown with { Name = "Cape Town North" }, Cancellation);
        var listed = await database.Platen("setup", "list", "sites", "--json");
        await Keep(database).Remove(SetupTables.Sites, "CPT", Cancellation);

        Assert.Contains("\"Cape Town North\"", listed.Output);
        Assert.Equal("[]\n", (await database.Platen("setup", "list", "sites", "--json")).Output);
        Assert.Equal(3, await database.Number("SELECT count(*) FROM audit_entries WHERE kind = 'site'"));
    }

    [Theory, EveryDatabase]
    public async Task A_code_is_one_rows_whatever_its_capitals(TestDatabase database)
    {
        await Keep(database).Add(SetupTables.Sites, CapeTown, Cancellation);

        Assert.Contains("There is a site CPT already", await Refused(() => Keep(database).Add(SetupTables.Sites, CapeTown with { Code = "cpt" }, Cancellation)));
        Assert.Contains("cannot become", await Refused(() => Keep(database).Change(SetupTables.Sites, "CPT", CapeTown with { Code = "JNB" }, Cancellation)));
        Assert.Contains("There is no site JNB", await Refused(() => Keep(database).Remove(SetupTables.Sites, "JNB", Cancellation)));
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_right_is_refused_at_its_field(TestDatabase database)
    {
        var day = new DateOnly(2026, 1, 1);
        var (keep, rate) = (Keep(database), new ExchangeRate { Currency = "USD", From = day, Rate = 18.5m });

        Assert.StartsWith("rate: ", await Refused(() => keep.Add(SetupTables.ExchangeRates, rate with { Rate = 0 }, Cancellation)));
        Assert.StartsWith("currency: ", await Refused(() => keep.Add(SetupTables.ExchangeRates, rate with { Currency = "dollar" }, Cancellation)));
        Assert.StartsWith("percent: ", await Refused(() => keep.Add(SetupTables.TaxRates, new TaxRate { Name = "VAT", From = day, Percent = 101 }, Cancellation)));
        Assert.StartsWith("code: ", await Refused(() => keep.Add(SetupTables.Sites, CapeTown with { Code = " " }, Cancellation)));
        Assert.StartsWith("account: ", await Refused(() => keep.Add(SetupTables.FeeTypes, new FeeType { Type = "Rental", Account = "4;1" }, Cancellation)));
        Assert.StartsWith("prefix: ", await Refused(() => keep.Add(SetupTables.ContractTypes, new ContractType { Code = "x", Prefix = "A-B" }, Cancellation)));
        Assert.StartsWith("meters[1].type: ", await Refused(() => keep.Add(SetupTables.PartCodes,
            new PartCode { Code = "MFP", Meters = [new() { Type = "Mono" }, new() { Type = "Mono" }] }, Cancellation)));
        Assert.Equal(0, await database.Number("SELECT count(*) FROM setup_rows"));
    }

    [Theory, EveryDatabase]
    public async Task Two_contract_types_exist_from_the_start_and_stay(TestDatabase database)
    {
        var keep = Keep(database);
        await keep.Change(SetupTables.ContractTypes, "prepaid", new ContractType { Code = "prepaid", Prefix = "PRE", Prepaid = true }, Cancellation);

        var listed = (await database.Platen("setup", "list", "contract-types", "--json")).Output;

        Assert.Contains("\"CPC\"", listed);
        Assert.Contains("\"PRE\"", listed);
        Assert.Contains("from the start", await Refused(() => keep.Remove(SetupTables.ContractTypes, "cost-per-copy", Cancellation)));
    }

    [Theory, EveryDatabase]
    public async Task What_is_in_use_is_not_removed(TestDatabase database)
    {
        await database.Import(Books.With(book =>
        {
            book["meterTypes"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["type"] = "Mono" });
        }));

        Assert.Contains("used by 1 meter", await Refused(() => Keep(database).Remove(SetupTables.MeterTypes, "Mono", Cancellation)));
    }

    [Theory, EveryDatabase]
    public async Task A_product_refers_to_a_category_that_is_there_and_stays_there(TestDatabase database)
    {
        var keep = Keep(database);
        var (meters, service) = (new ProductCategory { Code = "METERS", Parent = "SERVICE" }, new ProductCategory { Code = "SERVICE", Account = "4300", Costing = Platen.Rating.Costing.Percent, CostRate = 30 });

        Assert.Contains("There is no product category SERVICE", await AllOf(() => keep.Add(SetupTables.ProductCategories, meters, Cancellation)));
        await keep.Add(SetupTables.ProductCategories, service, Cancellation);
        await keep.Add(SetupTables.ProductCategories, meters, Cancellation);
        await keep.Add(SetupTables.Products, new Product { Code = "MPSFIN", Category = "METERS" }, Cancellation);

        Assert.Contains("would stand above itself", await AllOf(() => keep.Change(SetupTables.ProductCategories, "SERVICE", service with { Parent = "METERS" }, Cancellation)));
        Assert.Contains("used by the product MPSFIN", await AllOf(() => keep.Remove(SetupTables.ProductCategories, "METERS", Cancellation)));
        Assert.StartsWith("costRate: ", await Refused(() => keep.Add(SetupTables.Products, new Product { Code = "X", CostRate = 5 }, Cancellation)));
        Assert.StartsWith("stockAccount: ", await Refused(() => keep.Add(SetupTables.ProductCategories, new ProductCategory { Code = "X", StockAccount = "1;4" }, Cancellation)));
        await using var db = new Platen.Data.Db(database.Database);
        Assert.Equal(new Platen.Rating.SoldProduct("MPSFIN", null, "4300", null, null, Platen.Rating.Costing.Percent, 30), (await Products.Read(db, Cancellation))["MPSFIN"]);
    }

    static async Task<string> AllOf(Func<Task> change) => (await Assert.ThrowsAsync<Refusal>(change)).Message;

    [Fact]
    public void Every_table_has_a_page_and_an_address()
    {
        var pages = typeof(SetupPage).GetCustomAttributes(typeof(Microsoft.AspNetCore.Components.RouteAttribute), inherit: false)
            .Cast<Microsoft.AspNetCore.Components.RouteAttribute>().Select(route => route.Template);
        Assert.Equal(SetupTables.All.Select(table => $"/settings/{table.Path}").Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));

        var api = File.ReadAllText(Repository.PathTo("tests", "Platen.Tests", "Shell", "Goldens", "openapi.json"));
        Assert.All(SetupTables.All, table => Assert.Contains($"\"/api/v1/setup/{table.Path}/{{key}}\"", api, StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task A_row_is_kept_from_the_command_line(TestDatabase database)
    {
        var added = await database.Platen("setup", "add", "exchange-rates", """{"currency":"USD","from":"2026-01-01","rate":"18.50"}""");
        var broken = await database.Platen("setup", "add", "exchange-rates", """{"currency":"USD"}""");
        var unknown = await database.Platen("setup", "list", "nothing");

        Assert.Equal((Exit.Done, "The exchange rate USD 2026-01-01 is added.\n"), (added.Exit, added.Output));
        Assert.Contains("This is no exchange rate. It is a JSON object of currency, from, rate.", broken.Error);
        Assert.Contains("There is no table nothing", unknown.Error);
    }
}
