using Microsoft.Playwright;
using Platen.Browser.Tests.Support;
using Platen.Demo;
using Platen.Shell;

namespace Platen.Browser.Tests;

public class EveryPageTests(Chromium chromium) : BrowserTest(chromium)
{
    const int Desk = 1440, Phone = 390;

    readonly List<string> _faults = [];

    [Fact]
    public async Task Everyone_can_read_every_page_in_light_and_dark_at_a_desk_and_on_a_phone()
    {
        await new DemoDealer(Site.Database, Site.Trail).Prepare(Bars.Unseen, TestContext.Current.CancellationToken);
        await Page.StayAsDelivered();
        foreach (var (colours, width) in new[] { ("light", Desk), ("dark", Desk), ("light", Phone), ("dark", Phone) })
            await Judge("/", colours, width);

        var pages = await Links("#side a");
        foreach (var path in pages.Except(["/"]))
        {
            await Judge(path, "light", Desk);
            var opened = (await Links("[data-rows] th a")).Take(1).ToList(); // a contract, a machine, an invoice
            await Judge(path, "dark", Phone);
            foreach (var row in opened.Except(pages))
            {
                await Judge(row, "light", Desk);
                await Judge(row, "dark", Phone);
            }
        }

        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    async Task Judge(string path, string colours, int width)
    {
        await Page.Context.AddCookiesAsync([new Cookie { Name = ThemeCookie.Name, Value = colours, Url = Site.Address }]);
        await Page.SetViewportSizeAsync(width, 900);
        var look = string.Create(CultureInfo.InvariantCulture, $"{path} in {colours} at {width}");
        if (await Page.GotoAsync(path) is not { Ok: true })
            _faults.Add($"{look}: there is no such page");
        if (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
            _faults.Add($"{look}: wider than the window");
        _faults.AddRange((await Page.Faults()).Select(fault => $"{look}: {fault}"));
    }

    Task<string[]> Links(string selector) =>
        Page.Locator(selector).EvaluateAllAsync<string[]>("links => [...new Set(links.map(link => link.getAttribute('href')))]");
}
