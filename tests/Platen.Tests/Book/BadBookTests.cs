using System.Text;
using Platen.Tests.Support;

namespace Platen.Tests.Book;

/// <summary>Every fault is named by its JSON path, with what to do; nothing of a book with faults is kept.</summary>
public class BadBookTests
{
    /// <summary>What is done to the small book: a piece of it, and what stands there instead.</summary>
    static readonly (string Name, string Piece, string Instead)[] Cases =
    [
        ("unknown field", "\"startReading\": 100", "\"startReading\": 100, \"colour\": true"),
        ("unknown field of a book", "\"book\": \"1.0\",", "\"book\": \"1.0\", \"invoices\": [],"),
        ("another version", "\"book\": \"1.0\",", "\"book\": \"2.0\","),
        ("no version", "\"book\": \"1.0\",", ""),
        ("no company in the first book", "\"company\": { \"name\": \"Dealer\", \"currency\": \"ZAR\", \"taxRate\": \"15\" },", ""),
        ("a field twice", "\"digits\": 6", "\"digits\": 6, \"digits\": 7"),
        ("a section twice", "\"readings\":", "\"customers\": [], \"readings\":"),
        ("a section that is no list", "\"customers\": [ { \"code\": \"A\", \"name\": \"Customer A\" } ]", "\"customers\": { \"A\": 1 }"),
        ("missing fields", "\"code\": \"A\", \"name\": \"Customer A\"", "\"email\": \"a@a.example\""),
        ("empty code", "\"code\": \"A\"", "\"code\": \" \""),
        ("money as a number", "\"unitCharge\": \"0.05\"", "\"unitCharge\": 0.05"),
        ("money that is none", "\"unitCharge\": \"0.05\"", "\"unitCharge\": \"1,50\""),
        ("a day that is none", "\"date\": \"2026-01-31\"", "\"date\": \"31/01/2026\""),
        ("a month that is none", "\"from\": \"2026-01\"", "\"from\": \"2026-13\""),
        ("a day beyond all others", "\"date\": \"2026-01-31\"", "\"date\": \"9999-12-31\""),
        ("a month beyond all others", "\"from\": \"2026-01\"", "\"from\": \"9998-12\""),
        ("a minimum beyond any count", "\"startReading\": 100", "\"minQuantity\": 9223372036854775807, \"startReading\": 100"),
        ("a count with decimals", "\"value\": 200", "\"value\": 200.5"),
        ("text for a count", "\"value\": 200", "\"value\": \"200\""),
        ("null where a value belongs", "\"value\": 200", "\"value\": null"),
        ("an unknown status", "\"type\": \"cost-per-copy\",", "\"type\": \"cost-per-copy\", \"status\": \"live\","),
        ("an unknown event", "\"value\": 200", "\"value\": 200, \"event\": { \"type\": \"none\" }"),
        ("a currency that is none", "\"currency\": \"ZAR\"", "\"currency\": \"Rand\""),
        ("two customers of one code", "{ \"code\": \"A\", \"name\": \"Customer A\" }", "{ \"code\": \"A\", \"name\": \"Customer A\" }, { \"code\": \"A\", \"name\": \"B\" }"),
        ("two machines of one serial", "\"machines\": [", "\"machines\": [ { \"serial\": \"S1\", \"customer\": \"A\" },"),
        ("two meters of one type", "{ \"type\": \"Mono\", \"digits\": 6 }", "{ \"type\": \"Mono\" }, { \"type\": \"Mono\" }"),
        ("no such counter", "\"digits\": 6", "\"digits\": 0"),
        ("a machine of an unknown customer", "\"serial\": \"S1\", \"customer\": \"A\"", "\"serial\": \"S1\", \"customer\": \"B\""),
        ("a contract of an unknown customer", "\"number\": \"C1\", \"customer\": \"A\"", "\"number\": \"C1\", \"customer\": \"B\""),
        ("an unknown machine on a contract", "\"machine\": \"S1\"", "\"machine\": \"S2\""),
        ("a meter without a type on a contract", "{ \"type\": \"Mono\", \"startReading\"", "{ \"type\": \"\", \"startReading\""),
        ("an unknown billing customer", "\"startReading\": 100", "\"billTo\": \"X\", \"startReading\": 100"),
        ("an unknown supplier", "\"startReading\": 100", "\"supplier\": \"X\", \"financeAmount\": \"1\", \"startReading\": 100"),
        ("two rows of one meter type (M-2)", "{ \"type\": \"Mono\", \"startReading\"", "{ \"type\": \"Mono\", \"startReading\": 0, \"readingDate\": \"2025-12-31\", \"levels\": [ { \"from\": 0, \"unitCharge\": \"1\" } ] }, { \"type\": \"Mono\", \"startReading\""),
        ("levels that do not rise (M-9)", "{ \"from\": 0, \"unitCharge\": \"0.05\" }", "{ \"from\": 0, \"unitCharge\": \"0.05\" }, { \"from\": 500, \"unitCharge\": \"0.04\" }, { \"from\": 500, \"unitCharge\": \"0.03\" }"),
        ("a pool of a consolidated customer (M-13)", "\"name\": \"Customer A\"", "\"name\": \"Customer A\", \"consolidated\": true"),
        ("terms out of order", "\"terms\": [", "\"terms\": [ { \"from\": \"2026-02\" },"),
        ("an end before the start", "\"type\": \"cost-per-copy\",", "\"type\": \"cost-per-copy\", \"end\": \"2025-01-01\","),
        ("no terms", "\"contracts\": [", "\"contracts\": [ { \"number\": \"C0\", \"customer\": \"A\", \"type\": \"rental\", \"start\": \"2026-01-01\" },"),
        ("prepaid without a price behind it (P-2)", "{ \"from\": \"2026-01\",", "{ \"from\": \"2026-01\", \"prepaid\": [ { \"type\": \"Mono\", \"start\": \"2026-01-01\", \"end\": \"2025-12-31\", \"includedUsage\": 0, \"freeOfCharge\": false } ],"),
        ("a prepaid contract that anybody may change (P-10)", "\"type\": \"cost-per-copy\"", "\"type\": \"prepaid\""),
        ("a charge group that says nothing", "\"book\": \"1.0\",", "\"book\": \"1.0\", \"chargeGroups\": [ {} ],"),
        ("a reading of an unknown machine", "\"serial\": \"S1\", \"meter\"", "\"serial\": \"S2\", \"meter\""),
        ("a reading of a meter without a type", "\"meter\": \"Mono\"", "\"meter\": \" \""),
        ("a reading beyond the counter of a meter named first", "\"meter\": \"Mono\", \"date\": \"2026-01-31\", \"value\": 200", "\"meter\": \"Scan\", \"date\": \"2026-01-31\", \"value\": 1000000000"),
        ("a reading below 0", "\"value\": 200", "\"value\": -1"),
        ("a reading beyond the counter", "\"value\": 200", "\"value\": 1000000"),
        ("a character that no text may hold", "\"Customer A\"", "\"Customer\\u0000A\""),
        ("half a character", "\"Customer A\"", "\"Customer \\ud800\""),
        ("no JSON", "\"book\": \"1.0\",", "\"book\": \"1.0\" // the first"),
        ("no book", Books.Small, "[ 1, 2 ]"),
    ];

