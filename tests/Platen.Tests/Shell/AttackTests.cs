using System.Net;
using System.Text;
using System.Text.Json;
using Platen.Tests.Support;

namespace Platen.Tests.Shell;

/// <summary>What somebody tries who means no good, and what becomes of it. Attacks on signing in are Identity's.</summary>
public class AttackTests
{
    const string Script = "<script>alert(1)</script>", Image = "\"><img src=x onerror=alert(2)>";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every text that a page shows, with a script in it.</summary>
    static readonly string Poisoned = JsonSerializer.Serialize(new
    {
        book = "1.0",
        company = new { name = "Dealer " + Script, currency = "ZAR", financialYearEndMonth = 2, taxRate = "15" },
        customers = new[] { new { code = "CUST-A", name = "Customer " + Script, accountManager = "Manager " + Image, email = "a@b.example" } },
        machines = new[]
        {
            new
            {
                serial = "M1", customer = "CUST-A", description = "Machine " + Script, model = "Model " + Image, location = "Place " + Script,
                partCode = "Part " + Image, category = "Category " + Script, meters = new[] { new { type = "Mono" } },
            },
        },
    });

    [Theory, EveryDatabase]
    public async Task A_script_in_a_text_is_shown_and_never_run(TestDatabase database)
    {
        await ImportPoison(database);
        await using var platen = await RunningPlaten.SignedIn(database);
        var paths = (string[])
        [
            "/", "/customers", "/customers/CUST-A", "/machines", "/machines/M1", "/contracts", "/audit", "/invoices", "/runs",
            $"/customers?q={Uri.EscapeDataString(Script)}", $"/machines?q={Uri.EscapeDataString(Image)}", $"/nothing/{Uri.EscapeDataString(Script)}",
        ];

        var shown = 0;
        foreach (var path in paths)
        {
            using var answer = await platen.Http.GetAsync(path, Cancellation);
            var page = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.DoesNotContain(Script, page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
            shown += page.Contains("&lt;script&gt;", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(shown >= 4, "Too few pages showed the text at all.");
    }

    [Theory, EveryDatabase]
    public async Task A_browser_is_told_to_run_no_script_but_ours_and_to_stay_in_no_frame(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);
        foreach (var path in (string[])["/", "/sign-in", "/nothing-here", "/api/v1/customers", "/api/v1/nothing", "/app.css"])
        {
            using var answer = await platen.Http.GetAsync(path, Cancellation);
            var policy = string.Concat(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", string.Concat(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Theory, EveryDatabase]
    public async Task A_body_that_is_too_large_is_refused_unread(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/readings") { Headers = { ExpectContinue = true } };
        request.Content = new StringContent("{\"serial\":\"" + new string('M', 5 * 1024 * 1024) + "\"}", Encoding.UTF8, "application/json");

        using var answer = await platen.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [EveryDatabase("/../../../../etc/passwd")]
    [EveryDatabase("/..%2f..%2f..%2fetc%2fpasswd")]
    [EveryDatabase("/_content/..%2f..%2fplaten.db")]
    [EveryDatabase("/%2e%2e/platen.db")]
    public async Task No_path_leads_out_of_the_pages_files(TestDatabase database, string path)
    {
        await using var platen = await RunningPlaten.SignedIn(database);

        using var answer = await platen.Http.GetAsync(path, Cancellation);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("root:", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_field_that_is_not_asked_for_is_refused_not_bound(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);

        var (status, _) = await platen.Post("/api/v1/readings", new { serial = "M1", meter = "Mono", date = "2026-01-31", value = 1, state = "accepted", capturedBy = "bert" });
        var (run, _) = await platen.Post("/api/v1/runs", new { period = "2026-01", state = "posted" });

        Assert.Equal((400, 400), (status, run));
    }

    [Theory, EveryDatabase]
    public async Task No_header_is_made_of_what_a_caller_sends(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);

        foreach (var path in (string[])["/sign-in?returnTo=%2F%0d%0aX-Made:%20up", "/customers?q=%0d%0aX-Made:%20up", "/api/v1/audit.csv?q=%0d%0aX-Made:%20up"])
        {
            using var answer = await platen.Http.GetAsync(path, Cancellation);
            Assert.False(answer.Headers.Contains("X-Made") || answer.Content.Headers.Contains("X-Made"));
        }
    }

    static async Task ImportPoison(TestDatabase database)
    {
        var file = Path.Combine(database.Folder, "poisoned.json");
        await File.WriteAllTextAsync(file, Poisoned, Cancellation);
        var imported = await database.Platen("import", file);
        Assert.True(imported.Exit == Platen.Shell.Exit.Done, imported.Error + imported.Output);
    }
}
