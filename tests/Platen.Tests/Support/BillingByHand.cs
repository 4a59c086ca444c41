using System.Text.Json;
using Platen.Billing;
using Platen.Shell;

namespace Platen.Tests.Support;

/// <summary>Bills as a person at the command line does, and reads the answer.</summary>
static class BillingByHand
{
    public static async Task<RunAnswer> Bill(this TestDatabase database, string period, params string[] more)
    {
        var said = await database.Platen(["bill", period, "--json", .. more]);
        Assert.True(said.Exit is Exit.Done or Exit.DoneWithExceptions, said.Error);
        return Read(said);
    }

    public static async Task<RunAnswer> Post(this TestDatabase database, int run)
    {
        var said = await database.Platen("post", run.ToString(CultureInfo.InvariantCulture), "--json");
        Assert.True(said.Exit is Exit.Done or Exit.DoneWithExceptions, said.Error);
        return Read(said);
    }

    static RunAnswer Read(Said said) => JsonSerializer.Deserialize<RunAnswer>(said.Output, Platen.Data.Json.Options)!;

    /// <summary>The answer's invoices in short: <c>CUST-A C1 500.00 + 5.00 = 505.00</c>.</summary>
    public static IEnumerable<string> InShort(this RunAnswer answer) => answer.Invoices.Select(invoice =>
        $"{invoice.BillTo} {string.Join('+', invoice.Lines.Select(line => line.Contract).Distinct())} {string.Join(" + ", invoice.Lines.Select(line => line.Amount))} = {invoice.Net}");
}
