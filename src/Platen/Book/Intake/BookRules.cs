using Platen.Rating;

namespace Platen.Book;

/// <summary>Rules that several sections share.</summary>
static class BookRules
{
    /// <summary>A currency is an ISO code: three capitals.</summary>
    public static void CheckCurrency(BookIntake book, string? currency, string path)
    {
        if (currency is not null && !TermsRules.IsCurrency(currency))
            book.Fault(path, $"'{currency}' is no currency. Use an ISO code like \"ZAR\".");
    }

    public static void CheckCustomer(BookIntake book, string? code, string path)
    {
        if (code is not null && !book.Known.Customers.ContainsKey(code))
            book.Fault(path, $"There is no customer {code}, neither in this book nor kept before.");
    }

    /// <summary>An address is one of the customer's own.</summary>
    public static void CheckAddress(BookIntake book, string customer, string? address, string path)
    {
        if (address is not null && !book.Known.Addresses.GetValueOrDefault(customer, []).Contains(address))
            book.Fault(path, $"The customer {customer} has no address {address}. Add it to the customer's addresses, or leave this out.");
    }
}
