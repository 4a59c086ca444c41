using Microsoft.Playwright;
using Platen.Audit;
using Platen.Browser.Tests.Support;
using Platen.Identity.Codes;
using Platen.Identity.Links;
using Platen.Shell;
using static Microsoft.Playwright.Assertions;

namespace Platen.Browser.Tests;

/// <summary>Signing in as people do it: the first link, a password, too many wrong ones, an authenticator app.</summary>
public class SignInTests(Chromium chromium) : BrowserTest(chromium)
{
    const string Thandi = "thandi@dealer.example", Password = "four words of no meaning";

    protected override bool IsInside => false;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_administrator_comes_by_the_link_and_signs_in_with_the_app_afterwards()
    {
        await Begin();
        await Expect(Title).ToBeFocusedAsync(); // the page is live
        var key = await SetAnAppUp();
        await SignOut();

        await SignIn(Password);
        await Expect(Title).ToHaveTextAsync("The code of your app");
        await Page.GetByLabel("Six digits").FillAsync("123456");
        await Button("Go on").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not the code that the app shows now.");

        Clock.Advance(TimeSpan.FromMinutes(1)); // the code that set it up is used up
        await Page.GetByLabel("Six digits").FillAsync(AuthenticatorCode.At(key, Clock.GetUtcNow()));
        await Button("Go on").ClickAsync();
        await Expect(Button("Thandi Mokoena, your account")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Five_wrong_passwords_close_the_door_for_a_quarter_of_an_hour()
    {
        await Begin();
        await SignOut();

        for (var wrong = 0; wrong < 4; wrong++)
        {
            await SignIn("a wrong password");
            await Expect(Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This e-mail address and this password do not belong together.");
        }

        await SignIn("a wrong password");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That was tried too often. Wait 15 minutes, then try again.");
        await SignIn(Password);
        await Expect(Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That was tried too often. Wait 15 minutes, then try again.");

        Clock.Advance(TimeSpan.FromMinutes(16));
        await SignIn(Password);
        await Expect(Button("Thandi Mokoena, your account")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Everyone_can_read_the_door_in_light_and_dark()
    {
        var faults = new List<string>();
        foreach (var path in (string[])[await Link(), "/sign-in"]) // as they are on the first day; the others are among every page
        {
            foreach (var colours in (string[])["light", "dark"])
            {
                await Page.Context.AddCookiesAsync([new Cookie { Name = ThemeCookie.Name, Value = colours, Url = Site.Address }]);
                await Page.GotoAsync(path);
                faults.AddRange((await Page.Faults()).Select(fault => $"{path} in {colours}: {fault}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Where the first administrator begins.</summary>
    async Task<string> Link()
    {
        var links = new OneTimeLinks(Site.Database, Clock);
        var trail = new AuditTrail(Site.Database, Actor.CommandLine, Clock);
        return await new FirstAdministrator(Site.Database, links).Link(trail, Cancellation);
    }

    async Task Begin()
    {
        await Page.GotoAsync(await Link());
        await Page.GetByLabel("Your name").FillAsync("Thandi Mokoena");
        await Page.GetByLabel("E-mail address").FillAsync(Thandi);
        await Page.GetByLabel("Password").FillAsync(Password);
        await Button("Go on").ClickAsync();
        await Expect(Button("Thandi Mokoena, your account")).ToBeVisibleAsync();
    }

    async Task<string> SetAnAppUp()
    {
        await Button("Thandi Mokoena, your account").ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Your account" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Set up an app" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Img, new() { Name = "The key of your authenticator app" })).ToBeVisibleAsync();
        var key = (await Page.Locator("code.key").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);

        await Page.GetByLabel("Six digits").FillAsync(AuthenticatorCode.At(key, Clock.GetUtcNow()));
        await Page.GetByLabel("Your password").FillAsync(Password);
        await Button("Ask me for codes").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Your recovery codes");
        await Expect(Page.Locator(".codes li")).ToHaveCountAsync(10);
        await Page.GetByRole(AriaRole.Link, new() { Name = "They are kept" }).ClickAsync();
        return key;
    }

    async Task SignOut()
    {
        await Open("/");
        await Button("Thandi Mokoena, your account").ClickAsync();
        await Button("Sign out").ClickAsync();
        await Expect(Title).ToHaveTextAsync("Sign in");
    }

    async Task SignIn(string password)
    {
        await Page.GetByLabel("E-mail address").FillAsync(Thandi);
        await Page.GetByLabel("Password").FillAsync(password);
        await Button("Sign in").ClickAsync();
    }
}
