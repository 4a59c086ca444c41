using Microsoft.EntityFrameworkCore;
using Platen.Billing.Credits;
using Platen.Customers;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;
using Platen.Shell.Access;

namespace Platen.Billing.Invoices;

/// <summary>
/// Shows an invoice with all that explains it: the readings, the pool, and the price as the version of the terms says it
/// that priced it then, whatever became of the contract since.
/// </summary>
[Needs(BillingPermissions.Read)]
sealed class ShowInvoice(Db db)
{
    /// <param name="number">INV0000088, or 88 in the usual series.</param>
    /// <returns>Null where there is no such invoice.</returns>
    public async Task<ShownInvoice?> Posted(string number, CancellationToken cancellation)
    {
        if (FindInvoice.Read(number) is not var (series, no) || await PostedSource.Read(db, series, no, cancellation) is not { } found)
            return null;
        return await CreditLinks.Add(db, await Show(found.Source, found.PricedBy, cancellation), cancellation);
    }

    /// <param name="no">Its place among the invoices of the customer's draft, from 0.</param>
    /// <returns>Null where there is no such draft, or none any more.</returns>
    public async Task<ShownInvoice?> Drafted(int run, int customerId, int no, CancellationToken cancellation) =>
        await DraftSource.Read(db, run, customerId, no, cancellation) is { } found ? await Show(found.Source, found.PricedBy, cancellation) : null;

    async Task<ShownInvoice> Show(InvoiceSource source, PricedBy pricedBy, CancellationToken cancellation)
    {
        var dealer = await db.Company.SingleAsync(cancellation);
        var customer = await db.Customers.SingleAsync(customer => customer.Id == source.CustomerId, cancellation);
        var payer = await db.Payers.SingleOrDefaultAsync(payer => payer.Code == source.Invoice.BillTo, cancellation);
        var invoice = ComposeInvoice.Of(source, new Behind(pricedBy, await Steps(source, cancellation), await Estimates(source, cancellation)));
        return invoice with
        {
            // A third party ordered nothing.
            Orders = customer.Code == source.Invoice.BillTo ? invoice.Orders : [],
            Dealer = dealer.Name,
            BaseCurrency = dealer.Currency,
            Customer = new Party(customer.Code, customer.Name, customer.Email),
            Address = (source.Number is null ? await AddressToday(source.Invoice, cancellation) : source.AddressLines)?.Split('\n') ?? [],
            BillTo = new Party(source.Invoice.BillTo, source.BillToName ?? payer?.Name ?? source.Invoice.BillTo, payer?.Email),
        };
    }

    /// <summary>Where a draft would go if it were posted now.</summary>
    async Task<string?> AddressToday(DraftedInvoice invoice, CancellationToken cancellation) =>
        Address.ForInvoices(Address.Read(await db.Customers.Where(customer => customer.Code == invoice.BillTo).Select(customer => customer.Addresses).SingleOrDefaultAsync(cancellation)), invoice.Address);

    /// <summary>The resets and rollovers behind the few counts that are not just closing less opening.</summary>
    async Task<ILookup<int, CounterStep>> Steps(InvoiceSource source, CancellationToken cancellation)
    {
        var odd = Counts(source).Where(count => count.Copies + count.Deducted != count.Closing - count.Opening).ToList();
        var ids = odd.ConvertAll(count => count.MeterId);
        var readings = odd.Count == 0 ? [] : await db.Readings
            .Where(reading => ids.Contains(reading.MeterId) && reading.Event != ReadingEvent.None && reading.State == ReadingState.Accepted)
            .OrderBy(reading => reading.ReadOn).ToListAsync(cancellation);
        return readings
            .Where(reading => odd.Exists(count =>
                count.MeterId == reading.MeterId && reading.ReadOn > count.OpenedOn && reading.ReadOn <= count.ClosedOn))
            .ToLookup(reading => reading.MeterId, reading => new CounterStep(reading.ReadOn, reading.Event, reading.Value, reading.NewStart));
    }

    /// <summary>How many bills in a row, up to the one before, took a meter's closing from no counter (RD-8).</summary>
    async Task<Dictionary<int, int>> Estimates(InvoiceSource source, CancellationToken cancellation)
    {
        var meters = Counts(source).Select(count => count.MeterId).Distinct().ToList();
        var contracts = source.Contracts.Select(contract => contract.Id).ToList();
        var before = meters.Count == 0 ? [] : await db.BilledUsage
            .Where(usage => meters.Contains(usage.MeterId) && contracts.Contains(usage.ContractId) && usage.Period < source.Period
                && db.BilledUsage.Any(estimate => estimate.MeterId == usage.MeterId && estimate.ContractId == usage.ContractId && Estimated.Contains(estimate.Source)))
            .Select(usage => new { usage.MeterId, usage.Period, usage.Source }).ToListAsync(cancellation);
        return before.GroupBy(usage => usage.MeterId).ToDictionary(
            meter => meter.Key, meter => meter.OrderByDescending(usage => usage.Period).TakeWhile(usage => usage.Source.IsEstimate).Count());
    }

    static readonly ReadingSource[] Estimated = [.. Enum.GetValues<ReadingSource>().Where(source => source.IsEstimate)];

    static IEnumerable<DraftedCount> Counts(InvoiceSource source) =>
        source.Contracts.SelectMany(contract => contract.Charges).SelectMany(charge => charge.Counts).Concat(source.Cycle.Select(reading => reading.Count));
}
