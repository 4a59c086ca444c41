using System.IO.Compression;
using System.Text;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>A workbook is XML in a zip, and comes from outside: what is made to do harm is refused with a sentence, and nothing is imported.</summary>
public class WorkbookTests
{
    const string Sheet = "xl/worksheets/sheet1.xml", Strings = "xl/sharedStrings.xml", Relations = "xl/_rels/workbook.xml.rels";
    const string NotPlain = "no plain XML: it is cut off, or it defines entities", Outside = "a part outside of itself";

    const string Laughs =
        "<!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task A_plain_one_is_read(TestDatabase database)
    {
        await database.Machine("A1", "Mono");

        Assert.Equal(1, (await database.Import().Run(Write(database, Parts()), new(), null, Cancellation)).Taken);
        Assert.Equal(["2026-01-31 1000 Accepted"], await database.Kept("A1"));
    }

    [Theory]
    [EveryDatabase(Sheet, "<!DOCTYPE worksheet>", NotPlain)]
    [EveryDatabase(Sheet, "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", NotPlain)]
    [EveryDatabase(Sheet, "<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/evil.dtd\">", NotPlain)]
    [EveryDatabase(Strings, Laughs, NotPlain)]
    [EveryDatabase(Relations, Laughs, NotPlain)]
    [EveryDatabase("xl/styles.xml", Laughs, NotPlain)]
    [EveryDatabase("[Content_Types].xml", Laughs, NotPlain)]
    public Task Entities_are_not_taken(TestDatabase database, string part, string defined, string why) =>
        Refuses(database, why, parts => parts[part] = Encoding.UTF8.GetBytes(defined + Encoding.UTF8.GetString(parts.GetValueOrDefault(part, "<x/>"u8.ToArray()))));

    [Theory, EveryDatabase]
    public Task Nor_in_another_encoding(TestDatabase database) => Refuses(database, NotPlain, parts =>
        parts[Sheet] = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Laughs + Encoding.UTF8.GetString(parts[Sheet]))]);

    [Theory]
    [EveryDatabase("../../../etc/cron.d/evil")]
    [EveryDatabase("xl/../../evil.xml")]
    [EveryDatabase("..\\evil.xml")]
    [EveryDatabase("/etc/evil")]
    [EveryDatabase("C:/evil.xml")]
    public Task A_part_with_a_path_outside_is_not_taken(TestDatabase database, string path) => Refuses(database, Outside, parts => parts[path] = "<x/>"u8.ToArray());

    [Theory, EveryDatabase]
    public Task More_parts_than_a_spreadsheet_has_are_not_taken(TestDatabase database) => Refuses(database, "more than any spreadsheet", parts =>
    {
        foreach (var i in Enumerable.Range(0, 1_000))
            parts[string.Create(CultureInfo.InvariantCulture, $"xl/x{i}.bin")] = [];
    });

    [Theory]
    [EveryDatabase("<dimension ref=\"A1:XFD1048576\"/>", "", "the cell XFD1048576")]
    [EveryDatabase("", "<row r=\"3\"><c r=\"XFD3\"><v>1</v></c></row>", "the cell XFD3")]
    [EveryDatabase("", "<row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>", "the row 2000000000")]
    public Task A_sheet_as_wide_or_long_as_none_is_is_not_walked_through(TestDatabase database, string before, string after, string why) => Refuses(database, why, parts =>
        parts[Sheet] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(parts[Sheet]).Replace("<sheetData>", before + "<sheetData>", StringComparison.Ordinal).Replace("</sheetData>", after + "</sheetData>", StringComparison.Ordinal)));

    [Theory, EveryDatabase]
    public Task A_small_file_of_a_huge_sheet_is_not_unpacked(TestDatabase database) => Refuses(database, "unpacks to 64 MiB, hundreds of times its size in the file.", parts =>
        parts[Sheet] = [.. parts[Sheet], .. new byte[64 * 1024 * 1024]]);

    [Theory, EveryDatabase]
    public Task A_text_longer_than_a_cell_is_not_read(TestDatabase database) => Refuses(database, "longer than a cell can be", parts =>
        parts[Strings] = Encoding.UTF8.GetBytes($"<sst><si><t>{new string('x', 40_000)}</t></si></sst>"));

    static async Task Refuses(TestDatabase database, string why, Action<Dictionary<string, byte[]>> change)
    {
        await database.Machine("A1", "Mono");
        var parts = Parts();
        change(parts);
        var file = Write(database, parts);

        var refused = await Assert.ThrowsAsync<Refusal>(() => database.Import().Run(file, new(), null, Cancellation));

        Assert.Equal("Nothing was taken from readings.xlsx.", refused.Message);
        Assert.Contains(why, Assert.Single(refused.Faults).Message, StringComparison.Ordinal);
        Assert.Empty(await database.Kept("A1"));
    }

    /// <summary>A workbook of one reading, part by part.</summary>
    internal static Dictionary<string, byte[]> Parts() => new Dictionary<string, string>
    {
        ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ["xl/workbook.xml"] = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Readings\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        [Relations] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        [Sheet] = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + Row(1, "serial", "meter", "date", "value") + Row(2, "A1", "Mono", "2026-01-31", "1000") + "</sheetData></worksheet>",
    }.ToDictionary(part => part.Key, part => Encoding.UTF8.GetBytes(part.Value));

    static string Row(int row, params string[] cells) => string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\">") + string.Concat(cells.Select((text, i) =>
        string.Create(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + i)}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"))) + "</row>";

    internal static string Write(TestDatabase database, Dictionary<string, byte[]> parts)
    {
        var path = Path.Combine(database.Folder, "readings.xlsx");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, bytes) in parts)
        {
            using var part = zip.CreateEntry(name).Open();
            part.Write(bytes);
        }

        return path;
    }
}
