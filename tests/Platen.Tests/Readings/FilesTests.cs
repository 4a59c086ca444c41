using System.Text;
using MiniExcelLibs;
using Platen.Readings;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Readings;

/// <summary>The forms in which readings come, and the ways in which files go wrong.</summary>
public class FilesTests
{
    [Theory]
    [EveryDatabase("Serial Number;Meter;Read Date;Count\nA1;Mono;2026-01-31;1000\n")]
    [EveryDatabase("SERIAL\tMeter Type\tReading_Date\tReading\r\nA1\tMONO\t2026-01-31 23:59:00\t1000\r\n")]
    [EveryDatabase("\ufeffvalue,date,meter,serial\n1000,2026-01-31T08:00:00Z, Mono ,A1")]
    [EveryDatabase("serial,meter,date,value,note\nA1,Mono,2026-01-31,1000,\"first floor,\nleft\"\n\n,,,,\n")]
    public async Task A_file_is_read_whatever_its_marks_and_headings(TestDatabase database, string text)
    {
        await database.Machine("A1", "Mono");

        var answer = await Import(database, Encoding.UTF8.GetBytes(text));

        Assert.Equal((1, 0), (answer.Taken, answer.NotTaken));
        Assert.Equal(["2026-01-31 1000 Accepted"], await database.Kept("A1"));
    }

    [Theory, EveryDatabase]
    public async Task Rows_are_numbered_as_a_spreadsheet_numbers_them(TestDatabase database)
    {
        await database.Machine("A1", "Mono");

        var refused = await Refused(database, "serial,meter,date,value,note\nA1,Mono,2026-01-31,1000,\"two\nlines\"\nA1,Mono,2026-01-31,x,\n"u8.ToArray());

        Assert.StartsWith("row 3, value", Assert.Single(refused.Faults).ToString(), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_file_in_another_encoding_is_refused_with_the_row(TestDatabase database)
    {
        var refused = await Refused(database, Encoding.Latin1.GetBytes("serial,meter,date,value\nA1,Mono,2026-01-31,1000\nB\u00e9,Mono,2026-01-31,5\n"));

        Assert.Equal("row 3: The file is not in UTF-8. Save it as \"CSV UTF-8\", or as .xlsx.", Assert.Single(refused.Faults).ToString());
    }

    [Theory, EveryDatabase]
    public async Task A_file_of_utf16_with_its_mark_is_read(TestDatabase database)
    {
        await database.Machine("A1", "Mono");

        var answer = await Import(database, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("serial\tmeter\tdate\tvalue\nA1\tMono\t2026-01-31\t1000\n")]);

        Assert.Equal(1, answer.Taken);
    }

    [Theory, EveryDatabase]
    public async Task A_quotation_mark_never_closed_is_named(TestDatabase database)
    {
        var refused = await Refused(database, "serial,meter,date,value\nA1,Mono,2026-01-31,1000\n\"A1,Mono,2026-02-28,1000\nA1,Mono"u8.ToArray());

        Assert.Equal("row 3: A quotation mark opened here is never closed. Close it, or take it out; is the file cut off?", Assert.Single(refused.Faults).ToString());
    }

    [Theory, EveryDatabase]
    public async Task An_empty_file_and_one_without_the_columns_say_so(TestDatabase database)
    {
        Assert.EndsWith("is empty. Its first row names the columns: serial, meter, date, value.", (await Refused(database, [])).Message, StringComparison.Ordinal);

        var refused = await Refused(database, "Device,Meter,Date,Count\n"u8.ToArray());
        Assert.Equal("row 1, serial: No column says the serial. The file has Device, Meter, Date, Count. Name it: --column serial=\"...\"", Assert.Single(refused.Faults).ToString());
    }

    [Theory, EveryDatabase]
    public async Task A_profile_remembers_another_tools_columns_and_days(TestDatabase database)
    {
        await database.Machine("A1", "Mono", "Colour");
        await database.Machine("B2", "Mono");
        var names = new ColumnNames(
            new Dictionary<string, string>
            {
                ["serial"] = "serial_number",
                ["date"] = "latest_meter_timestamp",
                ["meter:Mono"] = "pageCounts_default_totalBlack",
                ["meter:Colour"] = "pageCounts_default_totalColor",
            },
            "dd/MM/yyyy HH:mm");
        const string Heading = "entity_name,serial_number,latest_meter_timestamp,pageCounts_default_total,pageCounts_default_totalBlack,pageCounts_default_totalColor\n";

        var first = await Import(database, Encoding.UTF8.GetBytes(Heading + "Office,A1,31/01/2026 18:30,350,150,100\nOffice,B2,31/01/2026 18:30,70,70,0\n"), new() { Profile = "print-tracker", Columns = names });
        var second = await Import(database, Encoding.UTF8.GetBytes(Heading + "Office,A1,28/02/2026 18:30,450,250,200\nOffice,B2,28/02/2026 18:30,80,80,\n"), new() { Profile = "print-tracker" });

        Assert.Equal((3, 3, 0), (first.Taken, second.Taken, second.NotTaken));
        Assert.Equal(["2026-01-31 100 Accepted", "2026-02-28 200 Accepted"], await database.Kept("A1", "Colour"));
    }

    [Theory, EveryDatabase]
    public async Task A_workbook_is_read_with_excels_own_days_and_numbers(TestDatabase database)
    {
        await database.Machine("1234567890123", "Mono");
        await database.Machine("A1", "Mono");
        var file = Path.Combine(database.Folder, "readings.xlsx");
        await MiniExcel.SaveAsAsync(
            file,
            new Row[] { new(1234567890123, "Mono", new(2026, 1, 31), 34_049), new("A1", "Mono", new(2026, 1, 31), 1000.0) }.Select(row => new Dictionary<string, object>
            {
                ["Serial"] = row.Serial,
                ["Meter"] = row.Meter,
                ["Date"] = row.Date,
                ["Value"] = row.Value,
            }),
            cancellationToken: TestContext.Current.CancellationToken);

        var answer = await database.Import().Run(file, new(), null, TestContext.Current.CancellationToken);

        Assert.Equal((2, 0), (answer.Taken, answer.NotTaken));
        Assert.Equal(["2026-01-31 34049 Accepted"], await database.Kept("1234567890123"));
    }

    [Theory, EveryDatabase]
    public async Task What_is_no_workbook_says_so(TestDatabase database)
    {
        var refused = await Refused(database, "serial,meter"u8.ToArray(), "readings.xlsx");

        Assert.EndsWith("The file is no Excel workbook, or it is cut off. Save it again as .xlsx, or as CSV UTF-8.", Assert.Single(refused.Faults).Message, StringComparison.Ordinal);
    }

    static Task<Refusal> Refused(TestDatabase database, byte[] bytes, string name = "readings.csv") =>
        Assert.ThrowsAsync<Refusal>(() => Import(database, bytes, null, name));

    static async Task<ImportedReadings> Import(TestDatabase database, byte[] bytes, ImportOptions? options = null, string name = "readings.csv")
    {
        var file = Path.Combine(database.Folder, name);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        return await database.Import().Run(file, options ?? new(), null, TestContext.Current.CancellationToken);
    }

    sealed record Row(object Serial, string Meter, DateTime Date, object Value);
}
