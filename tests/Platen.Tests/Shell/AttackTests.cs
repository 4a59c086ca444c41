using System.Net;
using System.Text;
using System.Text.Json;
using Platen.Audit;
using Platen.Readings;
using Platen.Shell;
using Platen.Testing;
using Platen.Tests.Conventions;
using Platen.Tests.Support;

namespace Platen.Tests.Shell;

/// <summary>What somebody tries who means no good, and what becomes of it. Attacks on signing in are Identity's.</summary>
public class AttackTests
{
    const string Script = "<script>alert(1)</script>", Image = "\"><img src=x onerror=alert(2)>", Number = "C " + Script, Meter = "Mono " + Script;

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
                partCode = "Part " + Image, category = "Category " + Script, meters = new[] { new { type = Meter } },
            },
        },
        contracts = new[]
        {
            new
            {
                number = Number, customer = "CUST-A", type = "cost-per-copy", start = "2026-01-01",
                terms = new[]
                {
                    new
                    {
                        from = "2026-01",
                        items = new[]
                        {
                            new
                            {
                                machine = "M1", fees = new[] { new { type = "Fee " + Image, amount = "10.00" } },
                                meters = new[] { new { type = Meter, startReading = 1000, readingDate = "2025-12-31", levels = new[] { new { from = 0, unitCharge = "0.05" } } } },
                            },
                        },
                    },
                },
            },
        },
        readings = new[] { new { serial = "M1", meter = Meter, date = "2026-01-31", value = 1100 } },
    });

    [Theory, EveryDatabase]
    public async Task A_script_in_a_text_is_shown_and_never_run(TestDatabase database)
    {
        await Poison(database);
        await using var platen = await RunningPlaten.SignedIn(database);
        var paths = (string[])
        [
            "/", "/customers", "/customers/CUST-A", "/machines", "/machines/M1", "/contracts", "/audit", "/invoices", "/runs",
            $"/contracts/{Uri.EscapeDataString(Number)}", "/month/2026-01/readings", "/month/2026-02/review", "/readings/held", "/invoices/INV0000001", "/runs/1", "/runs/2",
            "/runs/2/drafts/1/0", "/people", $"/people/{Mail}", "/people/roles", $"/people?role={Uri.EscapeDataString(Role)}", "/keys",
            $"/customers?q={Uri.EscapeDataString(Script)}", $"/machines?q={Uri.EscapeDataString(Image)}", $"/nothing/{Uri.EscapeDataString(Script)}",
        ];

        await using var another = await RunningPlaten.On(database); // where one signs in by a password
        using var poisoner = another.Visitor();
        await poisoner.SignIn(Mail);

        var shown = 0;
        foreach (var (path, http) in paths.Select(path => (path, platen.Http)).Append(("/account", poisoner.Http)).Append(("/", poisoner.Http)))
        {
            using var answer = await http.GetAsync(path, Cancellation);
            var page = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.DoesNotContain(Script, page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
            shown += page.Contains("&lt;script&gt;", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(shown >= 18, $"Only {shown.ToString(CultureInfo.InvariantCulture)} pages showed the text at all.");
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

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    public async Task A_cell_that_begins_a_formula_is_written_as_text(string cell)
    {
        await using var text = new StringWriter(CultureInfo.InvariantCulture);

        await new CsvText(text).Row("first", cell);

        Assert.Equal('\'', text.ToString()["first,".Length..].TrimStart('"')[0]);
    }

    [Fact]
    public void Every_export_for_spreadsheets_is_written_the_same_way() => Convention.Holds(
        from file in Directory.EnumerateFiles(Repository.PathTo("src", "Platen"), "Export*.cs", SearchOption.AllDirectories)
        let source = File.ReadAllText(file)
        where source.Contains("CSV", StringComparison.Ordinal) && !source.Contains("new CsvText(", StringComparison.Ordinal)
        select $"{Path.GetFileName(file)} writes CSV by itself: let CsvText do it");

    const string Mail = "poison@dealer.example", Person = "Person " + Script, Role = "Role " + Image;

    /// <summary>A script wherever somebody may put a text: in a book, in names of people, roles, keys and profiles, behind a decision.</summary>
    static async Task Poison(TestDatabase database)
    {
        await ImportPoison(database);
        await database.Post((await database.Bill("2026-01")).Run!.Value);
        var poisoner = new AuditTrail(database.Database, new Actor(ActorKind.Person, Person, 1), TimeProvider.System);
        var held = new Entry("M1", Meter, new DateOnly(2026, 2, 27), 900);
        Assert.Equal(Verdict.Held, (await new EnterReading(database.Database, poisoner).Run(held, Cancellation)).Verdict);
        await new AcceptHeld(database.Database, poisoner).LetGo(2, Cancellation);
        await new EnterReading(database.Database, poisoner).Run(held with { ReadOn = new DateOnly(2026, 2, 28) }, Cancellation);
        await database.Bill("2026-02");
        await new ReadingProfiles(database.Database, poisoner).Save("Profile " + Script, new ColumnNames(new Dictionary<string, string> { ["serial"] = Script }), Cancellation);
        await database.Add(Mail, name: Person);
        foreach (var words in (string[][])[["role", "add", Role, "--description", Script, "--permission", "people.read"], ["user", "roles", Mail, "--role", Role, "--role", "Admin"]])
        {
            var said = await database.Platen(words);
            Assert.True(said.Exit == Exit.Done, said.Error);
        }

        await database.AddKey("Key " + Script, "people.read");
    }

    static async Task ImportPoison(TestDatabase database)
    {
        var file = Path.Combine(database.Folder, "poisoned.json");
        await File.WriteAllTextAsync(file, Poisoned, Cancellation);
        var imported = await database.Platen("import", file);
        Assert.True(imported.Exit == Exit.Done, imported.Error + imported.Output);
    }
}
