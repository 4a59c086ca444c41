using Platen.Shell;
using static Platen.Setup.SetupInput;

namespace Platen.Setup;

/// <summary>The dealer's tables, in the order of a book.</summary>
static class SetupTables
{
    public static readonly SetupTable
        Sites = new("sites", "sites", "Sites", "site", "Branches. A contract belongs to one; lists and runs can be of one alone.", typeof(Site),
            [new("code", "Code", Required: true), new("name", "Name", Required: true)], UsedIn: [Contracts("site"), new("person_sites", "site", "person who is limited to it", "people who are limited to it")]),
        ExchangeRates = new("exchangeRates", "exchange-rates", "Exchange rates", "exchange rate",
            "The company's currency for one of another, from a day on. Used by invoices of contracts that name no rate.", typeof(ExchangeRate),
            [new("currency", "Currency", Required: true), new("from", "From", Day, true), new("rate", "Rate", Amount, true)], ReadByRuns: true),
        TaxRates = new("taxRates", "tax-rates", "Tax rates", "tax rate",
            "Percent from a day on. The one named standard is for contracts that name no tax.", typeof(TaxRate),
            [new("name", "Name", Required: true), new("from", "From", Day, true), new("percent", "Percent", Amount, true)], ReadByRuns: true),
        ContractTypes = new("contractTypes", "contract-types", "Contract types", "contract type",
            "How contracts are numbered, which fees they may have, and whether they are billed.", typeof(ContractType),
            [
                new("code", "Code", Required: true), new("name", "Name"), new("prefix", "Prefix"), new("nextNumber", "Next number", Number),
                new("feeTypes", "Fee types", Texts), new("excludedFromBilling", "Not billed", Flag), new("prepaid", "Prepaid", Flag),
                new("account", "Account"), new("cosAccount", "COS account"),
            ], ReadByRuns: true, UsedIn: [Contracts("type")])
        { BuiltIn = ContractType.BuiltIn },
        FeeTypes = new("feeTypes", "fee-types", "Fee types", "fee type", "What a new fee begins with.", typeof(FeeType),
            [new("type", "Type", Required: true), new("description", "On the invoice"), new("account", "Account"), new("cosAccount", "COS account")]),
        MeterTypes = new("meterTypes", "meter-types", "Meter types", "meter type", "Kinds of counters.", typeof(MeterType),
            [new("type", "Type", Required: true), new("description", "Description"), new("resets", "Set to 0 at each billing", Flag)], ReadByRuns: true, UsedIn: [new("meters", "type", "meter", "meters")]),
        PartCodes = new("partCodes", "part-codes", "Part codes", "part code",
            "What machines are bought and sold as. The meters come along to new machines.", typeof(PartCode),
            [
                new("code", "Code", Required: true), new("description", "Description"), new("model", "Model"), new("category", "Category"),
                new("meters", "Meters and digits", Meters),
            ], UsedIn: [new("machines", "part_code", "machine", "machines")]),
        ProductCategories = new("productCategories", "product-categories", "Product categories", "product category",
            "Accounts and costing that products have in common. What is empty is that of the category above.", typeof(ProductCategory),
            [
                new("code", "Code", Required: true), new("name", "Name"), new("parent", "Category above"), new("account", "Sales account"), new("cosAccount", "COS account"),
                new("stockAccount", "Sold stock account"), new("purchasedStockAccount", "Purchased stock account"), new("costing", "Costing: none, percent or standard"), new("costRate", "Percent, or a piece", Amount),
            ], ReadByRuns: true, Refers: [new("parent", "productCategories")]),
        Products = new("products", "products", "Products", "product",
            "What stands for charges on invoices and in the books: the monthly charge to a finance company, or the overs of a meter.", typeof(Product),
            [
                new("code", "Code", Required: true), new("name", "Name"), new("category", "Category"),
                new("costing", "Costing, where the category's differs"), new("costRate", "Percent, or a piece", Amount),
            ], ReadByRuns: true, UsedIn: [new("charge_groups", "charge_product", "charge group", "charge groups")], Refers: [new("category", "productCategories")]),
        CountCycles = new("countCycles", "count-cycles", "Count cycles", "count cycle",
            "How often meters are counted, apart from when they are billed.", typeof(CountCycle),
            [new("name", "Name", Required: true), new("every", "Daily, weekly, fortnightly, monthly or yearly", Required: true), new("months", "Every so many months", Number), new("from", "First cut-off day", Day, true)],
            UsedIn: [new("meter_cycles", "cycle", "meter", "meters")]),
        RunSets = new("runSets", "run-sets", "Run sets", "run set", "Choices of meters that are counted together again and again.", typeof(RunSet),
            [
                new("name", "Name", Required: true), new("cycle", "Count cycle"), new("customer", "Customer's code"), new("contract", "Contract"), new("site", "Site"),
                new("text", "Machine, customer or place"),
            ]);

    public static IReadOnlyList<SetupTable> All { get; } = [Sites, ExchangeRates, TaxRates, ContractTypes, FeeTypes, MeterTypes, PartCodes, ProductCategories, Products, CountCycles, RunSets];

    static SetupUse Contracts(string column) => new("contracts", column, "contract", "contracts");

    /// <exception cref="Refusal">There is none at this address.</exception>
    public static SetupTable At(string path) => All.FirstOrDefault(table => table.Path == path)
        ?? throw new Refusal($"There is no table {path}. There are: {string.Join(", ", All.Select(table => table.Path))}.");
}
