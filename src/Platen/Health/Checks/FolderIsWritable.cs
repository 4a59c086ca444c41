namespace Platen.Health;

/// <summary>The data folder takes files.</summary>
sealed class FolderIsWritable : ICheck
{
    public string Name => "folder";

    public async Task<Finding> Look(Installation installation, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(installation.Folder);
        if (File.Exists(folder))
            return new(Name, Verdict.Broken, $"{folder} is a file.", "Name a folder with --data or PLATEN_DATA.");
        if (!Directory.Exists(folder))
            return new(Name, Verdict.Well, $"{folder} is not there yet; the first import makes it.");
        try
        {
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            await using (File.Create(probe, 1, FileOptions.DeleteOnClose))
                return new(Name, Verdict.Well, $"{folder} can be written.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(Name, Verdict.Broken, $"{folder} cannot be written: {failure.Message}", "Give this user the right to write there, or name another folder with --data.");
        }
    }
}
