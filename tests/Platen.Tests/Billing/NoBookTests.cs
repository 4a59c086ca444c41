using Microsoft.EntityFrameworkCore;
using Platen.Billing.Months;
using Platen.Shell;
using Platen.Tests.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

/// <summary>Billing needs no earlier step, not even a book: where there is nothing, a run of nothing is the answer.</summary>
public class NoBookTests
{
    [Theory, EveryDatabase]
    public async Task A_run_without_a_book_is_empty_and_tells_how_to_bring_one_in(TestDatabase database)
    {
        var said = await database.Platen("bill", "2026-01", "--json");

        Assert.Equal((Exit.Done, "There is no book yet, so nothing to bill. Import one with 'platen import FILE'.\n"), (said.Exit, said.Error));
        Golden.Matches("no-book.json", said.Output);
    }

    [Theory, EveryDatabase]
    public async Task It_is_previewed_and_posted_like_any_other(TestDatabase database)
    {
        Assert.Equal((null, "preview", 0), await Short("--preview"));
        Assert.Equal((1, "posted", 0), await Short("--post"));
        Assert.Equal((1, "posted", 0), await Short());

        async Task<(int?, string, int)> Short(params string[] more)
        {
            var answer = await database.Bill("2026-01", more);
            return (answer.Run, answer.State, answer.Totals.Invoices);
        }
    }

    [Theory, EveryDatabase]
    public async Task It_bills_the_book_that_comes_later(TestDatabase database)
    {
        await database.Bill("2026-01");
        await new DealerBook().Customer("A").Machine("M1", "A", "Mono").Contract("C1", "A", DealerBook.Alone("M1"))
            .Reading("M1", "Mono", "2026-01-31", 1100).Import(database);

        var answer = await database.Bill("2026-01");

        Assert.Equal((1, "draft"), (answer.Run!.Value, answer.State));
        Assert.Equal(["A C1 5.00 = 5.00"], answer.InShort());
    }

    [Theory, EveryDatabase]
    public async Task There_is_no_month_to_work_on_and_none_to_close(TestDatabase database)
    {
        await database.Bill("2026-01");

        await using var db = database.Db();
        Assert.Null(await new FindOpenMonth(db).Run(TestContext.Current.CancellationToken));
        var said = await database.Platen("close", "2026-01");
        Assert.Equal((Exit.Failed, "There is no book yet. Import one with 'platen import FILE'.\n"), (said.Exit, said.Error));
    }

    [Fact]
    public async Task The_database_is_made_where_there_is_none()
    {
        var folder = Directory.CreateTempSubdirectory("platen-test-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");

            var said = await CommandLine.Run(["bill", "2026-01", "--json", "--data", data]);

            Assert.Equal(Exit.Done, said.Exit);
            Assert.NotEmpty(Directory.GetFiles(data));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
