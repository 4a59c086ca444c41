using Platen.Rating;
using Platen.Shell;
using Platen.Tests.Support;

namespace Platen.Tests.Billing.Verifying;

public sealed class VerifyTests(DemoYear year)
{
    [Theory, EveryDatabase]
    public async Task A_years_history_priced_again_is_what_was_posted(TestDatabase database)
    {
        var said = await (await year.On(database)).Platen("verify");

        Assert.True(said.Exit == Exit.Done, said.Output + said.Error);
        Assert.Contains("all as posted.", said.Output);
    }

    [Theory]
    [EveryDatabase("invoice_lines", "UPDATE invoice_lines SET amount = amount * 2 WHERE no = 2",
        "INV0000001 line 2: Posted is copies of 100 at 0.05, 10.00, tax 15 %; the terms and readings make copies of 100 at 0.05, 5.00, tax 15 %.")]
    [EveryDatabase("invoice_lines", "UPDATE invoice_lines SET unit_charge = unit_charge * 2 WHERE no = 2", "INV0000001 line 2: Posted is copies of 100 at 0.10, 5.00")]
    [EveryDatabase("invoice_lines", "UPDATE invoice_lines SET tax_rate = 0 WHERE no = 1", "INV0000001: The tax is 123.00, of its lines 48.00.")]
    [EveryDatabase("invoice_lines", "DELETE FROM invoice_lines WHERE no = 4", "CPC0000001 fee/2020-00018/Insurance 2026-01: The charge says 300.00, its invoice lines 0.00.")]
    [EveryDatabase("invoices", "UPDATE invoices SET total = total * 2", "INV0000001: The total is 1886.00, net and tax 943.00.")]
    [EveryDatabase("invoices", "UPDATE invoices SET number = 3", "INV0000003: The 2 numbers from INV0000001 on are missing.")]
    [EveryDatabase("journal_lines", "UPDATE journal_lines SET credit = credit * 2 WHERE no = 2", "INV0000001 journal: Debit 943.00 and credit 1463.00 do not balance.")]
    [EveryDatabase("journal_lines", "UPDATE journal_lines SET account = 'revenue:gifts' WHERE no = 2", "INV0000001 journal line 2: It says revenue:gifts credit 520.00; the invoice's lines make revenue:meters credit 520.00.")]
    [EveryDatabase("billed_usage", "UPDATE billed_usage SET copies = copies + 1 WHERE copies = 600", "INV0000001 CPC0000001 pool/Mono: The charge counts 3,100 copies, its readings 3,101.")]
    [EveryDatabase("billed_usage", "UPDATE billed_usage SET opening = opening - 1 WHERE copies = 600", "which is neither the closing billed before nor the start reading.")]
    [EveryDatabase("billed_charges", "DELETE FROM billed_charges WHERE charge = 'pool/Mono'", "CPC0000001 pool/Mono 2026-01: There are invoice lines without a billed charge.")]
    public async Task A_row_altered_behind_the_ledgers_back_is_named(TestDatabase database, string table, string change, string found)
    {
        await database.ImportSeed002();
        await database.BillAndPost(new Period(2026, 1));
        await database.BehindItsBack(table, change);

        var said = await database.Platen("verify");

        Assert.Equal(Exit.Failed, said.Exit);
        Assert.Contains(found, said.Output, StringComparison.Ordinal);
    }
}
