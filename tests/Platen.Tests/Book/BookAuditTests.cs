using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Book;

/// <summary>Who changed which price when: a book in the audit trail, and each known record that it changed.</summary>
public class BookAuditTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase(false)]
    [EveryDatabase(true)]
    public async Task A_books_entry_carries_the_hash_of_the_file_and_the_ids_of_what_is_new(TestDatabase database, bool outOfOrder)
    {
        var book = Books.With(book =>
        {
            var version = book["book"];
            var customers = book["customers"];
            if (!outOfOrder)
                return;
            book.Remove("customers");
            book.Add("customers", customers);
            book.Remove("book");
            book.Add("book", version);
        });

        await database.Import(book);

        var after = JsonDocument.Parse((await Entries(database)).Single().After!).RootElement;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(book))), after.GetProperty("sha256").GetString());
        Assert.Equal("""{"customer":{"first":1,"last":1},"machine":{"first":1,"last":1},"contract":{"first":1,"last":1}}""", after.GetProperty("ids").GetRawText());
    }

    [Theory, EveryDatabase]
    public async Task Each_known_record_that_a_book_changes_has_an_entry_with_before_and_after(TestDatabase database)
    {
        await database.Import(Books.Small);

        await database.Import(Books.With(book =>
        {
            book["company"]!["taxRate"] = "14";
            book["customers"]![0]!["name"] = "Another name";
            book["customers"]!.AsArray().Add(new JsonObject { ["code"] = "B", ["name"] = "Customer B" });
            book["machines"]![0]!["customer"] = "B";
            book["machines"]![0]!["meters"]![0]!["digits"] = 7;
            book["machines"]![0]!["meters"]!.AsArray().Add(new JsonObject { ["type"] = "Colour", ["digits"] = 6 });
            book["contracts"]![0]!["end"] = "2026-12-31";
        }));

        Assert.Equal(
            [
                """company.changed Dealer {"taxRate":"15"} {"taxRate":"14"}""",
                """customer.changed A {"name":"Customer A"} {"name":"Another name"}""",
                """machine.changed S1 {"customer":"A","meter Mono begins again at":1000000,"meter Colour begins again at":null} {"customer":"B","meter Mono begins again at":10000000,"meter Colour begins again at":1000000}""",
                """contract.changed C1 {"endDate":null} {"endDate":"2026-12-31"}""",
            ],
            (await Entries(database)).Skip(2).Select(entry => $"{entry.Action} {entry.Subject} {entry.Before} {entry.After}".Replace("\"15.000000\"", "\"15\"", StringComparison.Ordinal)));
    }

    [Theory]
    [EveryDatabase(false)]
    [EveryDatabase(true)]
    public async Task A_price_that_a_book_changes_stands_there_before_and_after(TestDatabase database, bool approve)
    {
        await database.Import(Books.Small);

        await database.Import(Books.With(book => book["contracts"]![0]!["terms"]![0]!["items"]![0]!["meters"]![0]!["levels"]![0]!["unitCharge"] = "0.06"), approve);

        var entry = (await Entries(database))[2];
        var (before, after) = (Terms(entry.Before!), Terms(entry.After!));
        Assert.Equal((1, true, "0.05"), (before.Version, before.Approved, before.Price));
        Assert.Equal((2, approve, "0.06"), (after.Version, after.Approved, after.Price));
    }

    [Theory, EveryDatabase]
    public async Task Terms_that_a_book_approves_were_a_draft_before(TestDatabase database)
    {
        await database.Import(Books.With(book => book["contracts"]![0]!["status"] = "new"));

        await database.Import(Books.Small);

        var entry = (await Entries(database))[2];
        Assert.Equal((1, false, "0.05"), Terms(entry.Before!));
        Assert.Equal((1, true, "0.05"), Terms(entry.After!));
        Assert.Contains("\"status\":\"new\"", entry.Before, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Hundreds_of_changed_records_hold_together_in_the_chain(TestDatabase database)
    {
        await database.Import(Many("before"));
        await database.Import(Many("after"));

        Assert.Equal(252, (await Entries(database)).Count);
        var said = await database.Platen("verify", "audit");
        Assert.True(said.Exit == Exit.Done, said.Output);
    }

    static string Many(string name) => Books.With(book =>
    {
        for (var i = 0; i < 250; i++)
            book["customers"]!.AsArray().Add(new JsonObject { ["code"] = string.Create(CultureInfo.InvariantCulture, $"M{i}"), ["name"] = name });
    });

    static (int Version, bool Approved, string? Price) Terms(string record)
    {
        var terms = JsonNode.Parse(record)!["terms from 2026-01"]!;
        return ((int)terms["version"]!, (bool)terms["approved"]!, (string?)terms["terms"]!["items"]![0]!["meters"]![0]!["levels"]![0]!["unitCharge"]);
    }

    static async Task<List<Platen.Audit.AuditEntry>> Entries(TestDatabase database)
    {
        await using var db = new Db(database.Database);
        return await db.AuditEntries.OrderBy(entry => entry.Id).ToListAsync(Cancellation);
    }
}
