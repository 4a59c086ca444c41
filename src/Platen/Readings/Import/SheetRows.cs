using System.Globalization;
using System.Xml;
using MiniExcelLibs;

namespace Platen.Readings;

/// <summary>The first sheet of an Excel workbook. Excel's days and numbers are given as the text they would have in a CSV file.</summary>
sealed class SheetRows : RowSource
{
    /// <summary>Excel keeps so many digits of a number; a longer serial typed as one is another's.</summary>
    const double MostDigits = 1e15;

    readonly FileStream _file;
    readonly IEnumerator<object> _rows;
    string[] _cells = [];
    int _row;

    public SheetRows(string path)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            SafeWorkbook.Check(_file);
            _rows = _file.Query(useHeaderRow: false, excelType: ExcelType.XLSX).Cast<object>().GetEnumerator();
        }
        catch (InvalidDataException)
        {
            _file.Dispose();
            throw NotASheet();
        }
        catch (BrokenFileException)
        {
            _file.Dispose();
            throw;
        }
    }

    public override int Row => _row;
    public override int Cells => _cells.Length;
    public override (long Done, long Of) Place => (_file.Position, _file.Length);

    public override bool Read()
    {
        try
        {
            if (!_rows.MoveNext())
                return false;
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or EndOfStreamException)
        {
            throw NotASheet();
        }

        _row++;
        var row = (IDictionary<string, object?>)_rows.Current;
        if (_cells.Length != row.Count)
            _cells = new string[row.Count];
        var cell = 0;
        foreach (var value in row.Values)
            _cells[cell++] = TextOf(value);
        return true;
    }

    public override ReadOnlySpan<char> Text(int cell) => cell < _cells.Length ? _cells[cell] : default;

    public override void Dispose()
    {
        _rows.Dispose();
        _file.Dispose();
    }

    static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime day => day.ToString(day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < MostDigits => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    BrokenFileException NotASheet() =>
        new(_row + 1, "The file is no Excel workbook, or it is cut off. Save it again as .xlsx, or as CSV UTF-8.");
}
