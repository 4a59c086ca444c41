using Platen.Shell.Access;
using Platen.Shell.Layout;

namespace Platen.Shell.Finding;

/// <summary>The pages themselves, by name.</summary>
[Needs(Permission.SignedIn)]
sealed class PagesFound : IFindable
{
    public Task<IReadOnlyList<Hit>> Find(string text, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Hit>>(SiteMap.All
            .Where(link => link.Title.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Select(link => new Hit("Page", link.Title, null, link.Path))
            .ToList());
}
