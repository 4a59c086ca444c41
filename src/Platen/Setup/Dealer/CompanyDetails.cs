using Platen.Customers;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Setup;

/// <summary>The dealer itself as it is written and read: by a page, a program, a verb.</summary>
sealed record CompanyDetails
{
    public required string Name { get; init; }

    /// <summary>ISO code of the currency that the books are kept in.</summary>
    public required string Currency { get; init; }

    /// <summary>The financial year's last month, 1 to 12 (C-1).</summary>
    public int FinancialYearEndMonth { get; init; } = 12;

    /// <summary>Percent; the tax of contracts that name none, where the table of tax rates has no standard (T-1).</summary>
    public decimal TaxRate { get; init; }

    public static CompanyDetails Of(Company company) => new()
    {
        Name = company.Name,
        Currency = company.Currency,
        FinancialYearEndMonth = company.FinancialYearEndMonth,
        TaxRate = company.TaxRate,
    };

    public IEnumerable<Fault> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name))
            yield return new Fault("name", "May not be empty.");
        if (!TermsRules.IsCurrency(Currency))
            yield return new Fault("currency", $"'{Currency}' is no currency. Use an ISO code like \"ZAR\".");
        if (FinancialYearEndMonth is < 1 or > 12)
            yield return new Fault("financialYearEndMonth", "The financial year's last month is 1 to 12.");
        if (TaxRate is < 0 or > 100)
            yield return new Fault("taxRate", "The tax rate is 0 to 100 percent.");
    }
}
