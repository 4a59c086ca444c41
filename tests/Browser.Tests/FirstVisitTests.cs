using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Platen.Browser.Tests.Support;

namespace Platen.Browser.Tests;

public class FirstVisitTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task An_empty_book_says_how_to_bring_one_in()
    {
        await Page.GotoAsync("/");

        await Assertions.Expect(Page.GetByText("There is no book yet.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("platen import book.json")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Everyone_can_read_the_first_page(ColorScheme scheme)
    {
        // The page as it first comes: while the live one takes over from it, the title is away for a moment.
        await Page.RouteAsync("**/_framework/blazor.web*.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "" }));
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Page.GotoAsync("/");

        var judged = await Page.RunAxe();

        Assert.True(judged.Violations.Length == 0, string.Join('\n', judged.Violations.Select(found =>
            $"{found.Id}: {found.Help} ({string.Join(", ", found.Nodes.Select(node => node.Html))})")));
    }
}
