using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Billing.Runs;

/// <summary>A run's drafted invoices beside the last invoice of the same payer, contract, machine and address; biggest movers first.</summary>
[Needs(BillingPermissions.Read)]
sealed class ListDrafts(Db db)
{
    /// <summary>Months of the small picture in each row, the draft's own the last.</summary>
    const int Months = 12;

    public async Task<ListPage<DraftRow>> Run(int runId, ListQuery query, CancellationToken cancellation)
    {
        var period = await db.Runs.Where(run => run.Id == runId).Select(run => run.Period).SingleAsync(cancellation);
        var text = query.Text.ToLowerInvariant();
        var since = period.AddMonths(-Months);
        var before = db.Invoices.Where(invoice => invoice.Period >= since && invoice.Period < period);
        var months = before
            .GroupBy(invoice => new { invoice.BillTo, Contract = invoice.Contract ?? "", ChargeGroup = invoice.ChargeGroup ?? "", Machine = invoice.Machine ?? "", Address = invoice.Address ?? "", invoice.Period })
            .Select(group => new { group.Key, Net = group.Sum(invoice => invoice.Net) });
        var latest = before
            .GroupBy(invoice => new { invoice.BillTo, Contract = invoice.Contract ?? "", ChargeGroup = invoice.ChargeGroup ?? "", Machine = invoice.Machine ?? "", Address = invoice.Address ?? "" })
            .Select(group => new { group.Key, Period = group.Max(invoice => invoice.Period) });
        // A quarter is compared with the quarter before it, not with the month.
        var billed =
            from last in latest
            join month in months
                on new { last.Key.BillTo, last.Key.Contract, last.Key.ChargeGroup, last.Key.Machine, last.Key.Address, last.Period } equals month.Key
            select new { last.Key, month.Net };
        var rows =
            from draft in db.DraftInvoices
            join payer in db.Payers on draft.BillTo equals payer.Code
            where draft.RunId == runId
            where text == "" || payer.Name.ToLower().Contains(text) || draft.Contract!.ToLower().Contains(text) || draft.ChargeGroup!.ToLower().Contains(text)
            join found in billed on new { draft.BillTo, Contract = draft.Contract ?? "", ChargeGroup = draft.ChargeGroup ?? "", Machine = draft.Machine ?? "", Address = draft.Address ?? "" } equals found.Key into one
            from found in one.DefaultIfEmpty()
            let last = (decimal?)found.Net ?? db.Invoices // only cycles of more than a year look farther back, one by one
                .Where(invoice => invoice.BillTo == draft.BillTo && invoice.Period < since && invoice.Contract == draft.Contract && invoice.ChargeGroup == draft.ChargeGroup
                    && invoice.Machine == draft.Machine && invoice.Address == draft.Address)
                .GroupBy(invoice => invoice.Period).OrderByDescending(month => month.Key).Select(month => (decimal?)month.Sum(invoice => invoice.Net)).FirstOrDefault()
            select new DraftRow
            {
                CustomerId = draft.CustomerId,
                No = draft.No,
                BillTo = draft.BillTo,
                Payer = payer.Name,
                Contract = draft.Contract,
                ChargeGroup = draft.ChargeGroup,
                Machine = draft.Machine,
                Address = draft.Address,
                Currency = draft.Currency,
                Net = draft.Net,
                Last = last,
                Change = draft.Net - (last ?? 0),
                Moved = draft.Net >= (last ?? 0) ? draft.Net - (last ?? 0) : (last ?? 0) - draft.Net,
            };
        var page = await rows.ToPage(query, "-moved", new()
        {
            ["moved"] = row => row.Moved,
            ["payer"] = row => row.Payer,
            ["contract"] = row => row.Contract,
            ["net"] = row => row.Net,
            ["last"] = row => row.Last,
            ["change"] = row => row.Change,
        }, cancellation);
        return page with { Rows = await WithHistory(page.Rows, period, cancellation) };
    }

    async Task<IReadOnlyList<DraftRow>> WithHistory(IReadOnlyList<DraftRow> rows, Period period, CancellationToken cancellation)
    {
        var from = period.AddMonths(1 - Months);
        var payers = rows.Select(row => row.BillTo).Distinct().ToList();
        var billed = (await db.Invoices
            .Where(invoice => payers.Contains(invoice.BillTo) && invoice.Period >= from && invoice.Period < period)
            .Select(invoice => new { invoice.BillTo, invoice.Contract, invoice.ChargeGroup, invoice.Machine, invoice.Address, invoice.Period, invoice.Net })
            .ToListAsync(cancellation)).ToLookup(invoice => (invoice.BillTo, invoice.Contract, invoice.ChargeGroup, invoice.Machine, invoice.Address));
        return rows.Select(row =>
        {
            var months = new decimal[Months];
            foreach (var invoice in billed[(row.BillTo, row.Contract, row.ChargeGroup, row.Machine, row.Address)])
                months[invoice.Period.MonthsSince(from)] += invoice.Net;
            months[^1] = row.Net;
            return row with { History = months };
        }).ToList();
    }
}

/// <summary>A drafted invoice in the list; amounts net.</summary>
sealed record DraftRow
{
    public required int CustomerId { get; init; }

    /// <summary>Its place in the customer's draft.</summary>
    public required int No { get; init; }
    public required string BillTo { get; init; }
    public required string Payer { get; init; }
    public string? Contract { get; init; }
    public string? ChargeGroup { get; init; }
    public string? Machine { get; init; }

    /// <summary>The name of the address that it goes to, apart from others of the contract (N-9).</summary>
    public string? Address { get; init; }
    public required string Currency { get; init; }
    public required decimal Net { get; init; }

    /// <summary>The same payer's last invoice of the same; null: this is the first.</summary>
    public required decimal? Last { get; init; }
    public required decimal Change { get; init; }
    public required decimal Moved { get; init; }

    /// <summary>Net of the last twelve months, this draft's the last.</summary>
    public IReadOnlyList<decimal> History { get; init; } = [];
}
