using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Platen.Readings;

/// <summary>
/// Looks through a workbook before it is read. An .xlsx is XML in a zip, and it comes from outside: a small one can unpack to more
/// than there is memory, define entities that grow, or name files elsewhere. Nothing that Excel writes is refused.
/// </summary>
static class SafeWorkbook
{
    const int MostParts = 1_000, MostColumns = 100, MostRows = 1_048_576;

    /// <summary>Unpacked: all parts together, and what one part may be whatever its size in the file.</summary>
    const long MostBytes = 256 * 1024 * 1024, AnyBytes = 4 * 1024 * 1024;

    /// <summary>A sheet of readings packs to a tenth or a thirtieth; only what is made for it packs to less than this part of its size.</summary>
    const int MostPacked = 100;

    /// <summary>As many letters as Excel lets a cell have.</summary>
    const int LongestText = 32_767;

    static readonly XmlReaderSettings Plain = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <exception cref="BrokenFileException">It is not safe to be read.</exception>
    /// <exception cref="InvalidDataException">It is no zip.</exception>
    public static void Check(Stream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostParts)
            throw Refused($"The workbook has {zip.Entries.Count.ToString("N0", CultureInfo.InvariantCulture)} parts, more than any spreadsheet.");
        foreach (var part in zip.Entries)
            CheckPlace(part);
        CheckSizes(zip.Entries);
        foreach (var part in zip.Entries.Where(part => part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
            CheckXml(part);
        file.Position = 0;
    }

    static void CheckPlace(ZipArchiveEntry part)
    {
        var places = part.FullName.Replace('\\', '/').Split('/');
        if (places[0].Length == 0 || places.Contains("..") || part.FullName.Contains(':', StringComparison.Ordinal))
            throw Refused($"The workbook has a part outside of itself, {part.FullName}.");
    }

    // No part unpacks to more than it says here: reading stops there.
    static void CheckSizes(IReadOnlyCollection<ZipArchiveEntry> parts)
    {
        if (parts.FirstOrDefault(part => part.Length > AnyBytes && part.Length / MostPacked > part.CompressedLength) is { } bomb)
            throw Refused($"The part {bomb.FullName} of the workbook unpacks to {Mebibytes(bomb.Length)}, hundreds of times its size in the file.");
        if (parts.Sum(part => part.Length) is > MostBytes and var all)
            throw Refused($"The workbook unpacks to {Mebibytes(all)}; {Mebibytes(MostBytes)} are taken.");
    }

    static void CheckXml(ZipArchiveEntry part)
    {
        try
        {
            using var stream = part.Open();
            using var xml = XmlReader.Create(stream, Plain);
            var letters = new char[4096];
            while (xml.Read())
            {
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                    CheckText(xml, part, letters);
                else if (xml.NodeType == XmlNodeType.Element)
                    CheckCell(xml);
            }
        }
        catch (XmlException)
        {
            throw Refused($"The part {part.FullName} of the workbook is no plain XML: it is cut off, or it defines entities, which no spreadsheet does.");
        }
    }

    // Empty cells up to the last one are read, too.
    static void CheckCell(XmlReader xml)
    {
        var cell = xml.LocalName switch
        {
            "c" => xml.GetAttribute("r"),
            "dimension" => xml.GetAttribute("ref")?.Split(':')[^1],
            _ => null,
        };
        if (cell is not null && ColumnOf(cell) > MostColumns)
            throw Refused($"The workbook has something in the cell {cell}; {MostColumns} columns are looked at. Delete those without readings.");
        if (xml.LocalName == "row" && xml.GetAttribute("r") is { } row && (!int.TryParse(row, CultureInfo.InvariantCulture, out var number) || number > MostRows))
            throw Refused($"The workbook has something in the row {row}, where no sheet has one.");
    }

    static void CheckText(XmlReader xml, ZipArchiveEntry part, char[] letters)
    {
        var length = 0;
        for (var some = xml.ReadValueChunk(letters, 0, letters.Length); some > 0; some = xml.ReadValueChunk(letters, 0, letters.Length))
        {
            length += some;
            if (length > LongestText)
                throw Refused($"The part {part.FullName} of the workbook has a text that is longer than a cell can be.");
        }
    }

    /// <summary>1 for A7, 27 for AA1.</summary>
    static int ColumnOf(string cell)
    {
        var column = 0;
        foreach (var letter in cell.TakeWhile(char.IsAsciiLetter).Take(3))
            column = column * 26 + (char.ToUpperInvariant(letter) - 'A' + 1);
        return column;
    }

    static string Mebibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024):N0} MiB");

    static BrokenFileException Refused(string why) => new(1, why + " Nothing was read. Save it again as .xlsx, or as CSV UTF-8.");
}
