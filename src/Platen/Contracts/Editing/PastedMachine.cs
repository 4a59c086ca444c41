using System.Globalization;

namespace Platen.Contracts;

/// <summary>
/// A line of machines as they were typed or pasted from a spreadsheet: a serial, then what its counters showed, in the order of
/// its meters, and the day on which they were read; with tabs or semicolons between.
/// </summary>
/// <param name="Wrong">What cannot be read in it; null where all can.</param>
public sealed record PastedMachine(int Line, string Text, string Serial, IReadOnlyList<long> Readings, DateOnly? Day, string? Wrong)
{
    static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "d/M/yyyy", "d.M.yyyy", "d MMM yyyy"];

    /// <summary>Lines that say nothing are left out, and so is a heading.</summary>
    public static IReadOnlyList<PastedMachine> Read(string text) =>
    [
        .. from line in text.Split('\n').Index()
           let cells = line.Item.Split('\t', ';')
           where cells[0].Trim() is { Length: > 0 } serial && !(line.Index == 0 && serial.StartsWith("serial", StringComparison.OrdinalIgnoreCase))
           select Read(line.Index + 1, line.Item.Trim(), cells),
    ];

    static PastedMachine Read(int no, string line, string[] cells)
    {
        var readings = new List<long>();
        DateOnly? day = null;
        string? wrong = null;
        foreach (var cell in cells.Skip(1).Select(cell => cell.Trim()).Where(cell => cell.Length > 0))
        {
            if (long.TryParse(cell.Replace(" ", "", StringComparison.Ordinal), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var reading))
                readings.Add(reading);
            else if (DateOnly.TryParseExact(cell, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
                day = read;
            else
                wrong ??= $"'{cell}' is neither a counter nor a day like 2026-01-31.";
        }

        return new(no, line, cells[0].Trim(), readings, day, wrong);
    }
}
