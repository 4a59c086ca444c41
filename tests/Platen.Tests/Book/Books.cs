using System.Text;
using System.Text.Json.Nodes;
using Platen.Book;
using Platen.Data;
using Platen.Shell;
using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Book;

/// <summary>Books as tests write them, and what becomes of them in a database.</summary>
static class Books
{
    /// <summary>A dealer with one customer, one machine with a Mono meter, one contract of it alone, one reading.</summary>
    public const string Small = """
        {
          "book": "1.0",
          "company": { "name": "Dealer", "currency": "ZAR", "taxRate": "15" },
          "customers": [ { "code": "A", "name": "Customer A" } ],
          "machines": [ { "serial": "S1", "customer": "A", "meters": [ { "type": "Mono", "digits": 6 } ] } ],
          "contracts": [
            { "number": "C1", "customer": "A", "type": "cost-per-copy", "start": "2026-01-01",
              "terms": [
                { "from": "2026-01",
                  "items": [ { "machine": "S1", "meters": [
                    { "type": "Mono", "startReading": 100, "readingDate": "2025-12-31",
                      "levels": [ { "from": 0, "unitCharge": "0.05" } ] } ] } ] } ] }
          ],
          "readings": [ { "serial": "S1", "meter": "Mono", "date": "2026-01-31", "value": 200 } ]
        }
        """;

    public static string Seed002 => File.ReadAllText(Repository.PathTo("samples", "seed-002.json"));

    public static string Demo => File.ReadAllText(Repository.PathTo("samples", "demo-book.json"));

    /// <summary>The small book with something done to it: <c>Books.With(book => book["contracts"]![0]!["customer"] = "X")</c>.</summary>
    public static string With(Action<JsonObject> change)
    {
        var book = (JsonObject)JsonNode.Parse(Small)!;
        change(book);
        return book.ToJsonString(Json.Indented);
    }

    public static Task<BookImported> Import(this TestDatabase database, string book, bool approve = false) =>
        database.Import(Encoding.UTF8.GetBytes(book), approve);

    public static Task<BookImported> Import(this TestDatabase database, byte[] book, bool approve = false) =>
        new ImportBook(database.Database, database.Trail()).Run(
            new MemoryStream(book), approve, Bars.Unseen, TestContext.Current.CancellationToken);

    /// <summary>The faults that a book is refused for, a line each.</summary>
    public static async Task<string> Refusal(this TestDatabase database, byte[] book)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(() => database.Import(book));
        return string.Join('\n', refusal.Faults);
    }

    public static Task<string> Refusal(this TestDatabase database, string book) => database.Refusal(Encoding.UTF8.GetBytes(book));

    public static async Task<string> Export(this TestDatabase database)
    {
        using var book = new MemoryStream();
        await new ExportBook(database.Database).Run(book, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(book.ToArray());
    }

    public static async Task<long> Number(this TestDatabase database, string query)
    {
        await using var connection = await database.Database.Connect(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    public static Task<long> Revision(this TestDatabase database) => database.Number("SELECT COALESCE(MAX(value), 0) FROM sequences WHERE name = 'revision'");
}
