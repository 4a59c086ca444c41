using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Settings;
using Platen.Setup;

namespace Platen.Billing;

/// <summary>What a run reads of the dealer's tables and settings: rates at the invoices' date, types that are not billed, how meters are read.</summary>
/// <param name="ClosedSites">Sites whose month of that date is closed: their contracts are billed by a run of their own.</param>
/// <param name="Resetting">Meter types that are set to 0 at each billing (RD-1).</param>
sealed record RunTables(IReadOnlyList<ExchangeRate> Rates, DateOnly InvoicedOn, decimal TaxRate, IReadOnlySet<string> NotBilled,
    IReadOnlySet<string> Resetting, ReadingWindow Window, IReadOnlyDictionary<string, SoldProduct> Products, IReadOnlySet<string> ClosedSites)
{
    public static async Task<RunTables> Read(Database database, Db db, Company company, DateOnly invoicedOn, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        return new(
            [.. (await ListSetup.Of(db, SetupTables.ExchangeRates, cancellation)).Cast<ExchangeRate>().Where(rate => rate.Currency != company.Currency)],
            invoicedOn,
            await ListSetup.UsualTax(db, company, invoicedOn, cancellation),
            (await ListSetup.Of(db, SetupTables.ContractTypes, cancellation)).Cast<ContractType>()
                .Where(type => type.ExcludedFromBilling).Select(type => type.Code).ToHashSet(),
            await MeterTypes.Resetting(connection, cancellation),
            (await SettingsStore.Get<ReadingRules>(connection, cancellation)).Window,
            await Setup.Products.Read(db, cancellation),
            await ClosedMonths.SitesOf(db, Period.Of(invoicedOn), cancellation));
    }

    /// <summary>The table's rate for contracts that name none; null where it has none, and for the company's own currency.</summary>
    public decimal? RateOf(string currency) => ExchangeRate.On(Rates, currency, InvoicedOn);
}
