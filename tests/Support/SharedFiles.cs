namespace Platen.Testing;

/// <summary>
/// The recorded devices, rating cases and formats that lie outside the repository: in <c>PLATEN_SHARED</c>, else in
/// <c>../shared</c> beside it. Where they are missing a test that needs them is a visible skip, and a failure in continuous
/// integration.
/// </summary>
static class SharedFiles
{
    static readonly string Root = Path.GetFullPath(Environment.GetEnvironmentVariable("PLATEN_SHARED") ?? Repository.PathTo("..", "shared"));

    /// <summary>The path of a shared file or folder: <c>SharedFiles.PathTo("data", "rating_cases")</c>.</summary>
    public static string PathTo(params ReadOnlySpan<string> parts)
    {
        var path = Path.Combine([Root, .. parts]);
        if (Path.Exists(path))
            return path;

        var reason = $"There is no {path}. PLATEN_SHARED names the folder of shared files.";
        if (Repository.InContinuousIntegration)
            Assert.Fail(reason);

        Assert.Skip(reason);
        return path;
    }
}
