using System.ComponentModel;

namespace Platen.Book;

/// <summary>The dealer, as a book tells it.</summary>
[Description("The dealer itself. Required in the first book.")]
sealed record BookCompany
{
    public required string Name { get; init; }

    [Description("ISO code of the currency that the books are kept in.")]
    public required string Currency { get; init; }

    [Description("The financial year's last month, 1 to 12; financial period 1 is the month after. Default 12.")]
    public int FinancialYearEndMonth { get; init; } = 12;

    [Description("Tax in percent, for contracts that name none.")]
    public decimal TaxRate { get; init; }
}
