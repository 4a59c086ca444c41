using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Platen.Audit;
using Platen.Data;
using Platen.Readings;
using Platen.Shell;
using Platen.Testing;
using Platen.Tests.Conventions;
using Platen.Tests.Support;

namespace Platen.Tests.Shell;

/// <summary>What somebody tries who means no good, and what becomes of it. Attacks on signing in are Identity's.</summary>
public partial class AttackTests
{
    /// <summary>Gets out of a text, out of an attribute and out of a script alike; no slash, so that it may stand in an address.</summary>
    const string Poison = "\"><script>alert(1)<img src=x>";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A script in every text of a book, and wherever else somebody may put one: each page shows it, and none holds it.</summary>
    [Theory, EveryDatabase]
    public async Task A_script_in_a_text_is_shown_and_never_run(TestDatabase database)
    {
        await Import(database, FullBook.With(Poison));
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 2, 27, 9, 0, 0, TimeSpan.Zero));
        await using var platen = await RunningPlaten.SignedIn(database, clock);
        foreach (var (path, body) in Said)
        {
            var (status, answer) = await platen.Post($"/api/v1/{path}", body);
            Assert.True(status == 200, $"{path}: {answer}");
        }

        await Poisoned(database);
        await using var another = await RunningPlaten.On(database, clock); // where one signs in by a password
        using var poisoner = another.Visitor();
        await poisoner.SignIn(Mail);
        await using var db = new Db(database.Database);
        var mails = await db.Mails.OrderBy(mail => mail.Id).ToListAsync(Cancellation);
        var token = mails.Select(mail => Asked().Match(mail.Body)).First(link => link.Success).Groups[1].Value;
        var paths = EveryPage.At(Places(mails[0].Id, token)).Concat(mails.Select(mail => FormattableString.Invariant($"/mail/{mail.Id}"))).Concat(More).Distinct();

        var shown = new List<string>();
        foreach (var (path, http) in paths.Select(path => (path, platen.Http)).Concat([("/account", poisoner.Http), ("/", poisoner.Http)]))
        {
            using var answer = await http.GetAsync(path, Cancellation);
            var page = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.True(answer.IsSuccessStatusCode || path.StartsWith("/nothing", StringComparison.Ordinal), $"{path} answered {answer.StatusCode}");
            Assert.False(Raw.Any(script => page.Contains(script, StringComparison.OrdinalIgnoreCase)), $"{path} holds a script of somebody's");
            if (page.Contains("&lt;script&gt;alert", StringComparison.Ordinal))
                shown.Add(path);
        }

        Assert.True(shown.Count >= 60, $"Only {shown.Count.ToString(CultureInfo.InvariantCulture)} pages showed the text at all: {string.Join(", ", shown)}");
    }

    static readonly string[] Raw = ["<script>alert", "<img src=x"];

    /// <summary>What is said through the API, a text in each: reasons, numbers of others, lines by hand, choices.</summary>
    static readonly (string Path, object Body)[] Said =
    [
        ("runs", new { period = "2026-01" }),
        ("runs/1/post", new { }),
        ("deliveries", new { period = "2026-01" }),
        ("readings/requests", new { period = "2026-02" }),
        ("invoices/INV0000002/credit", new { way = "manual", reason = "Reason" + Poison, lines = new[] { new { text = "By hand" + Poison, quantity = 1, unitCharge = "1.00" } } }),
        ("supplier-invoices", new { supplier = "SUP-C" + Poison, number = "S-1" + Poison, dated = "2026-01-31" }),
        ("counts/cycles", new { meters = new { cutOff = "2026-01-31", customer = "CUST-A" + Poison }, cycle = "Month" + Poison }),
        ("counts", new { cutOff = "2026-01-31", cycle = "Month" + Poison, customer = "CUST-A" + Poison }),
        ("escalations", new { period = "2026-03", contract = "C1" + Poison, percent = "5", reason = "Rise" + Poison, firstYearToo = true }),
        ($"contracts/{Escaped("C2")}/close", new { reason = "Close" + Poison }),
        ($"contracts/{Escaped("C3")}/hold", new { reason = "Hold" + Poison, employee = "Employee" + Poison }),
        ($"contracts/{Escaped("C4")}/suspend", new { reason = "Suspend" + Poison }),
        ("readings", new { serial = "M3" + Poison, meter = "Mono" + Poison, date = "2026-02-26", value = 5 }), // held
        ("readings", new { serial = "M1" + Poison, meter = "Mono" + Poison, date = "2026-02-26", value = 900 }),
        ("runs", new { period = "2026-02" }),
    ];

    static Dictionary<string, string> Places(int mail, string token) => new()
    {
        ["contracts/Number"] = "C1" + Poison,
        ["contracts/Serial"] = "M1" + Poison,
        ["counts/Id"] = "1",
        ["customers/Code"] = "CUST-A" + Poison,
        ["escalation/Month"] = "2026-04",
        ["groups/Id"] = "1",
        ["invoices/Number"] = "INV0000001",
        ["machines/Serial"] = "M1" + Poison,
        ["mail/Number"] = mail.ToString(CultureInfo.InvariantCulture),
        ["month/Month"] = "2026-02",
        ["people/Email"] = Mail,
        ["read/Token"] = token,
        ["runs/Customer"] = "1",
        ["runs/Id"] = "2",
        ["runs/No"] = "0",
        ["runs/Run"] = "2",
    };

    /// <summary>Records of other kinds, and what is only asked for.</summary>
    static IEnumerable<string> More =>
    [
        .. Enumerable.Range(2, 5).Select(number => FormattableString.Invariant($"/invoices/INV000000{number}")), "/invoices/CRN0000001", "/runs/1", "/contracts?status=any",
        $"/contracts/{Escaped("C2")}", $"/contracts/{Escaped("C3")}", $"/contracts/{Escaped("C4")}", $"/machines/{Escaped("M3")}", $"/customers/{Escaped("SUP-C")}",
        $"/people?role={Escaped(Role)}", $"/customers?q={Escaped("")}", $"/machines?q={Escaped("")}", $"/audit?q={Escaped("")}", $"/nothing/{Escaped("")}",
    ];

    static string Escaped(string name) => Uri.EscapeDataString(name.Contains(Poison, StringComparison.Ordinal) ? name : name + Poison);

    [GeneratedRegex("/read/(\\S+)")]
    private static partial Regex Asked();

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
    public async Task Another_sites_page_changes_nothing_by_the_cookie_of_whoever_looks_at_it(TestDatabase database)
    {
        await using var platen = await RunningPlaten.SignedIn(database);
        using var program = platen.Program(await database.AddKey("poster", "billing.post"));
        var own = platen.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        const string Fetched = "Sec-Fetch-Site", Origin = "Origin";

        foreach (var (header, value) in ((string, string)[])[(Fetched, "cross-site"), (Fetched, "same-site"), (Origin, "https://evil.example"), (Origin, "null")])
        {
            foreach (var path in (string[])["/api/v1/runs/1/post", "/api/v1/contracts/C1/approve", $"/api/v1/people/{Insider.Email}/disable"])
                Assert.Equal((header, value, path, 403), (header, value, path, await Post(platen.Http, path, header, value)));
            Assert.Equal(422, await Post(program, "/api/v1/runs/1/post", header, value)); // a key is no cookie
        }

        foreach (var (header, value) in ((string, string)[])[(Fetched, "same-origin"), (Origin, own), ("X-Nothing", "said")])
            Assert.Equal((header, value, 422), (header, value, await Post(platen.Http, "/api/v1/runs/1/post", header, value)));

        static async Task<int> Post(HttpClient caller, string path, string header, string value)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { header, value }, { "Idempotency-Key", header + value } } };
            using var answer = await caller.SendAsync(request, Cancellation);
            return (int)answer.StatusCode;
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

    const string Mail = "poison@dealer.example", Person = "Person" + Poison, Role = "Role" + Poison;

    /// <summary>Names of people, roles, keys and profiles.</summary>
    static async Task Poisoned(TestDatabase database)
    {
        var poisoner = new AuditTrail(database.Database, new Actor(ActorKind.Person, Person, 1), TimeProvider.System);
        await new ReadingProfiles(database.Database, poisoner).Save("Profile" + Poison, new ColumnNames(new Dictionary<string, string> { ["serial"] = Poison }), Cancellation);
        await database.Add(Mail, name: Person);
        foreach (var words in (string[][])[["role", "add", Role, "--description", Poison, "--permission", "people.read"], ["user", "roles", Mail, "--role", Role, "--role", "Admin"]])
        {
            var said = await database.Platen(words);
            Assert.True(said.Exit == Exit.Done, said.Error);
        }

        await database.AddKey("Key" + Poison, "people.read");
    }

    static async Task Import(TestDatabase database, string book)
    {
        var file = Path.Combine(database.Folder, "poisoned.json");
        await File.WriteAllTextAsync(file, book, Cancellation);
        foreach (var words in (string[][])[["import", file], ["settings", "set", "reading-requests.address=https://platen.example/"]])
        {
            var said = await database.Platen(words);
            Assert.True(said.Exit == Exit.Done, said.Error + said.Output);
        }
    }
}
