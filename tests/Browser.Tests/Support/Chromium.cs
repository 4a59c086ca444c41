using Microsoft.Playwright;
using Platen.Browser.Tests.Support;
using Platen.Testing;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Platen.Browser.Tests.Support;

/// <summary>
/// The system's Chromium, driven by Playwright and started once. Nothing is downloaded. Where there is none, a test is a
/// visible skip, and a failure in continuous integration.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>How long a test waits for what it should see, in milliseconds: a busy machine is not a broken page.</summary>
    public const float Patience = 60_000;

    readonly Lazy<Task<IBrowser>> _browser;
    IPlaywright? _playwright;

    public Chromium() => _browser = new(Launch);

    /// <summary>A browser window with nothing remembered: no cookies, no cache.</summary>
    public async Task<IPage> NewPage(BrowserNewContextOptions options)
    {
        if (Find() is null)
            Miss("Chromium is not installed: sudo apt-get install chromium");

        var context = await (await _browser.Value).NewContextAsync(options);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
            await (await _browser.Value).DisposeAsync();

        _playwright?.Dispose();
    }

    async Task<IBrowser> Launch()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find(),
            Headless = true,
            ChromiumSandbox = !Environment.IsPrivilegedProcess, // Chromium's sandbox refuses to run as root
            Args =
            [
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        });
    }

    static string? Find() =>
        (from program in Programs
         from folder in Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? []
         select Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    static void Miss(string reason)
    {
        if (Repository.InContinuousIntegration)
            Assert.Fail(reason);

        Assert.Skip(reason);
    }
}
