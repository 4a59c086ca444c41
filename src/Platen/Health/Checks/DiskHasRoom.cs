using System.Globalization;

namespace Platen.Health;

/// <summary>There is room on the disk of the data folder.</summary>
sealed class DiskHasRoom : ICheck
{
    const long Mebi = 1 << 20, Little = 1024 * Mebi, TooLittle = 100 * Mebi;

    public string Name => "disk";

    public Task<Finding> Look(Installation installation, CancellationToken cancellation)
    {
        // A folder that is not there yet will lie where its parent does.
        var folder = new DirectoryInfo(Path.GetFullPath(installation.Folder));
        while (!folder.Exists && folder.Parent is { } parent)
            folder = parent;
        var free = new DriveInfo(folder.FullName).AvailableFreeSpace;
        var verdict = free < TooLittle ? Verdict.Broken : free < Little ? Verdict.Look : Verdict.Well;
        return Task.FromResult(new Finding(
            Name, verdict, string.Create(CultureInfo.InvariantCulture, $"{free / Mebi:N0} MiB free."),
            verdict == Verdict.Well ? null : "Free some space, or move the data folder to a larger disk."));
    }
}
