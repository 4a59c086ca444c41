using System.Net;
using System.Text.RegularExpressions;

namespace Platen.Testing;

/// <summary>A browser without a screen: it keeps cookies, goes where it is sent, and fills in the forms of the pages it sees.</summary>
sealed partial class Visitor : IDisposable
{
    readonly CookieContainer _cookies = new();

    public Visitor(string address) =>
        Http = new HttpClient(new HttpClientHandler { CookieContainer = _cookies }) { BaseAddress = new Uri(address) };

    public HttpClient Http { get; }

    /// <summary>The cookies for an address, to be given to another browser.</summary>
    public IReadOnlyList<Cookie> Cookies => [.. _cookies.GetCookies(Http.BaseAddress!).Cast<Cookie>()];

    public string? Cookie(string name) => Cookies.FirstOrDefault(cookie => cookie.Name == name)?.Value;

    /// <summary>Puts a cookie where the browser has it, as somebody does who has got hold of it.</summary>
    public void Take(string name, string value) => _cookies.Add(Http.BaseAddress!, new Cookie(name, value));

    public async Task<Seen> Open(string path)
    {
        using var answer = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        return await See(answer);
    }

    /// <summary>Fills in a form of a page and sends it.</summary>
    /// <param name="form">Its name, or where it goes to.</param>
    public async Task<Seen> Send(Seen page, string form, params (string Name, string Value)[] fields)
    {
        var html = Forms().Matches(page.Text).Select(found => found.Value)
            .FirstOrDefault(html => html.Contains($"name=\"_handler\" value=\"{form}\"", StringComparison.Ordinal) || html.Contains($"action=\"{form}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"There is no form '{form}' on {page.Path}: {page.Words}");
        var hidden = Hidden().Matches(html).Select(field => (field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)));
        return await Post(form.StartsWith('/') ? form : page.Path, [.. hidden, .. fields]);
    }

    public async Task<Seen> Post(string path, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await Http.PostAsync(path, body, TestContext.Current.CancellationToken);
        return await See(answer);
    }

    static async Task<Seen> See(HttpResponseMessage answer) => new(
        answer.RequestMessage!.RequestUri!.PathAndQuery, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}

/// <summary>A page as it came.</summary>
/// <param name="Path">Where the visitor has ended, with its query.</param>
sealed partial record Seen(string Path, int Status, string Text)
{
    public string Title => WebUtility.HtmlDecode(Headings().Match(Text).Groups[1].Value);

    /// <summary>What the page says was wrong.</summary>
    public string? Said => Alerts().Match(Text) is { Success: true } alert ? WebUtility.HtmlDecode(alert.Groups[1].Value) : null;

    /// <summary>The text without its markup.</summary>
    public string Words => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Text, " ")), " ").Trim();

    [GeneratedRegex("<h1[^>]*>(.*?)</h1>", RegexOptions.Singleline)]
    private static partial Regex Headings();

    [GeneratedRegex("role=\"alert\">(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Alerts();

    [GeneratedRegex("<(style|script).*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
