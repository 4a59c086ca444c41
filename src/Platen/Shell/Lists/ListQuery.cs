using Microsoft.AspNetCore.WebUtilities;

namespace Platen.Shell.Lists;

/// <summary>What a list is asked for, as its address says it, so that Back, reload and a shared link show the same rows.</summary>
public sealed class ListQuery
{
    public const int PageSize = 50;

    readonly string _path;
    readonly Dictionary<string, string> _values;

    ListQuery(string path, Dictionary<string, string> values) => (_path, _values) = (path, values);

    /// <param name="address">Where the list stands: absolute, or only what follows the path.</param>
    public static ListQuery From(string address)
    {
        var question = address.IndexOf('?', StringComparison.Ordinal);
        var values = question < 0 ? [] : QueryHelpers.ParseQuery(address[question..]);
        var path = Uri.TryCreate(address, UriKind.Absolute, out var whole) ? whole.AbsolutePath : "";
        return new(path, values.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal));
    }

    public string Text => this["q"] ?? "";

    /// <summary>The column to sort by; null is the list's own order.</summary>
    public string? Sort => this["sort"]?.TrimStart('-');

    public bool Descending => this["sort"]?.StartsWith('-') == true;

    /// <summary>Counted from 1.</summary>
    public int Page => int.TryParse(this["page"], out var page) && page is > 0 and < 1_000_000 ? page : 1;

    public int Skip => (Page - 1) * PageSize;

    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>
    /// The list's address with some parts changed. With its path: to a browser a query alone would hang on the site's base,
    /// which is the home page.
    /// </summary>
    public string Address(params (string Name, string? Value)[] changes) => _path + With(changes);

    /// <summary>The query string with some parts changed; null removes one. Anything but paging starts at page 1 again.</summary>
    public string With(params (string Name, string? Value)[] changes)
    {
        var values = new Dictionary<string, string?>(_values.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        values.Remove("page");
        foreach (var (name, value) in changes)
            values[name] = value;

        var kept = values.Where(pair => !string.IsNullOrEmpty(pair.Value));
        return QueryHelpers.AddQueryString("", kept) is { Length: > 0 } query ? query : "?";
    }
}

/// <summary>One page of a list, and how many rows there are in all.</summary>
public sealed record ListPage<TRow>(IReadOnlyList<TRow> Rows, int Total)
{
    public int Pages => Math.Max(1, (Total + ListQuery.PageSize - 1) / ListQuery.PageSize);
}
