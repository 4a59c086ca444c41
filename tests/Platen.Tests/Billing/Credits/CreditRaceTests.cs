using Platen.Billing;
using Platen.Billing.Credits;
using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Book;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Credits;

/// <summary>Credits beside other people's work, and cut off in the middle.</summary>
public class CreditRaceTests
{
    static readonly CreditRequest Again = new() { Way = CreditWay.Rebill, Reason = "Reading mistyped", Readings = [new RightReading("M1", "Mono", 1800)] };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task Posted(TestDatabase database)
    {
        await new DealerBook().Customer("CUST-A").Machine("M1", "CUST-A", "Mono").Contract("C1", "CUST-A", DealerBook.Alone("M1", fee: 10))
            .Reading("M1", "Mono", "2026-01-31", 2000).Reading("M1", "Mono", "2026-02-28", 2500).Import(database);
        await database.Bill("2026-01", "--post");
    }

    [Theory, EveryDatabase]
    public async Task Of_two_who_credit_at_once_the_second_is_told(TestDatabase database)
    {
        await Posted(database);
        await using var other = database.Open();
        var asked = Again with { Way = CreditWay.Only, Readings = [] };

        var both = await Task.WhenAll(((Platen.Data.Database[])[database.Database, other]).Select(async its =>
        {
            try
            {
                return (await new CreditInvoice(its, its.Trail()).Run("1", asked, null, Stop)).Notes[0].Note.Number!;
            }
            catch (Refusal refusal)
            {
                return refusal.Message;
            }
        }));

        Assert.Single(both, said => said == "CRN0000001");
        Assert.Single(both, said => said.StartsWith("INV0000001 was credited already, by CRN0000001", StringComparison.Ordinal));
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task Cut_off_between_the_credit_and_the_new_bill_it_goes_on(TestDatabase database)
    {
        await Posted(database);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new CreditInvoice(database.Database, database.Trail()).Run("1", Again, new AtFirstReport(stop), stop.Token));
        Assert.Equal(1, await database.Number("SELECT count(*) FROM credits"));
        Assert.Equal(0, await database.Number("SELECT count(*) FROM billed_charges"));

        var answer = await new CreditInvoice(database.Database, database.Trail()).Run("1", Again, null, Stop);

        Assert.Equal("CRN0000001 of INV0000001 -60.00, INV0000002 50.00, -11.50", answer.InShort());
        await Assert.ThrowsAsync<Refusal>(() => new CreditInvoice(database.Database, database.Trail()).Run("1", Again, null, Stop));
        await database.Holds();
    }

    [Theory, EveryDatabase]
    public async Task Before_a_run_that_is_being_posted_nothing_is_credited_and_no_run_is_posted_on_what_was_credited(TestDatabase database)
    {
        await Posted(database);
        var run = await new BillPeriod(database.Database, database.Trail()).Run(new BillRequest(Period.Parse("2026-02")), null, Stop);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PostRun(database.Database, database.Trail()).Run(run, new AtFirstReport(stop), stop.Token));

        if (await database.Number("SELECT count(*) FROM runs WHERE state = 2") == 1)
            Assert.Contains("is being posted. Finish it with 'platen post 2'", await database.Refused("1"), StringComparison.Ordinal);
        await new PostRun(database.Database, database.Trail()).Run(run, null, Stop);

        Assert.Contains("is not the last: 2026-02 was billed since", await database.Refused("1", "--rebill"), StringComparison.Ordinal);
        await database.Holds();
    }

    [Theory]
    [EveryDatabase("CRN0000001: It is of -68.00 ZAR to CUST-A; INV0000001, which it credits, is of 69.00 ZAR to CUST-A.", "invoices", "UPDATE invoices SET total = -68 WHERE series = 'CRN'")]
    [EveryDatabase("CRN0000001: Its lines are not those of INV0000001, taken back.", "invoice_lines", "UPDATE invoice_lines SET quantity = 7 WHERE invoice_id = 2 AND no = 1")]
    [EveryDatabase("CRN0000001 journal: It is not that of INV0000001 with its sides exchanged.", "journal_lines", "UPDATE journal_lines SET account = 'assets:cash' WHERE invoice_id = 2 AND no = 1")]
    [EveryDatabase("C1 meter/M1/Mono 2026-01: There are invoice lines without a billed charge.", "credited_charges", "DELETE FROM credited_charges WHERE charge = 'meter/M1/Mono'")]
    public async Task A_credit_altered_behind_the_ledgers_back_is_found(TestDatabase database, string found, string table, string change)
    {
        await Posted(database);
        await database.Credit("1");
        var stored = database.Kind == DatabaseKind.SQLite ? change.Replace("-68", "-68000000", StringComparison.Ordinal) : change;
        await database.BehindItsBack(table, stored);

        var said = await database.Platen("verify");

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains(found, said.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task What_a_note_credits_and_why_is_held_by_the_audit_trail(TestDatabase database)
    {
        await Posted(database);
        await database.Credit("1");
        await database.BehindItsBack("credits", "UPDATE credits SET reason = 'Goodwill'");

        var said = await database.Platen("verify", "audit");

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains("It, one of its lines or what it credits is not as it was written.", said.Output, StringComparison.Ordinal);
    }

    sealed class AtFirstReport(CancellationTokenSource stop) : IProgress<Step>
    {
        public void Report(Step value) => stop.Cancel();
    }
}
