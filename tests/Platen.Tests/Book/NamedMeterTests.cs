using System.Text.Json;
using System.Text.Json.Nodes;
using Platen.Data;
using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Book;

/// <summary>A meter that a contract or a reading names without the machine listing it comes with the usual counter, and the import says so.</summary>
public class NamedMeterTests
{
    const string Scan = "{ \"type\": \"Scan\", \"startReading\": 0, \"readingDate\": \"2025-12-31\", \"levels\": [ { \"from\": 0, \"unitCharge\": \"0.01\" } ] }";

    static string WithScan => Books.With(book => book["contracts"]![0]!["terms"]![0]!["items"]![0]!["meters"]!.AsArray().Add(JsonNode.Parse(Scan)));

    [Theory, EveryDatabase]
    public async Task A_meter_that_only_a_contract_names_comes_with_nine_digits(TestDatabase database)
    {
        var imported = await database.Import(WithScan);

        var warning = Assert.Single(imported.Warnings);
        Assert.Equal("$.contracts[0].terms[0].items[0].meters[1].type: The machine S1 had no meter Scan (it has Mono), and was given one of 9 digits. List it on the machine with its digits, or correct the name.", warning.ToString());
        Assert.Contains("{\"type\":\"Scan\",\"digits\":9}", await database.Export(), StringComparison.Ordinal);
        Assert.Equal(2, await database.Number("SELECT COUNT(*) FROM meters"));
    }

    [Theory, EveryDatabase]
    public async Task It_is_known_when_the_book_comes_again(TestDatabase database)
    {
        await database.Import(WithScan);
        var (before, revision) = (await database.Export(), await database.Revision());

        var again = await database.Import(WithScan);

        Assert.False(again.Changed);
        Assert.Empty(again.Warnings);
        Assert.Equal((before, revision), (await database.Export(), await database.Revision()));
        Assert.False((await database.Import(before)).Changed);
    }

    [Theory, EveryDatabase]
    public async Task A_reading_may_be_the_first_that_is_heard_of_a_meter(TestDatabase database)
    {
        var imported = await database.Import(Books.With(book =>
        {
            foreach (var date in (string[])["2026-01-31", "2026-02-28"])
                book["readings"]!.AsArray().Insert(0, new JsonObject { ["serial"] = "S1", ["meter"] = "Scan", ["date"] = date, ["value"] = 7_000_000 });
        }));

        Assert.Equal("$.readings[0].meter", Assert.Single(imported.Warnings).Path);
        Assert.Equal(3, imported.Readings.Taken);
    }

    [Theory, EveryDatabase]
    public async Task A_machine_kept_before_is_stamped_for_the_run_to_see(TestDatabase database)
    {
        await database.Import(Books.Small);

        var imported = await database.Import(
            """{ "book": "1.0", "readings": [ { "serial": "S1", "meter": "Scan", "date": "2026-01-31", "value": 5, "source": "call" } ] }""");

        Assert.True(imported.Changed);
        Assert.Equal(2, await database.Number("SELECT revision FROM machines"));
        Assert.Equal(1_000_000_000, await database.Number("SELECT rolls_over_at FROM meters WHERE type = 'Scan'"));
    }

    [Theory, EveryDatabase]
    public async Task It_is_not_kept_of_a_book_with_faults(TestDatabase database)
    {
        await database.Import(Books.Small);

        var said = await database.Refusal(WithScan.Replace("\"value\": 200", "\"value\": -1", StringComparison.Ordinal));

        Assert.Equal("$.readings[0].value: A counter is not below 0.", said);
        Assert.Equal(1, await database.Number("SELECT COUNT(*) FROM meters"));
    }

    [Theory, EveryDatabase]
    public async Task The_formats_own_sample_is_taken_in(TestDatabase database)
    {
        var book = Sample();

        var imported = await database.Import(book);

        Assert.Equal(["$.contracts[0].terms[0].items[0].meters[1].type"], imported.Warnings.Select(warning => warning.Path));
        Assert.False((await database.Import(book)).Changed);
        var exported = await database.Export();
        await using var other = await TestDatabase.Create(database.Kind);
        await other.Import(exported);
        Assert.Equal(exported, await other.Export());
    }

    /// <summary>The sample of the format's description, without what this version does not bill.</summary>
    static string Sample()
    {
        var text = File.ReadAllText(SharedFiles.PathTo("design", "book.md"));
        var from = text.IndexOf("```jsonc", StringComparison.Ordinal) + "```jsonc".Length;
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        var book = JsonNode.Parse(text[from..text.IndexOf("```", from, StringComparison.Ordinal)], null, options)!.AsObject();
        book.Remove("chargeGroups");
        return book.ToJsonString(Json.Indented);
    }
}
