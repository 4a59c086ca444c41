using System.Text.Json;
using Platen.Billing.Statements;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Billing.Credits;
using Platen.Tests.Book;
using Platen.Tests.Readings;
using Platen.Tests.Support;

namespace Platen.Tests.Stories;

/// <summary>
/// A year in which everything goes wrong: a month that nobody read, one that was estimated, a counter that is replaced, one that
/// begins again at 0, a reading mistyped and credited, an old invoice credited and written by hand. At its end every page is billed once,
/// and the customer owes what a straight year would have cost.
/// </summary>
public class WrongYearTests
{
    const decimal Rate = 0.05m, Fee = 10m;

    /// <summary>M1 and M2 at 0.05 a copy; M2's counter is near its end, 10,000,000.</summary>
    static Task Dealer(TestDatabase database)
    {
        var terms = DealerBook.Alone("M1", rate: Rate, fee: Fee);
        var second = terms.Items[0] with { Machine = "M2", Fees = [], Meters = [terms.Items[0].Meters[0] with { StartReading = 9_999_000 }] };
        return new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono")
            .Contract("C1", "CUST-A", terms with { Items = [terms.Items[0], second] }).Import(database);
    }

    static Period Month(int month) => new(2026, month);

    static async Task Read(TestDatabase database, int month, long first, long second)
    {
        await database.Enter(new("M1", "Mono", Month(month).LastDay, first));
        await database.Enter(new("M2", "Mono", Month(month).LastDay, second));
    }

    static async Task<string> Bill(TestDatabase database, int month) => (await database.Bill(Month(month).ToString(), "--post")).Totals.Net;

    [Theory, EveryDatabase]
    public async Task Every_page_is_billed_once_and_the_year_costs_what_a_straight_one_would(TestDatabase database)
    {
        await Dealer(database);
        await Read(database, 1, 2_000, 9_999_200);
        Assert.Equal("70.00", await Bill(database, 1));
        Assert.Equal("0.00", await Bill(database, 2)); // nobody read it
        await Read(database, 3, 3_500, 9_999_400);
        Assert.Equal("105.00", await Bill(database, 3)); // two months
        await database.Enter(new("M2", "Mono", Month(4).LastDay, 9_999_500));
        Assert.Equal(Exit.Done, (await database.Platen("readings", "set", "2026-04", "--to", "average")).Exit);
        await Bill(database, 4);
        await Read(database, 5, 5_200, 9_999_700);
        await Bill(database, 5); // what was estimated comes off

        await database.Enter(new("M1", "Mono", new(2026, 6, 12), 5_600, ReadingEvent.Reset, 100));
        await Read(database, 6, 900, 9_999_900);
        Assert.Equal("80.00", await Bill(database, 6)); // 400 + 800 of M1, 200 of M2
        await database.Enter(new("M1", "Mono", Month(7).LastDay, 1_500));
        await database.Enter(new("M2", "Mono", Month(7).LastDay, 300, ReadingEvent.Rollover));
        Assert.Equal("60.00", await Bill(database, 7)); // 600, and 400 over the end of the counter
        Assert.Equal(Exit.Done, (await database.Platen("close", "2026-07")).Exit);

        await Read(database, 8, 21_000, 500); // 2,100 was meant
        Assert.Equal("995.00", await Bill(database, 8));
        var august = await database.Credit(await Last(database), "--reading", "M1:Mono=2100");
        Assert.Equal("50.00", august.Invoices[0].Net);

        var march = await database.Credit("INV0000002", "--line", "1500 x 0.05 Copies of M1", "--line", "200 x 0.05 Copies of M2", "--line", "2 x 10 Rental");
        Assert.False(march.PutsBack);
        Assert.Equal("0.00", march.Differences[0].Total);

        for (var month = 9; month <= 12; month++)
        {
            await Read(database, month, 2_100 + 600 * (month - 8), 500 + 100 * (month - 8));
            Assert.Equal("45.00", await Bill(database, month));
        }

        await Balances(database);
    }

    static async Task<string> Last(TestDatabase database) =>
        Invoice(await database.Number("SELECT max(number) FROM invoices WHERE series = 'INV'"));

    static string Invoice(long number) => string.Create(CultureInfo.InvariantCulture, $"INV{number:0000000}");

    static async Task Balances(TestDatabase database)
    {
        // M1 made 4,600 to its last reading and, from 100, 4,400; M2 1,000 to the counter's end and 900 after.
        const long Pages = 4_600 + 4_400 + 1_000 + 900;
        Assert.Equal(Pages, await database.Number("SELECT sum(copies) FROM billed_usage"));
        var said = await database.Platen("statement", "CUST-A", "--json");
        var statement = JsonSerializer.Deserialize<Statement>(said.Output, Platen.Data.Json.Options)!;
        Assert.Equal((Pages * Rate + 12 * Fee) * 1.15m, Assert.Single(statement.Currencies).Balance);
        Assert.Equal(statement.Currencies[0].Balance, statement.Currencies[0].Rows[^1].Balance);
        Assert.Equal(["CRN0000001", "CRN0000002"], statement.Currencies[0].Rows.Where(row => row.IsCredit).Select(row => row.Number).Order(StringComparer.Ordinal));
        Assert.All(statement.Currencies[0].Rows.Where(row => row.IsCredit), row => Assert.NotNull(row.Credits));
        await database.Holds();
    }
}
