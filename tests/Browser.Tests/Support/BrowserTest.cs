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
    readonly List<string> _errors = [];
    Site? _site;

    protected IPage Page { get; private set; } = null!;
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    protected IServiceProvider Services => _site!.Services;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.Start(Clock);
        Page = await chromium.NewPage(new() { BaseURL = _site.Address, Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 800 } });
        Page.SetDefaultTimeout(15_000);
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Add(message.Text);
        };
        Page.PageError += (_, error) => _errors.Add(error);
    }

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
