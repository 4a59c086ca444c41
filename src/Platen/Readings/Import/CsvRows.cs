using System.Text;
using Sylvan.Data.Csv;

namespace Platen.Readings;

/// <summary>A text file of values divided by commas, semicolons or tabs, in UTF-8, or in UTF-16 with its mark.</summary>
sealed class CsvRows : RowSource
{
    const int LongestRow = 1 << 20;
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly string _path;
    readonly FileStream _file;
    readonly CsvDataReader _csv;
    int _row;

    public CsvRows(string path)
    {
        _path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        try
        {
            var delimiter = Delimiter();
            var text = new StreamReader(_file, Strict, detectEncodingFromByteOrderMarks: true, 1 << 16);
            _csv = CsvDataReader.Create(text, new CsvDataReaderOptions
            {
                HasHeaders = false, // the heading is row 1, read like the others
                Delimiter = delimiter,
                Comment = '\0', // a serial may begin with a #
                BufferSize = 1 << 16,
                MaxBufferSize = LongestRow,
            });
        }
        catch (DecoderFallbackException)
        {
            _file.Dispose();
            throw NotUnicode();
        }
        catch (CsvFormatException broken)
        {
            _file.Dispose();
            throw Broken(broken);
        }
    }

    public override int Row => _row;
    public override int Cells => _csv.RowFieldCount;
    public override (long Done, long Of) Place => (_file.Position, _file.Length);

    public override bool Read()
    {
        try
        {
            if (!_csv.Read())
                return false;
            _row++;
            return true;
        }
        catch (DecoderFallbackException)
        {
            throw NotUnicode();
        }
        catch (CsvFormatException broken)
        {
            throw Broken(broken);
        }
    }

    public override ReadOnlySpan<char> Text(int cell) => cell < Cells ? _csv.GetFieldSpan(cell) : default;

    public override void Dispose()
    {
        _csv.Dispose();
        _file.Dispose();
    }

    /// <summary>The one of , ; and tab that the heading has most of.</summary>
    char Delimiter()
    {
        using var text = new StreamReader(_file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 12, leaveOpen: true);
        var heading = new char[1 << 12];
        var count = text.ReadBlock(heading);
        _file.Position = 0;
        var line = heading.AsSpan(0, count);
        var end = line.IndexOfAny('\r', '\n');
        if (end >= 0)
            line = line[..end];

        var best = ',';
        foreach (var candidate in (ReadOnlySpan<char>)[';', '\t'])
            best = line.Count(candidate) > line.Count(best) ? candidate : best;
        return best;
    }

    BrokenFileException Broken(CsvFormatException broken) => broken is CsvInvalidCharacterException { InvalidCharacter: '"' } or CsvRecordTooLargeException
        ? new(_row + 1, "A quotation mark opened here is never closed. Close it, or take it out; is the file cut off?")
        : new(_row + 1, $"The row cannot be taken apart: {broken.Message}");

    /// <summary>Says in which row the first byte stands that is not UTF-8.</summary>
    BrokenFileException NotUnicode()
    {
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var line = 1;
        var decoder = Strict.GetDecoder();
        var bytes = new byte[1];
        var chars = new char[2];
        using var buffered = new BufferedStream(file, 1 << 16);
        for (int next; (next = buffered.ReadByte()) >= 0;)
        {
            try
            {
                bytes[0] = (byte)next;
                decoder.GetChars(bytes, chars, flush: false);
            }
            catch (DecoderFallbackException)
            {
                break;
            }

            line += next == '\n' ? 1 : 0;
        }

        return new(line, "The file is not in UTF-8. Save it as \"CSV UTF-8\", or as .xlsx.");
    }
}
