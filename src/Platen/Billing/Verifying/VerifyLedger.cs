using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Verifying;

/// <summary>What was looked at, and what is not as it should be.</summary>
/// <param name="Differences">The first of them, each with its place.</param>
/// <param name="MoreDifferences">How many there are beyond those.</param>
public sealed record Verified(int Invoices, int Lines, int Charges, int Readings, IReadOnlyList<Difference> Differences, int MoreDifferences)
{
    public bool Holds => Differences.Count == 0;
}

/// <summary>Something in the ledger that is not as it should be.</summary>
/// <param name="Place">INV0000088 line 2; or the contract, charge and period.</param>
public sealed record Difference(string Place, string Message);

/// <summary>
/// Prices all of posted history again from the ledger alone, usage and the terms of the time, and compares it with every
/// posted line; and checks that the ledger is whole: numbers, totals, journal, openings, each charge once. Changes nothing.
/// </summary>
[Needs(BillingPermissions.Read)]
sealed class VerifyLedger(Database database)
{
    const int InvoicesAtATime = 250, Told = 1000;

    public async Task<Verified> Run(IProgress<Step>? progress, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        if (await db.Runs.Where(run => run.State == RunState.Posting).Select(run => (int?)run.Id).FirstOrDefaultAsync(cancellation) is { } posting)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"Run {posting} is being posted. Finish it with 'platen post {posting}', then verify."));

        var differences = new List<Difference>();
        await using (var connection = await database.Connect(cancellation))
        {
            differences.AddRange(await WholeNumbers.Check(connection, cancellation));
            differences.AddRange(await WholeCharges.Check(database, connection, cancellation));
            differences.AddRange(await WholeLives.Check(connection, cancellation));
        }

        var (lines, charges, readings) = await Invoices(db, differences, progress, cancellation);
        differences.AddRange(await WholeGroups.Check(db, cancellation));
        differences.AddRange(await Openings.Check(database, db, cancellation));
        return new Verified(await db.Invoices.CountAsync(cancellation), lines, charges, readings,
            [.. differences.Take(Told)], Math.Max(0, differences.Count - Told));
    }

    static async Task<(int Lines, int Charges, int Readings)> Invoices(
        Db db, List<Difference> differences, IProgress<Step>? progress, CancellationToken cancellation)
    {
        var total = await db.Invoices.CountAsync(cancellation);
        var (last, done, lines, charges, readings) = (0, 0, 0, 0, 0);
        while (true)
        {
            var after = last;
            var ledger = await LedgerRows.Read(
                db, db.Invoices.Where(invoice => invoice.Id > after).OrderBy(invoice => invoice.Id).Take(InvoicesAtATime), cancellation);
            if (ledger.Invoices.Count == 0)
                return (lines, charges, readings);
            differences.AddRange(await InvoiceCheck.Of(db, ledger, cancellation));
            last = ledger.Invoices[^1].Id;
            done += ledger.Invoices.Count;
            lines += ledger.Lines.Sum(invoice => invoice.Count());
            charges += ledger.Charges.Sum(contract => contract.Count());
            readings += ledger.Usage.Sum(charge => charge.Count());
            progress?.Report(new Step("Verifying", done, total));
        }
    }
}
