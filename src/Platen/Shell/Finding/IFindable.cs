namespace Platen.Shell.Finding;

/// <summary>Something the finder can look through: each module offers its own names and numbers.</summary>
interface IFindable
{
    /// <summary>The best few matches for what was typed, closest first.</summary>
    Task<IReadOnlyList<Hit>> Find(string text, CancellationToken cancellation);
}

/// <summary>One thing found: what it is, what it is called, what tells it apart, and its page.</summary>
sealed record Hit(string Kind, string Title, string? Detail, string Path);
