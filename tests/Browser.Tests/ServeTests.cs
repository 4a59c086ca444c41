using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Platen.Testing;

namespace Platen.Browser.Tests;

/// <summary>The program itself, as it is started at a dealer's.</summary>
public partial class ServeTests
{
    [Fact]
    public async Task Platen_serve_says_where_it_is_open_answers_there_and_stops_when_told()
    {
        using var folder = new TemporaryFolder();
        using var platen = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "platen"),
            ["serve", "--urls", "http://127.0.0.1:0", "--data", folder.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path, // its files are found wherever it is started
        })!;
        try
        {
            var cancellation = TestContext.Current.CancellationToken;
            var said = await platen.StandardOutput.ReadLineAsync(cancellation);
            var address = Address().Match(said ?? "");
            Assert.True(address.Success, said ?? await platen.StandardError.ReadToEndAsync(cancellation));

            Assert.StartsWith("Nobody can sign in yet.", await platen.StandardOutput.ReadLineAsync(cancellation), StringComparison.Ordinal);
            Assert.Contains("/welcome?", await platen.StandardOutput.ReadLineAsync(cancellation), StringComparison.Ordinal);

            using var http = new HttpClient { BaseAddress = new Uri(address.Value) };
            var home = await http.GetStringAsync("/", cancellation);
            Assert.Contains("Sign in", home, StringComparison.Ordinal);
            foreach (var link in Stylesheets().Matches(home).Select(link => link.Groups[1].Value))
            {
                using var sheet = await http.GetAsync(link, cancellation);
                Assert.Equal(HttpStatusCode.OK, sheet.StatusCode);
            }

            using (var kill = Process.Start("kill", ["-TERM", platen.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync(cancellation);
            await platen.WaitForExitAsync(cancellation);
            Assert.Empty(await platen.StandardError.ReadToEndAsync(cancellation));
            Assert.Equal(0, platen.ExitCode);
        }
        finally
        {
            platen.Kill();
        }
    }

    [GeneratedRegex(@"(?<=^Platen is open at )http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex Stylesheets();
}
