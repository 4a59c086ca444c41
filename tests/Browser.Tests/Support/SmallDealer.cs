using Platen.Billing;
using Platen.Book;
using Platen.Rating;
using Platen.Shell;
using Platen.Testing;

namespace Platen.Browser.Tests.Support;

/// <summary>
/// Three customers with five meters (<c>small-dealer.json</c>), quick to set up. November 2026 is open; two of its readings are
/// not in: AM-2's, of a pool, and BB-1's, which is priced alone.
/// </summary>
static class SmallDealer
{
    /// <summary>The dealer's book, and nothing billed of it.</summary>
    public static async Task ImportSmallDealer(this Site site)
    {
        await using var book = File.OpenRead(Repository.PathTo("tests", "Browser.Tests", "Support", "small-dealer.json"));
        await new ImportBook(site.Database, site.Trail).Run(book, approve: false, Bars.Unseen, TestContext.Current.CancellationToken);
    }

    /// <summary>September and October are billed, posted and closed.</summary>
    public static async Task BillSmallDealer(this Site site)
    {
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var period in (Period[])[new(2026, 9), new(2026, 10)])
        {
            var run = await new BillPeriod(site.Database, site.Trail).Run(new BillRequest(period), null, cancellation);
            await new PostRun(site.Database, site.Trail).Run(run, null, cancellation);
            await new ClosePeriod(site.Database, site.Trail).Run(period, null, cancellation);
        }
    }
}
