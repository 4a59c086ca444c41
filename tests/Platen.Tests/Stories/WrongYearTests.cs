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
/// A year in which everything goes wrong: two months running that nobody read, one that was estimated, a machine that is replaced, a counter
/// that begins again at 0, a reading mistyped and credited, an old invoice credited and written by hand. At its end every page is billed once,
/// and the customer owes what a straight year would have cost; and so does the other one, of whom all was read.
/// </summary>
public class WrongYearTests
{
    const decimal Rate = 0.05m, Fee = 10m;

    /// <summary>M1 and M2 at 0.05 a copy, and M3 in store; M2's counter is near its end, 10,000,000. M4 is another customer's.</summary>
    static Task Dealer(TestDatabase database)
    {
        var terms = DealerBook.Alone("M1", rate: Rate, fee: Fee);
        var second = terms.Items[0] with { Machine = "M2", Fees = [], Meters = [terms.Items[0].Meters[0] with { StartReading = 9_999_000 }] };
        return new DealerBook().Customer("CUST-A").Customer("CUST-B").Machine("M1", "CUST-A", "Mono").Machine("M2", "CUST-A", "Mono").Machine("M3", "CUST-A", "Mono").Machine("M4", "CUST-B", "Mono")
            .Contract("C1", "CUST-A", terms with { Items = [terms.Items[0], second] }).Contract("C2", "CUST-B", DealerBook.Alone("M4", rate: Rate)).Import(database);
    }

    static Period Month(int month) => new(2026, month);

    static async Task Read(TestDatabase database, int month, string machine, long first, long second)
    {
        await database.Enter(new(machine, "Mono", Month(month).LastDay, first));
        await database.Enter(new("M2", "Mono", Month(month).LastDay, second));
    }

    /// <summary>Reads the other customer's machine, bills and posts the month.</summary>
    /// <returns>What the customer of whom all goes wrong is billed.</returns>
    static async Task<decimal> Bill(TestDatabase database, int month)
    {
        await database.Enter(new("M4", "Mono", Month(month).LastDay, 1_000 + 100 * month));
        var billed = await database.Bill(Month(month).ToString(), "--post");
        Assert.Equal("5.00", Assert.Single(billed.Invoices, invoice => invoice.BillTo == "CUST-B").Net);
        return billed.Invoices.Where(invoice => invoice.BillTo == "CUST-A").Sum(invoice => decimal.Parse(invoice.Net, CultureInfo.InvariantCulture));
    }

    static async Task Ok(Task<Said> saying)
    {
        var said = await saying;
        Assert.True(said.Exit == Exit.Done, said.Output + said.Error);
    }

    [Theory, EveryDatabase]
    public async Task Every_page_is_billed_once_and_the_year_costs_what_a_straight_one_would(TestDatabase database)
    {
        await Dealer(database);
        await Read(database, 1, "M1", 2_000, 9_999_200);
        Assert.Equal(70m, await Bill(database, 1));
        Assert.Equal(0m, await Bill(database, 2)); // nobody read it
        Assert.Equal(0m, await Bill(database, 3)); // nor this
        await Read(database, 4, "M1", 3_500, 9_999_400);
        Assert.Equal(115m, await Bill(database, 4)); // three months
        await database.Enter(new("M2", "Mono", Month(5).LastDay, 9_999_500));
        await database.Enter(new("M4", "Mono", Month(5).LastDay, 1_500));
        await Ok(database.Platen("readings", "set", "2026-05", "--to", "average"));
        var estimated = await Bill(database, 5);

        await Ok(database.Platen("contract", "replace-machine", "C1", "M1", "M3", "--on", "2026-06-12", "--meter", "Mono=5600:100"));
        await Ok(database.Platen("contract", "approve", "C1"));
        await Read(database, 6, "M3", 900, 9_999_900);
        Assert.Equal(190m, estimated + await Bill(database, 6)); // what was estimated comes off: 2,100 of M1, 800 of M3, 500 of M2
        await database.Enter(new("M3", "Mono", Month(7).LastDay, 1_500));
        await database.Enter(new("M2", "Mono", Month(7).LastDay, 300, ReadingEvent.Rollover));
        Assert.Equal(60m, await Bill(database, 7)); // 600, and 400 over the end of the counter
        await Ok(database.Platen("close", "2026-07"));

        await Read(database, 8, "M3", 21_000, 500); // 2,100 was meant
        Assert.Equal(995m, await Bill(database, 8));
        var august = await database.Credit(await Last(database), "--reading", "M3:Mono=2100");
        Assert.Equal("50.00", august.Invoices[0].Net);

        var april = await database.Credit(await Of(database, 4), "--line", "1500 x 0.05 Copies of M1", "--line", "200 x 0.05 Copies of M2", "--line", "3 x 10 Rental");
        Assert.False(april.PutsBack);
        Assert.Equal("0.00", april.Differences[0].Total);

        for (var month = 9; month <= 12; month++)
        {
            await Read(database, month, "M3", 2_100 + 600 * (month - 8), 500 + 100 * (month - 8));
            Assert.Equal(45m, await Bill(database, month));
        }

        await Balances(database);
    }

    static async Task<string> Last(TestDatabase database) =>
        Invoice(await database.Number("SELECT max(number) FROM invoices WHERE series = 'INV' AND bill_to = 'CUST-A'"));

    static async Task<string> Of(TestDatabase database, int month) =>
        Invoice(await database.Number($"SELECT number FROM invoices WHERE series = 'INV' AND bill_to = 'CUST-A' AND period = {Month(month).Number.ToString(CultureInfo.InvariantCulture)}"));

    static string Invoice(long number) => string.Create(CultureInfo.InvariantCulture, $"INV{number:0000000}");

    static async Task Balances(TestDatabase database)
    {
        // M1 made 4,600 to its last reading, M3 4,400 from 100 on; M2 1,000 to the counter's end and 900 after; M4 1,200.
        Assert.Equal(["M1 4600", "M2 1900", "M3 4400", "M4 1200"], await database.Rows(
            "SELECT ma.serial, sum(u.copies) FROM billed_usage u JOIN meters m ON m.id = u.meter_id JOIN machines ma ON ma.id = m.machine_id GROUP BY ma.serial ORDER BY ma.serial"));
        var rows = await Owes(database, "CUST-A", (4_600 + 1_900 + 4_400) * Rate + 12 * Fee);
        await Owes(database, "CUST-B", 1_200 * Rate);
        Assert.Equal(["CRN0000001", "CRN0000002"], rows.Where(row => row.IsCredit).Select(row => row.Number).Order(StringComparer.Ordinal));
        Assert.All(rows.Where(row => row.IsCredit), row => Assert.NotNull(row.Credits));
        await database.Holds();
    }

    static async Task<IReadOnlyList<StatementRow>> Owes(TestDatabase database, string customer, decimal net)
    {
        var said = await database.Platen("statement", customer, "--json");
        var currency = Assert.Single(JsonSerializer.Deserialize<Statement>(said.Output, Platen.Data.Json.Options)!.Currencies);
        Assert.Equal(net * 1.15m, currency.Balance);
        Assert.Equal(currency.Balance, currency.Rows[^1].Balance);
        return currency.Rows;
    }
}
