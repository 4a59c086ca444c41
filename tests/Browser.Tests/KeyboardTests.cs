using Microsoft.Playwright;
using Platen.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

public class KeyboardTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Ctrl_K_finds_a_customer_with_its_contracts_by_a_part_of_the_name_and_Enter_opens_it()
    {
        await Site.ImportSmallDealer();
        await Open("/");

        await Page.Keyboard.PressAsync("Control+k");
        await Page.Keyboard.TypeAsync("bakery");
        await Expect(Page.GetByRole(AriaRole.Option)).ToContainTextAsync(["Bluegum Bakery", "BB-ALONE"]);
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Title).ToHaveTextAsync("Bluegum Bakery");
    }

    [Fact]
    public async Task A_question_mark_shows_the_keys_and_Escape_puts_them_away()
    {
        await Open("/");
        var keys = Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });

        await Page.Keyboard.PressAsync("?");
        await Expect(keys).ToBeVisibleAsync();

        await Page.Keyboard.PressAsync("Escape");
        await Expect(keys).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Enter_walks_down_the_counters_and_Shift_Enter_up_again()
    {
        await Site.ImportSmallDealer();
        await Open("/month/2026-11/readings");
        var counters = Page.GetByLabel("Counter ");

        await counters.Nth(0).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(counters.Nth(2)).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("Shift+Enter");
        await Expect(counters.Nth(1)).ToBeFocusedAsync();
    }
}
