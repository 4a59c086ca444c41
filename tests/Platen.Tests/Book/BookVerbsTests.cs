using Platen.Book;
using Platen.Shell;
using Platen.Testing;
using Platen.Tests.Support;

namespace Platen.Tests.Book;

public class BookVerbsTests
{
    [Fact]
    public void The_published_schema_is_that_of_the_records()
    {
        var file = Repository.PathTo("docs", "book.schema.json");
        if (Environment.GetEnvironmentVariable("PLATEN_UPDATE_GOLDENS") == "1" && !Repository.InContinuousIntegration)
            File.WriteAllText(file, BookSchema.Text());

        Assert.Equal(File.ReadAllText(file), BookSchema.Text());
    }

    [Theory, EveryDatabase]
    public async Task Import_says_what_came_of_a_book(TestDatabase database)
    {
        var said = await database.Platen("import", Repository.PathTo("samples", "demo-book.json"));

        Assert.Equal(Exit.Done, said.Exit);
        Golden.Matches("import.txt", said.Output.Replace(Repository.Root, "", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task Import_answers_a_program_in_json(TestDatabase database)
    {
        var said = await database.Platen("import", Repository.PathTo("samples", "seed-002.json"), "--json");

        Assert.Equal((Exit.Done, ""), (said.Exit, said.Error));
        Golden.Matches("import.json", said.Output.Replace(Repository.Root, "", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task A_refused_book_is_told_on_the_error_output_and_in_json(TestDatabase database)
    {
        var file = Path.Combine(database.Folder, "bad.json");
        await File.WriteAllTextAsync(file, Books.With(book => book["contracts"]![0]!["customer"] = "X"), TestContext.Current.CancellationToken);

        var said = await database.Platen("import", file, "--json");

        Assert.Equal(Exit.Failed, said.Exit);
        Golden.Matches("import-refused.txt", said.Error + said.Output);
    }

    [Theory, EveryDatabase]
    public async Task Export_writes_to_a_file_or_to_the_output_alike(TestDatabase database)
    {
        var file = Path.Combine(database.Folder, "book.json");
        await database.Platen("import", Repository.PathTo("samples", "seed-002.json"));

        await database.Platen("export", "book", file);
        var said = await database.Platen("export", "book");

        Assert.Equal(said.Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task A_file_that_is_not_there_is_named(TestDatabase database)
    {
        var said = await database.Platen("import", "nowhere.json");

        Assert.Equal((Exit.Failed, "There is no file nowhere.json.\n"), (said.Exit, said.Error));
    }
}
