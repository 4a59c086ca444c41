using System.Text.Json;
using CsCheck;
using Platen.Data;
using Platen.Tests.Support;

namespace Platen.Tests.Book;

public class RoundTripTests
{
    [Theory, EveryDatabase]
    public async Task A_book_exported_imported_and_exported_again_is_the_same_to_the_byte(TestDatabase database)
    {
        foreach (var book in (string[])[Books.Small, Books.Seed002, Books.Demo, FullBook.Text])
            Assert.Equal(0, await Differences(database.Kind, book));
    }

    [Theory, EveryDatabase]
    public Task Any_book_exported_imported_and_exported_again_is_the_same(TestDatabase database) =>
        RandomBooks.Any.SampleAsync(
            async book => Assert.Equal(0, await Differences(database.Kind, JsonSerializer.Serialize(book, Json.Options))), iter: 20, threads: 1);

    [Theory, EveryDatabase]
    public async Task An_empty_database_is_an_empty_book(TestDatabase database) =>
        Assert.Equal("{\n  \"book\": \"1.0\",\n  \"customers\": [],\n  \"machines\": [],\n  \"contracts\": [],\n  \"readings\": []\n}\n", await database.Export());

    [Theory, EveryDatabase]
    public async Task Export_writes_an_element_a_line_in_a_settled_order(TestDatabase database)
    {
        await database.Import(Books.Seed002);

        Golden.Matches("seed-002-exported.json", await database.Export());
    }

    /// <summary>Lines that differ between a book's first export and that of the database which took it in.</summary>
    static async Task<int> Differences(DatabaseKind kind, string book)
    {
        await using var first = await TestDatabase.Create(kind);
        await using var second = await TestDatabase.Create(kind);
        await first.Import(book);
        var exported = await first.Export();
        await second.Import(exported);
        var again = await second.Export();
        return exported == again ? 0 : exported.Split('\n').Except(again.Split('\n')).Count() + 1;
    }
}
