using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Billing.Prepaid;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing.Credits;

/// <summary>
/// Credits a posted invoice, and bills its period again or writes an invoice by hand, where that is asked for (CR-1). The credit, with the
/// corrected readings, is one transaction; billing again is a run of those contracts, which goes on when this is called again after it
/// was cut off.
/// </summary>
[Needs(BillingPermissions.Void)]
sealed class CreditInvoice(Database database, AuditTrail trail)
{
    /// <param name="number">INV0000088, or 88 in the usual series.</param>
    public async Task<CreditAnswer> Run(string number, CreditRequest asked, IProgress<Step>? progress, CancellationToken cancellation)
    {
        if (asked.Way == CreditWay.Rebill && await CutOff(number, cancellation) is { } cutOff)
            return await Rebill(number, cutOff, progress, cancellation);

        WrittenCredit written;
        await using (var write = await database.Write(cancellation))
        {
            written = await new WriteCredit(database, trail).Write(write, number, asked, cancellation);
            await trail.Commit(write, written.Changes, cancellation);
        }

        await new WatchPrepaid(database, trail.OfPlaten()).Run(cancellation);
        return asked.Way == CreditWay.Rebill
            ? await Rebill(number, RequestOf(written), progress, cancellation)
            : await Answer(number, null, cancellation);
    }

    /// <summary>The run that bills again what a credit has taken back.</summary>
    public static BillRequest RequestOf(WrittenCredit written) =>
        new(written.Together.Period, written.Together.Kind, InvoicedOn: written.Date, Contracts: written.Together.Contracts, ChargeGroups: written.Together.GroupNames);

    /// <summary>The invoice was credited so that it can be billed again, and is not yet: what was begun goes on.</summary>
    async Task<BillRequest?> CutOff(string number, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var invoice = await FindInvoice.Of(db, number, cancellation) ?? throw FindInvoice.Unknown(number);
        return await BillAgain.Of(db, invoice, cancellation);
    }

    async Task<CreditAnswer> Rebill(string number, BillRequest request, IProgress<Step>? progress, CancellationToken cancellation)
    {
        var run = await new BillPeriod(database, trail).Run(request, progress, cancellation);
        await using (var db = new Db(database))
        {
            // Where nothing can be billed, the answer is an earlier run, which tells what stands in the way.
            if (await db.Runs.AnyAsync(one => one.Id == run && one.State != RunState.Posted && one.Contracts == request.ContractNumbers && one.ChargeGroups == request.GroupNames, cancellation))
                await new PostRun(database, trail).Run(run, progress, cancellation);
        }

        return await Answer(number, run, cancellation);
    }

    async Task<CreditAnswer> Answer(string number, int? run, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await CreditAnswer.Of(db, number, run, cancellation);
    }
}
