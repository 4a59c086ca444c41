using Microsoft.Playwright;
using Platen.Billing;
using Platen.Browser.Tests.Support;
using Platen.Demo;
using Platen.Shell;

namespace Platen.Browser.Tests;

public class EveryPageTests(Chromium chromium) : BrowserTest(chromium)
{
    const int Desk = 1440, Phone = 390;

    [Fact]
    public async Task Everyone_can_read_every_page_in_light_and_dark_at_a_desk_and_on_a_phone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await new DemoDealer(Site.Database, Site.Trail).Prepare(Bars.Unseen, cancellation);
        await new BillPeriod(Site.Database, Site.Trail).Run(new BillRequest(new(2026, 11)), null, cancellation);
        var pages = await EveryPage();

        // Each pair of colours and width in a window of its own, side by side.
        var faults = await Task.WhenAll(
            Judge("light", Desk, pages), Judge("dark", Phone, pages),
            Judge("dark", Desk, ["/"]), Judge("light", Phone, ["/"]));
        Assert.True(faults.All(found => found.Count == 0), string.Join('\n', faults.SelectMany(found => found)));
    }

    /// <summary>What the side of the page leads to, and the first row of each list there: a contract, a draft, an invoice.</summary>
    async Task<IReadOnlyList<string>> EveryPage()
    {
        await Page.StayAsDelivered();
        await Page.GotoAsync("/");
        List<string> pages = [.. await Links("#side a"), "/people/roles"];
        foreach (var path in pages.ToList())
        {
            await Page.GotoAsync(path);
            pages.AddRange((await Links("[data-rows] tr:first-child th a")).Except(pages));
        }

        pages.Add(pages.First(path => path.StartsWith("/invoices/", StringComparison.Ordinal)) + "/credit");
        pages.Add(pages.First(path => path.StartsWith("/customers/", StringComparison.Ordinal)) + "/statement");
        pages.Add("/contracts/new");
        pages.Add("/readings/enter");
        pages.Add("/groups/new");
        pages.Add("/groups/1/edit");
        pages.Add(pages.First(path => path.StartsWith("/contracts/", StringComparison.Ordinal)) + "/edit");
        Assert.Contains(pages, path => path.Contains("/drafts/", StringComparison.Ordinal));
        return pages;
    }

    async Task<List<string>> Judge(string colours, int width, IReadOnlyList<string> pages)
    {
        var window = await NewWindow(width, 900);
        await window.StayAsDelivered();
        await window.Context.AddCookiesAsync([new Cookie { Name = ThemeCookie.Name, Value = colours, Url = Site.Address }]);
        var faults = new List<string>();
        foreach (var path in pages)
        {
            var look = string.Create(CultureInfo.InvariantCulture, $"{path} in {colours} at {width}");
            if (await window.GotoAsync(path) is not { Ok: true })
                faults.Add($"{look}: there is no such page");
            if (await window.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
                faults.Add($"{look}: wider than the window");
            faults.AddRange((await window.Faults()).Select(fault => $"{look}: {fault}"));
        }

        await window.Context.CloseAsync();
        return faults;
    }

    Task<string[]> Links(string selector) =>
        Page.Locator(selector).EvaluateAllAsync<string[]>("links => [...new Set(links.map(link => link.getAttribute('href')))]");
}
