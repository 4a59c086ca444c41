using System.Text.Json;
using Platen.Accounting.Suppliers;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Accounting;

/// <summary>Back-to-back deals: what a supplier is owed, and its invoices made from that (B-3 to B-5).</summary>
public class SupplierInvoicesTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task T035_The_supplier_is_owed_its_part_once_the_customer_is_billed(TestDatabase database)
    {
        await Dealer().Import(database);
        Assert.Equal("[]", (await database.Platen("payables", "list", "--json")).Output.Trim());

        await database.Platen("bill", "2026-01", "--post");

        var owed = JsonDocument.Parse((await database.Platen("payables", "list", "--json")).Output).RootElement[0];
        Assert.Equal(("FIN", "CPC0000001", "pool/Mono", "750.00"), (Text(owed, "supplier"), Text(owed, "contract"), Text(owed, "charge"), Text(owed, "amount")));
    }

    [Theory, EveryDatabase]
    public async Task B4_A_line_stands_on_one_invoice_and_no_other(TestDatabase database)
    {
        await Billed(database);

        var recorded = await database.Platen("payables", "invoice", "FIN", "F-1", "--date", "2026-02-05", "--total", "750");
        var again = await database.Platen("payables", "invoice", "FIN", "F-2");
        var named = await database.Platen("payables", "invoice", "FIN", "F-2", "--line", "CPC0000001 pool/Mono 2026-01");

        Assert.Equal("Invoice F-1 of FIN is recorded: 1 line, 750.00 ZAR.\n", recorded.Output);
        Assert.Contains("Nothing is owed to FIN", again.Error, StringComparison.Ordinal);
        Assert.Contains("not open", named.Error, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task GL3_The_cost_is_debited_and_the_supplier_credited(TestDatabase database)
    {
        await Billed(database);
        await database.Platen("payables", "invoice", "FIN", "F (1)", "--date", "2026-02-05");

        var journal = (await database.Platen("export", "journal", "--period", "2026-02")).Output;

        Assert.Equal(
            """
            2026-02-05 (F [1]) Supplier FIN  ; supplier:FIN
                expenses:copies                                   750.00 ZAR
                liabilities:payable:FIN                          -750.00 ZAR

            """, journal);
    }

    [Theory, EveryDatabase]
    public async Task Of_two_who_record_the_same_lines_at_once_one_is_told(TestDatabase database)
    {
        await Billed(database);

        var both = await Task.WhenAll(((string[])["F-1", "F-2"]).Select(async number =>
        {
            try
            {
                await new RecordSupplierInvoice(database.Database, database.Trail()).Run(new NewSupplierInvoice { Supplier = "FIN", Number = number }, Stop);
                return true;
            }
            catch (Refusal)
            {
                return false;
            }
        }));

        Assert.Single(both, done => done);
    }

    [Theory]
    [EveryDatabase("FIN", "F-1", "--total 700", "add up to 750.00 ZAR, the invoice says 700.00")]
    [EveryDatabase("NOBODY", "F-1", "", "There is no supplier NOBODY")]
    [EveryDatabase("FIN", "F-1", "--period 2026-02", "Nothing is owed to FIN for 2026-02")]
    [EveryDatabase("FIN", " ", "", "Give the number")]
    public async Task What_does_not_fit_is_refused_and_nothing_kept(TestDatabase database, string supplier, string number, string options, string said)
    {
        await Billed(database);

        var refused = await database.Platen(["payables", "invoice", supplier, number, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(Exit.Failed, refused.Exit);
        Assert.Contains(said, refused.Error, StringComparison.Ordinal);
        Assert.Equal(Exit.Done, (await database.Platen("payables", "invoice", "FIN", "F-1")).Exit);
    }

    [Theory, EveryDatabase]
    public async Task B4_The_page_lets_one_choose_supplier_and_month(TestDatabase database)
    {
        await Billed(database);
        await using var platen = await RunningPlaten.SignedIn(database);

        var all = await platen.Http.GetStringAsync("/payables", Stop);
        var its = await platen.Http.GetStringAsync("/payables?supplier=FIN&period=2026-01", Stop);
        var others = await platen.Http.GetStringAsync("/payables?supplier=FIN&period=2026-02", Stop);

        Assert.Contains("<option value=\"FIN\">Supplier FIN</option>", all, StringComparison.Ordinal);
        Assert.Contains("<option value=\"FIN\" selected>Supplier FIN</option>", its, StringComparison.Ordinal);
        Assert.Contains("<option value=\"2026-01\" selected>January 2026</option>", its, StringComparison.Ordinal);
        Assert.Contains("750.00", its, StringComparison.Ordinal);
        Assert.Contains("Nothing here fits.", others, StringComparison.Ordinal);
    }

    static async Task Billed(TestDatabase database)
    {
        await Dealer().Import(database);
        await database.Platen("bill", "2026-01", "--post");
    }

    static DealerBook Dealer()
    {
        var terms = DealerBook.Pool(["M1"], 1000, 1000, new Level { From = 0, UnitCharge = 0.5m, FinanceAmount = 0.3m });
        return new DealerBook().Customer("CUST-A").Supplier("FIN").Machine("M1", "CUST-A", "Mono")
            .Contract("CPC0000001", "CUST-A", terms with { AggregateMeters = [terms.AggregateMeters[0] with { Supplier = "FIN", FinanceAmount = 600, CosAccount = "expenses:copies" }] })
            .Reading("M1", "Mono", "2026-01-31", 2500);
    }

    static string? Text(JsonElement row, string field) => row.GetProperty(field).GetString();
}
