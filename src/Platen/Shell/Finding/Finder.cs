using Platen.Shell.Access;
using Platen.Shell.Layout;

namespace Platen.Shell.Finding;

/// <summary>Finds anything by name or number: the pages themselves, and what each module offers. Ctrl-K.</summary>
[Needs(Permission.SignedIn)]
sealed class Finder(IEnumerable<IFindable> sources)
{
    /// <param name="may">Whether whoever asks has a permission: what they may not see is not looked through.</param>
    public async Task<IReadOnlyList<Hit>> Find(string text, Func<string, Task<bool>> may, CancellationToken cancellation)
    {
        text = text.Trim();
        var pages = SiteMap.All.Where(link => link.Title.Contains(text, StringComparison.OrdinalIgnoreCase));
        List<Hit> hits = [.. (await SiteMap.Open(pages, may)).Select(link => new Hit("Page", link.Title, null, link.Path))];

        // One after the other: the sources share this scope's database session.
        foreach (var source in sources)
        {
            if (await may(NeedsAttribute.Of(source.GetType())))
                hits.AddRange(await source.Find(text, cancellation));
        }

        return hits;
    }
}
