namespace Platen.Bench;

/// <summary>A step of the month: what Platen does, and what its floor reads and writes.</summary>
sealed record Stage(string Name, Func<CancellationToken, Task> Work)
{
    /// <summary>A file that is read.</summary>
    public string? File { get; init; }

    /// <summary>The queries whose rows Platen must have seen.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>The tables that hold its output.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];
}
