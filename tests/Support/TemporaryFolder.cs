namespace Platen.Testing;

/// <summary>A new folder for one test, removed with it.</summary>
sealed class TemporaryFolder : IDisposable
{
    const string Prefix = "platen-test-";
    static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    static TemporaryFolder()
    {
        // What killed test processes left behind.
        foreach (var folder in Directory.GetDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            if (TimeProvider.System.GetUtcNow() - Directory.GetCreationTimeUtc(folder) > Stale)
                Remove(folder);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory(Prefix).FullName;

    public void Dispose() => Remove(Path);

    static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            // Another process removed it first, or it is another user's; the next run tries again.
        }
    }
}
