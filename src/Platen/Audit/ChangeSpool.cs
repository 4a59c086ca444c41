using System.Text.Json;
using Platen.Data;

namespace Platen.Audit;

/// <summary>
/// The changes of a large operation, in a temporary file until it is committed: the chain is written last, for it makes others
/// wait, and memory stays flat.
/// </summary>
sealed class ChangeSpool : IDisposable
{
    FileStream? _file;

    public void Add(Change change)
    {
        _file ??= new FileStream(
            Path.Combine(Path.GetTempPath(), "platen-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        JsonSerializer.Serialize(_file, change, Json.Options);
        _file.WriteByte((byte)'\n');
    }

    /// <summary>All of them, in the order in which they came.</summary>
    public IEnumerable<Change> All()
    {
        if (_file is null)
            yield break;
        _file.Position = 0;
        using var lines = new StreamReader(_file, leaveOpen: true);
        while (lines.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize<Change>(line, Json.Options)!;
    }

    public void Dispose() => _file?.Dispose();
}
