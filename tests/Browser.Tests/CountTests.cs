using Microsoft.Playwright;
using Platen.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

/// <summary>A count apart from the bill (N-1, N-2): its cycle kept, its meters given it, counted, looked through, finalised.</summary>
public class CountTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Meters_are_given_a_cycle_counted_and_finalised()
    {
        await Site.ImportSmallDealer();
        await KeepACycle();
        await GiveItToACustomersMeters();
        await MakeTheCount();
        await ReadWhatIsMissing();
        await Finalise();
    }

    async Task KeepACycle()
    {
        await Open("/settings/count-cycles");
        await Button("Add a row").ClickAsync();
        await Page.GetByLabel("Name").FillAsync("MPS");
        await Page.GetByLabel("Daily, weekly, fortnightly, monthly or yearly").FillAsync("monthly");
        await Page.GetByLabel("First cut-off day").FillAsync("2026-10-31");
        await Button("Save").ClickAsync();
        await Expect(Row("MPS")).ToContainTextAsync("monthly");
    }

    async Task GiveItToACustomersMeters()
    {
        await Open("/counts");
        await Page.GetByText("Count meters", new() { Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Combobox, new() { Name = "Cycle" }).SelectOptionAsync("MPS");
        await Page.GetByLabel("Customer's code").FillAsync("AMA001");
        await Button("Give these meters the cycle").ClickAsync();
        await Expect(Page.GetByText("2 meters are counted by MPS.")).ToBeVisibleAsync();
    }

    async Task MakeTheCount()
    {
        await Page.GetByLabel("Customer's code").FillAsync("");
        await Button("Try it").ClickAsync();
        await Expect(Page.GetByText("Nothing is kept.")).ToBeVisibleAsync();
        await Button("Make the count").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Count 1");
        await Expect(Row("AM-2")).ToContainTextAsync("Not read.");
        await Button("Try it").ClickAsync();
        await Expect(Page.GetByText("Nothing is kept.")).ToBeVisibleAsync();
    }

    async Task ReadWhatIsMissing()
    {
        await Link("Capture 1 missing").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Readings of count 1");
        await Page.GetByLabel("Counter Mono of AM-2").PressSequentiallyAsync("5800");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Row("AM-2")).ToContainTextAsync("saved");
    }

    async Task Finalise()
    {
        await Link("To the end of 30 Nov 2026.").ClickAsync();
        await Expect(Row("AM-2")).ToContainTextAsync("1,900");
        await Button("Finalise").ClickAsync();
        await Expect(Page.GetByText("finalised", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(Button("Finalise")).ToBeHiddenAsync();
    }
}
