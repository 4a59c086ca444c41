using Microsoft.EntityFrameworkCore;
using Platen.Billing.Groups;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;

namespace Platen.Billing;

/// <summary>Tells what a run billed: what its period has posted and what the run has drafted, together.</summary>
[Needs(BillingPermissions.Read)]
sealed class AnswerRun(Database database, Db db, TimeProvider clock)
{
    public async Task<RunAnswer> Of(int runId, CancellationToken cancellation)
    {
        var run = await db.Runs.SingleAsync(run => run.Id == runId, cancellation);
        var drafts = await Drafts(runId, cancellation);
        var open = await db.RunExceptions.Where(row => row.RunId == runId).OrderBy(row => row.CustomerId).ThenBy(row => row.No).ToListAsync(cancellation);
        // What an earlier run of the period warned of still stands; what it held back has been looked at again since.
        var earlier = await db.RunExceptions
            .Where(row => row.RunId < runId && row.Severity == Severity.Warning && db.Runs.Any(other => other.Id == row.RunId && other.Period == run.Period))
            .OrderBy(row => row.CustomerId).ThenBy(row => row.No).ToListAsync(cancellation);
        return Answer(runId, run.Period, run.State == RunState.Posted ? "posted" : "draft", await Currency(db, cancellation),
            (await Posted(db, run.Period, cancellation)).Concat(drafts.SelectMany(draft => draft.Invoices).Select(Answer)),
            (await PostedPayables(db, run.Period, cancellation)).Concat(Payables(drafts)),
            await new RunShipments(db).Of(run.Period, drafts, cancellation),
            earlier.Concat(open).Select(ExceptionAnswer.Of));
    }

    /// <summary>A customer's draft has all its contracts in one document; some may be of branches that whoever asks does not see.</summary>
    async Task<List<DraftDocument>> Drafts(int runId, CancellationToken cancellation)
    {
        var drafts = await db.Drafts.Where(draft => draft.RunId == runId).OrderBy(draft => draft.CustomerId)
            .Select(draft => new { draft.CustomerId, draft.Document }).ToListAsync(cancellation);
        if (db.Limit is null)
            return drafts.ConvertAll(draft => DraftDocument.FromJson(draft.Document));
        var invoices = (await db.DraftInvoices.Where(invoice => invoice.RunId == runId).Select(invoice => new { invoice.CustomerId, invoice.No }).ToListAsync(cancellation)).ToHashSet();
        var contracts = await db.Contracts.Select(contract => contract.Id).ToHashSetAsync(cancellation);
        var groups = await db.ChargeGroups.Select(group => group.Id).ToHashSetAsync(cancellation);
        return drafts.ConvertAll(draft =>
        {
            var whole = DraftDocument.FromJson(draft.Document);
            return new DraftDocument(
                [.. whole.Contracts.Where(contract => contracts.Contains(contract.Id))],
                [.. whole.Invoices.Where((_, no) => invoices.Contains(new { draft.CustomerId, No = no }))],
                [.. whole.Groups.Where(group => groups.Contains(group.Id))]);
        });
    }

    /// <summary>Rates a period and keeps nothing (RUN-5): the same inputs, the same rating, the same drafts.</summary>
    /// <param name="invoicedOn">The date of its invoices.</param>
    public static async Task<List<RatedCustomer>> Rate(Database database, BillRequest request, DateOnly invoicedOn, CancellationToken cancellation)
    {
        var run = new Run
        {
            Id = 0,
            Period = request.Period,
            ChargeKind = request.ChargeKind,
            BillingDays = request.Days,
            Site = request.Site,
            Contracts = request.ContractNumbers,
            ChargeGroups = request.GroupNames,
            BillsReady = request.Ready,
            InvoicedOn = invoicedOn,
        };
        var drafting = await Drafting.Of(database, run, cancellation);
        var everyone = new RunShard { RunId = 0, No = 1, FirstCustomer = 0, LastCustomer = int.MaxValue };
        return await drafting.Rate(everyone, cancellation).ToListAsync(cancellation);
    }

    public async Task<RunAnswer> Preview(BillRequest request, CancellationToken cancellation)
    {
        db.RefuseLimited();
        var customers = await Rate(database, request, await ClosedMonths.DateOf(database, request, clock.GetUtcNow(), cancellation), cancellation);
        return Answer(null, request.Period, "preview", await Currency(db, cancellation),
            (await Posted(db, request.Period, cancellation)).Concat(customers.SelectMany(customer => customer.Document.Invoices).Select(Answer)),
            (await PostedPayables(db, request.Period, cancellation)).Concat(Payables(customers.Select(customer => customer.Document))),
            await new RunShipments(db).Of(request.Period, customers.Select(customer => customer.Document), cancellation),
            customers.SelectMany(customer => customer.Problems).Select(ExceptionAnswer.Of));
    }

