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
        await Page.StayAsDelivered();
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Page.GotoAsync("/");

        var faults = await Page.Faults();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
