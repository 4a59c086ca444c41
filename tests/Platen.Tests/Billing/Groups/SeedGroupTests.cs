using System.Text;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Billing.Invoices;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Groups;

/// <summary>Seed 004's worked example, from its book through three runs to its table, and the two other outcomes that it tells.</summary>
public class SeedGroupTests
{
    /// <summary>What seed 004's table says of each run: as it stands in the answers.</summary>
    static async Task<string> Table(TestDatabase database, GroupBook book, params (string Month, (string, long)[] Copies)[] months)
    {
        var table = new StringBuilder("period       usage  to finance company  carried forward  to customer  cancelled shipments\n");
        foreach (var (month, copies) in months)
        {
            await book.Month(month, copies).Import(database);
            var answer = await database.Bill(month, "--post");
            decimal Sum(LineKind kind) => answer.Invoices.SelectMany(invoice => invoice.Lines).Where(line => line.Kind == kind).Sum(line => decimal.Parse(line.Amount, CultureInfo.InvariantCulture));
            var charged = (await GroupBook.Charges(database)).Periods[^1];
            table.Append(CultureInfo.InvariantCulture, $"{month}{charged.Usage,11:N2}{Sum(LineKind.FinanceLimit),20:N2}{charged.Variance,17:N2}{Sum(LineKind.Variance),13:N2}{answer.Shipments.Count,21}\n");
        }

        var verified = await database.Platen("verify");
        Assert.True(verified.Exit == Exit.Done, verified.Output);
        var audit = await database.Platen("verify", "audit");
        Assert.True(audit.Exit == Exit.Done, audit.Output);
        return table.ToString();
    }

    [Theory, EveryDatabase]
    public async Task The_worked_example_is_billed_as_the_seed_has_it(TestDatabase database) => Golden.Matches("worked-example.txt", await Table(database, GroupBook.Seed(),
        ("2019-05", [("M1", 400), ("M2", 240), ("M3", 160)]),
        ("2019-06", [("M1", 600), ("M2", 360), ("M3", 240)]),
        ("2019-07", [("M1", 550), ("M2", 330), ("M3", 220)])));

    [Theory, EveryDatabase]
    public async Task The_finance_companys_invoice_tells_nothing_of_the_overs_and_the_customers_how_they_came_about(TestDatabase database)
    {
        await Table(database, GroupBook.Seed(), ("2019-05", [("M1", 400), ("M2", 240), ("M3", 160)]), ("2019-06", [("M1", 600), ("M2", 360), ("M3", 240)]), ("2019-07", [("M1", 550), ("M2", 330), ("M3", 220)]));

        Golden.Matches("customer-invoice.txt", (await database.Platen("invoice", "3", "--explain")).Output);
        Golden.Matches("finance-invoice.txt", (await database.Platen("invoice", "4", "--explain")).Output);
        Golden.Matches("customer-invoice.pdf.txt", await Pdf(database, "3"));
        Golden.Matches("finance-invoice.pdf.txt", await Pdf(database, "4"));
    }

    static async Task<string> Pdf(TestDatabase database, string number)
    {
        var file = Path.Combine(database.Folder, "invoice.pdf");
        Assert.Equal(Exit.Done, (await database.Platen("invoice", number, "--pdf", file)).Exit);
        return PdfText.Of(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Below_the_limits_the_customer_gets_no_invoice(TestDatabase database) => Golden.Matches("below-the-limits.txt", await Table(database, GroupBook.Seed(),
        ("2019-05", [("M1", 800), ("M2", 0), ("M3", 0)]),
        ("2019-06", [("M1", 300), ("M2", 300), ("M3", 300)]),
        ("2019-07", [("M1", 1000), ("M2", 0), ("M3", 0)]),
        ("2019-08", [("M1", 1200), ("M2", 0), ("M3", 0)])));

    [Theory, EveryDatabase]
    public async Task Above_the_limits_the_customer_pays_the_overs_in_the_last_month(TestDatabase database) => Golden.Matches("above-the-limits.txt", await Table(database, GroupBook.Seed(),
        ("2019-05", [("M1", 1000), ("M2", 200), ("M3", 0)]),
        ("2019-06", [("M1", 900), ("M2", 400), ("M3", 100)]),
        ("2019-07", [("M1", 700), ("M2", 500), ("M3", 300)])));

    [Theory, EveryDatabase]
    public async Task T119_a_customer_that_wants_them_gets_an_invoice_a_machine(TestDatabase database)
    {
        var book = GroupBook.Seed(perMachine: true, fee: 25)
            .Month("2019-05", ("M1", 400), ("M2", 240), ("M3", 160)).Month("2019-06", ("M1", 600), ("M2", 360), ("M3", 240)).Month("2019-07", ("M1", 550), ("M2", 330), ("M3", 220));
        await book.Import(database);
        await database.Bill("2019-05", "--post");
        await database.Bill("2019-06", "--post");

        var answer = await database.Bill("2019-07", "--post");

        Assert.Equal(
            ["CUST-A  20.00 = 20.00", "CUST-A  30.00 = 30.00", "CUST-A  50.00 = 50.00", "CUST-A C1 25.00 = 25.00", "CUST-A C2 25.00 = 25.00", "CUST-A C3 25.00 = 25.00", "FIN-B  1000.00 = 1000.00"],
            answer.InShort().Order(StringComparer.Ordinal));
    }
}
