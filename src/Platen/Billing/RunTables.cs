using Platen.Customers;
using Platen.Data;
using Platen.Setup;

namespace Platen.Billing;

/// <summary>What a run reads of the dealer's tables: rates at the invoices' date, and the types that are not billed.</summary>
sealed record RunTables(IReadOnlyList<ExchangeRate> Rates, DateOnly InvoicedOn, decimal TaxRate, IReadOnlySet<string> NotBilled)
{
    public static async Task<RunTables> Read(Db db, Company company, DateOnly invoicedOn, CancellationToken cancellation) => new(
        [.. (await ListSetup.Of(db, SetupTables.ExchangeRates, cancellation)).Cast<ExchangeRate>().Where(rate => rate.Currency != company.Currency)],
        invoicedOn,
        Setup.TaxRate.StandardOn((await ListSetup.Of(db, SetupTables.TaxRates, cancellation)).Cast<TaxRate>(), invoicedOn) ?? company.TaxRate,
        (await ListSetup.Of(db, SetupTables.ContractTypes, cancellation)).Cast<ContractType>()
            .Where(type => type.ExcludedFromBilling).Select(type => type.Code).ToHashSet());

    /// <summary>The table's rate for contracts that name none; null where it has none, and for the company's own currency.</summary>
    public decimal? RateOf(string currency) => ExchangeRate.On(Rates, currency, InvoicedOn);
}
