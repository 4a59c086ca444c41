using Platen.Shell.Access;

namespace Platen.Shell.Finding;

/// <summary>Finds anything by name or number, in every module that offers some: Ctrl-K.</summary>
[Needs(Permission.SignedIn)]
sealed class Finder(IEnumerable<IFindable> sources)
{
    /// <param name="may">Whether whoever asks has a permission: what they may not see is not looked through.</param>
    public async Task<IReadOnlyList<Hit>> Find(string text, Func<string, Task<bool>> may, CancellationToken cancellation)
    {
        List<Hit> hits = [];

        // One after the other: the sources share this scope's database session.
        foreach (var source in sources)
        {
            if (await may(NeedsAttribute.Of(source.GetType())))
                hits.AddRange(await source.Find(text.Trim(), cancellation));
        }

        return hits;
    }
}
