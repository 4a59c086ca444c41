using Platen.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

/// <summary>An administrator makes a key for a program, and takes it back.</summary>
public class KeysTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_key_is_made_shown_once_and_taken_back()
    {
        await Open("/keys");
        await Button("Make a key").ClickAsync();
        await Page.GetByLabel("What it is for").FillAsync("meter-reader");
        await Page.GetByLabel("readings.edit").CheckAsync();
        await Button("Make the key").ClickAsync();

        await Expect(Page.Locator("#token")).ToContainTextAsync("platen_");
        var token = await Page.Locator("#token").TextContentAsync();
        Assert.Equal(401, await Call("nonsense"));
        Assert.Equal(400, await Call(token!)); // it may, and names no request
        await Expect(Row("meter-reader")).ToContainTextAsync("readings.edit");
        await Button("I have it").ClickAsync();
        await Expect(Page.Locator("#token")).ToBeHiddenAsync();

        await Row("meter-reader").GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Button("Revoke meter-reader").ClickAsync();
        await Expect(Row("meter-reader")).ToContainTextAsync("revoked");
        Assert.Equal(401, await Call(token!));
    }

    async Task<int> Call(string token)
    {
        using var program = new HttpClient { BaseAddress = new Uri(Site.Address), DefaultRequestHeaders = { { "Authorization", "Bearer " + token } } };
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var answer = await program.PostAsync("/api/v1/readings", body, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
