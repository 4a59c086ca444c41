using System.Globalization;

namespace Platen.Readings;

/// <summary>What came of asking, in a sentence.</summary>
static class RequestWords
{
    public static string Say(CustomersAsked asked)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{Customers(asked.Asked)} asked, {asked.Reminded:N0} reminded, {asked.Waiting:N0} asked a short time ago.");
        return asked.Unreachable.Count == 0 ? said : $"{said} Without an e-mail address: {string.Join(", ", asked.Unreachable)}.";
    }

    static string Customers(int count) => count == 1 ? "1 customer" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} customers");
}
