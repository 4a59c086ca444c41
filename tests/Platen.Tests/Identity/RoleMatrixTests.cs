using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Platen.Billing;
using Platen.Shell.Access;
using Platen.Shell.Layout;
using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Identity;

/// <summary>Every role at every address, over HTTP: what a role may not do is refused, nothing of the data is in the answer, and no page offers it.</summary>
public partial class RoleMatrixTests
{
    /// <summary>A customer that no address names, its records, a price, its mail: no refusal may tell of them, nor of any invoice.</summary>
    const string Other = "MARULA-MINING", Price = "123.45", Mail = "pay@bigmine.example";

    static readonly string[] Secrets = [Other, "M-OTHER", "C-OTHER", Price, Mail, "INV0000", "A3 MFP", "Customer CUST-A"];

    /// <summary>What anyone may ask for: the ways in, and files that are the same for all.</summary>
    static readonly string[] Public =
    [
        "/error", "/not-found", "/sign-in", "/sign-in/code", "/sign-in/recovery", "/sign-in/openid", "/sign-in/openid/done", "/sign-out", "/welcome", "/read/{Token}",
        "/old-form",
    ];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Every_address_names_a_permission_or_is_on_the_short_list(TestDatabase database)
    {
        await using var platen = await RunningPlaten.On(database);
        var open = (
            from endpoint in Addresses.Endpoints(platen)
            where endpoint.Metadata.GetMetadata<NeedsAttribute>() is null && endpoint.RoutePattern.RawText != "{**path:file}" // of a build on a desk
            select "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct().Order().ToList();

        // A name with a dot is a file of the pages' own: styles, scripts, the icon.
        Assert.Subset(Public.ToHashSet(), open.Where(path => !path.Contains('.', StringComparison.Ordinal)).ToHashSet());
    }

    [Theory, EveryDatabase]
    public async Task What_a_role_may_not_do_is_refused_everywhere(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A").Customer(Other, email: Mail).Machine("M1", "CUST-A", "Mono").Machine("M-OTHER", Other, "Mono")
            .Contract("C1", "CUST-A", DealerBook.Alone("M1", fee: 10)).Contract("C-OTHER", Other, DealerBook.Alone("M-OTHER", fee: 123.45m))
            .Reading("M1", "Mono", "2026-01-31", 1200).Reading("M-OTHER", "Mono", "2026-01-31", 1200).Import(database);
        await database.Post((await database.Bill("2026-01")).Run!.Value);
        await database.Bill("2026-02");
        await using var platen = await RunningPlaten.On(database);
        var requests = Addresses.Of(platen).ToList();
        Assert.True(requests.Count > 25, $"Only {requests.Count} addresses were found.");

        var wrong = new List<string>();
        using (var nobody = platen.Visitor())
            await Walk(nobody, "nobody", requests, _ => false, wrong);
        foreach (var role in BuiltInRoles.All)
        {
            var email = role.Name.Replace(' ', '.').ToLowerInvariant() + "@dealer.example";
            await database.Add(email, role.Name, role.Name);
            using var visitor = platen.Visitor();
            Assert.Equal("/account", (await visitor.SignIn(email)).Path);
            await Walk(visitor, role.Name, requests, needs => needs == Permission.SignedIn || role.Permissions.Contains(needs), wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    static async Task Walk(Visitor visitor, string who, List<Address> requests, Func<string, bool> may, List<string> wrong)
    {
        foreach (var asked in requests)
        {
            using var request = new HttpRequestMessage(asked.Method, asked.Path);
            if (asked.Method != HttpMethod.Get)
                request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            using var answer = await visitor.Http.SendAsync(request, Cancellation);
            var body = await answer.Content.ReadAsStringAsync(Cancellation);
            var sentToSignIn = answer.RequestMessage!.RequestUri!.AbsolutePath == "/sign-in";
            var refused = sentToSignIn || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
            if (refused == may(asked.Needs))
                wrong.Add($"{who}, {asked.Method} {asked.Path} ({asked.Needs}): {answer.StatusCode}");
            if (refused && Secrets.FirstOrDefault(secret => body.Contains(secret, StringComparison.Ordinal)) is { } told)
                wrong.Add($"{who}, {asked.Method} {asked.Path}: the refusal tells {told}");
            if (!refused)
                wrong.AddRange(Links().Matches(body).Select(link => link.Groups[1].Value).Where(link => !may(SiteLink.NeededAt(link))).Select(link => $"{who}, {asked.Path}: offers {link}"));
            if (!may(BillingPermissions.Read) && body.Contains("Billed per month", StringComparison.Ordinal))
                wrong.Add($"{who}, {asked.Path}: tells what was billed");
        }
    }

    /// <summary>A link to another page.</summary>
    [GeneratedRegex("<a [^>]*href=\"(/(?!api|sign-in)[^\"]*)\"")]
    private static partial Regex Links();
}
