namespace Platen.Readings;

/// <summary>The rows of a file, one after another, whatever its kind. The first is the heading.</summary>
abstract class RowSource : IDisposable
{
    /// <summary>The row as a spreadsheet numbers it: the heading is 1.</summary>
    public abstract int Row { get; }

    /// <summary>Cells in the row; fewer than in the heading when it was cut off.</summary>
    public abstract int Cells { get; }

    /// <summary>How far into the file, and of how much: for progress.</summary>
    public abstract (long Done, long Of) Place { get; }

    /// <exception cref="BrokenFileException">The file cannot be read on.</exception>
    public abstract bool Read();

    /// <summary>A cell's text until the next <see cref="Read"/>; empty past the end.</summary>
    public abstract ReadOnlySpan<char> Text(int cell);

    public abstract void Dispose();

    public static RowSource Open(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".xlsx" or ".xlsm" ? new SheetRows(path) : new CsvRows(path);
}

/// <summary>A file that is not what its name says, or breaks off: where, and what to do.</summary>
sealed class BrokenFileException(int row, string message) : Exception(message)
{
    public int Row => row;
}
