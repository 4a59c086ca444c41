using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using Platen.Testing;

namespace Platen.Browser.Tests.Support;

/// <summary>
/// A test that looks at Platen as a person would: its own site and its own window. A failure leaves a picture in
/// <c>artifacts/screenshots</c>, and whatever the page wrote to the browser's console as an error is a failure too.
/// </summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    readonly ConcurrentQueue<string> _errors = [];
    Site? _site;

    /// <summary>Whether the test begins signed in, as somebody who may do everything.</summary>
    protected virtual bool IsInside => true;

    protected IPage Page { get; private set; } = null!;
    private protected Site Site => _site!;

    /// <summary>The morning of a month-end.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));

    public async ValueTask InitializeAsync()
    {
        _site = await Site.Start(Clock, IsInside ? Insider.LetIn : null);
        if (IsInside)
            await Insider.Add(_site.Database);
        Page = await NewWindow(1280, 800);
    }

    /// <summary>Another window with nothing remembered, signed in where the test is.</summary>
    /// <param name="email">As whom.</param>
    protected async Task<IPage> NewWindow(int width, int height, string email = Insider.Email)
    {
        var page = await chromium.NewPage(new() { BaseURL = Site.Address, Locale = "en-GB", ViewportSize = new() { Width = width, Height = height } });
        if (IsInside)
            await SignIn(page, email);
        page.SetDefaultTimeout(Chromium.Patience);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _errors.Enqueue(error);
        return page;
    }

    protected Task SignInAsAnna(IPage page) => SignIn(page, Insider.Email);

    async Task SignIn(IPage page, string email)
    {
        using var visitor = new Visitor(Site.Address);
        await Insider.SignIn(visitor, email);
        await page.Context.AddCookiesAsync(visitor.Cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = Site.Address }));
    }

    /// <summary>
    /// Goes to an address and waits until its title takes the focus: from then on the page is live, and a button does what
    /// it says.
    /// </summary>
    protected async Task Open(string path)
    {
        await Page.GotoAsync(path);
        await Assertions.Expect(Title).ToBeFocusedAsync();
    }

    protected ILocator Title => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    protected ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The row of a list that holds these words; the page's history may tell of it, too.</summary>
    protected ILocator Row(string words) => Page.GetByRole(AriaRole.Row).And(Page.Locator(":not(.history *)")).Filter(new() { HasText = words });

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Page is not null)
        {
            if (TestContext.Current.TestState?.Result == TestResult.Failed)
                await Page.ScreenshotAsync(new() { Path = PicturePath(), FullPage = true });

            await Page.Context.CloseAsync();
        }

        if (_site is not null)
            await _site.DisposeAsync();

        Assert.Empty(_errors);
    }

    static string PicturePath()
    {
        var test = TestContext.Current.Test!.TestDisplayName;
        var name = string.Concat(test.Select(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '_'));
        return Repository.PathTo("artifacts", "screenshots", name + ".png");
    }
}
