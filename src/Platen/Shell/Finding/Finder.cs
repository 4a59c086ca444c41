using Platen.Shell.Access;

namespace Platen.Shell.Finding;

/// <summary>Finds anything by name or number, in every module that offers some: Ctrl-K.</summary>
[Needs(Permission.SignedIn)]
sealed class Finder(IEnumerable<IFindable> sources)
{
    public async Task<IReadOnlyList<Hit>> Find(string text, CancellationToken cancellation)
    {
        List<Hit> hits = [];

        // One after the other: the sources share this scope's database session.
        foreach (var source in sources)
            hits.AddRange(await source.Find(text.Trim(), cancellation));

        return hits;
    }
}