    static RunAnswer Answer(
        int? run, Period period, string state, string? currency, IEnumerable<(InvoiceAnswer Answer, decimal Net, decimal Tax)> invoices,
        IEnumerable<(string Supplier, string Contract, decimal Amount)> payables, IReadOnlyList<ShipmentAnswer> shipments, IEnumerable<ExceptionAnswer> exceptions)
    {
        var ordered = invoices.OrderBy(invoice => invoice.Answer.BillTo, StringComparer.Ordinal)
            .ThenBy(invoice => invoice.Answer.Contract, StringComparer.Ordinal).ToList();
        return new RunAnswer(run, period, state, [.. ordered.Select(invoice => invoice.Answer)], shipments,
            [.. payables.GroupBy(payable => (payable.Supplier, payable.Contract)).OrderBy(group => group.Key.Supplier, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Contract, StringComparer.Ordinal)
                .Select(group => new PayableAnswer(group.Key.Supplier, group.Key.Contract, Figures.Amount(group.Sum(payable => payable.Amount))))],
            [.. exceptions.Distinct().OrderBy(exception => exception.Contract, StringComparer.Ordinal).ThenByDescending(exception => exception.Severity)
                .ThenBy(exception => exception.Machine, StringComparer.Ordinal).ThenBy(exception => exception.Meter, StringComparer.Ordinal)],
            Totals(ordered, currency));
    }

    static TotalsAnswer Totals(List<(InvoiceAnswer Answer, decimal Net, decimal Tax)> invoices, string? company)
    {
        var sums = invoices.GroupBy(invoice => invoice.Answer.Currency).OrderBy(sum => sum.Key != company).ThenBy(sum => sum.Key, StringComparer.Ordinal)
            .Select(sum => (Currency: sum.Key, Net: sum.Sum(invoice => invoice.Net), Tax: sum.Sum(invoice => invoice.Tax))).ToList();
        var (_, net, tax) = sums.FirstOrDefault();
        return new TotalsAnswer(invoices.Count, Figures.Amount(net), Figures.Amount(tax), Figures.Amount(net + tax), sums.Count < 2 ? null :
            [.. sums.Skip(1).Select(sum => new CurrencyTotal(sum.Currency, Figures.Amount(sum.Net), Figures.Amount(sum.Tax), Figures.Amount(sum.Net + sum.Tax)))]);
    }

    static (InvoiceAnswer, decimal, decimal) Answer(DraftedInvoice invoice) => (InvoiceAnswer.Of(invoice), invoice.Net, invoice.Tax);

    /// <returns>Null before the first book.</returns>
    static Task<string?> Currency(Db db, CancellationToken cancellation) => db.Company.Select(company => company.Currency).SingleOrDefaultAsync(cancellation);

    static async Task<List<(InvoiceAnswer, decimal, decimal)>> Posted(Db db, Period period, CancellationToken cancellation)
    {
        var invoices = await db.Invoices.Where(invoice => invoice.Period == period).OrderBy(invoice => invoice.Id).ToListAsync(cancellation);
        var lines = (await db.InvoiceLines.Where(line => db.Invoices.Any(invoice => invoice.Id == line.InvoiceId && invoice.Period == period))
            .OrderBy(line => line.InvoiceId).ThenBy(line => line.No).ToListAsync(cancellation)).ToLookup(line => line.InvoiceId);
        return invoices.ConvertAll(invoice => (InvoiceAnswer.Of(invoice, lines[invoice.Id]), invoice.Net, invoice.Tax));
    }

    static IEnumerable<(string, string, decimal)> Payables(IEnumerable<DraftDocument> drafts) =>
        from draft in drafts
        from contract in draft.Contracts
        from charge in contract.Charges
        where charge.Supplier is not null && charge.Payable != 0
        select (charge.Supplier!, contract.Number, charge.Payable);

    static async Task<List<(string, string, decimal)>> PostedPayables(Db db, Period period, CancellationToken cancellation) =>
        (await db.Payables.Where(payable => payable.Period == period)
            .Join(db.Contracts, payable => payable.ContractId, contract => contract.Id, (payable, contract) => new { payable, contract.Number })
            .ToListAsync(cancellation)).ConvertAll(row => (row.payable.Supplier, row.Number, row.payable.Amount));
}