    [Theory, EveryDatabase]
    public async Task A_bad_book_is_refused_with_each_fault_by_its_path(TestDatabase database)
    {
        var said = new StringBuilder();
        foreach (var (name, piece, instead) in Cases)
        {
            Assert.Contains(piece, Books.Small);
            var book = Books.Small.Replace(piece, instead, StringComparison.Ordinal);
            if (name.Contains("M-13", StringComparison.Ordinal))
                book = book.Replace("\"startReading\"", "\"aggregate\": true, \"startReading\"", StringComparison.Ordinal);
            said.Append("# ").Append(name).Append('\n').Append(await database.Refusal(book)).Append("\n\n");
        }

        Golden.Matches("bad-books.txt", said.ToString());
        Assert.Equal(0, await database.Number("SELECT COUNT(*) FROM customers"));
    }

    [Theory, EveryDatabase]
    public async Task A_book_of_another_encoding_says_so(TestDatabase database)
    {
        var said = new StringBuilder();
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
            said.Append(await database.Refusal([.. encoding.Preamble, .. encoding.GetBytes(Books.Small)])).Append('\n');
        said.Append(await database.Refusal(Encoding.Unicode.GetBytes(Books.Small))).Append('\n');
        said.Append(await database.Refusal(Encoding.Latin1.GetBytes(Books.Small.Replace("Customer A", "Café", StringComparison.Ordinal)))).Append('\n');
        said.Append(await database.Refusal([])).Append('\n');
        said.Append(await database.Refusal([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65]));

        Golden.Matches("bad-encodings.txt", said.ToString());
    }

    [Theory, EveryDatabase]
    public async Task A_mark_of_utf_8_before_the_book_is_no_fault(TestDatabase database) =>
        Assert.True((await database.Import([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Books.Small)])).Changed);

    [Theory, EveryDatabase]
    public async Task A_book_cut_off_anywhere_changes_nothing(TestDatabase database)
    {
        await database.Import(Books.Small);
        var before = await database.Export();
        var book = Encoding.UTF8.GetBytes(Books.Seed002.TrimEnd());
        for (var length = 0; length < book.Length; length += length < 200 ? 1 : 97)
            Assert.Contains(length == 0 ? "empty" : "cut off", await database.Refusal(book[..length]), StringComparison.Ordinal);

        Assert.Equal(before, await database.Export());
        Assert.Equal(1, await database.Revision());
    }

    [Theory, EveryDatabase]
    public async Task A_hundred_faults_are_told_and_then_no_more(TestDatabase database)
    {
        var customers = string.Join(", ", Enumerable.Range(0, 500).Select(_ => "{ \"code\": \"\", \"name\": \"N\" }"));

        var said = await database.Refusal(Books.Small.Replace("{ \"code\": \"A\", \"name\": \"Customer A\" }", customers, StringComparison.Ordinal));

        Assert.Equal(100, said.Split('\n').Length);
    }

    [Theory, EveryDatabase]
    public async Task A_machine_with_faults_is_not_missed_by_its_contract(TestDatabase database)
    {
        var said = await database.Refusal(Books.Small.Replace("\"digits\": 6", "\"digits\": \"six\"", StringComparison.Ordinal));

        Assert.Equal("$.machines[0].meters[0].digits: Expected a whole number, found \"six\".", said);
    }
}
