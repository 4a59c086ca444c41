namespace Platen.Testing;

/// <summary>The repository that the running tests were built from.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Continuous integration: what is missing there is a failure, never a skip, and golden files are never written.</summary>
    public static bool InContinuousIntegration { get; } =
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public static string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platen.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"There is no Platen.slnx above {AppContext.BaseDirectory}.");
    }
}
