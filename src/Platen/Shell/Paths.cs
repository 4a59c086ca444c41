using Platen.Rating;

namespace Platen.Shell;

/// <summary>The addresses of pages, so that a name or a number anywhere can link to its page without knowing its module.</summary>
static class Paths
{
    public static string Customer(string code) => "/customers/" + Uri.EscapeDataString(code);

    public static string Machine(string serial) => "/machines/" + Uri.EscapeDataString(serial);

    public static string Contract(string number) => "/contracts/" + Uri.EscapeDataString(number);

    public static string Group(int id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/groups/{id}");

    public static string Invoice(string number) => "/invoices/" + Uri.EscapeDataString(number);

    public static string Person(string email) => "/people/" + Uri.EscapeDataString(email);

    public static string Mail(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/mail/{number}");

    public static string Run(int id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/runs/{id}");

    public static string Month(Period period) => $"/month/{period}";

    public static string Month(Period period, string station) => $"/month/{period}/{station}";
}
