using Platen.Billing.Groups;
using Platen.Data;
using Platen.Rating;

namespace Platen.Billing.Invoices;

/// <summary>Adds to a charge group's invoice for the customer the readings that its overs came of; the finance company's shows nothing of them (G-3).</summary>
static class OversSource
{
    /// <param name="drafted">Not posted yet: all of the customer's contracts; null: all is in the ledger.</param>
    public static async Task<(InvoiceSource Source, PricedBy PricedBy)> Add(
        Db db, InvoiceSource source, PricedBy pricedBy, IReadOnlyList<DraftedContract>? drafted, CancellationToken cancellation)
    {
        var invoice = source.Invoice;
        if (source.RunId == 0 || invoice.ChargeGroup is not { } group || !invoice.Lines.Any(line => line.Kind == LineKind.Variance))
            return (source, pricedBy);
        var cycle = await new CycleReadings(db).Of(group, source.RunId, source.Period, drafted, cancellation);
        var behind = await PricedBy.Read(db, cycle.Select(reading => (reading.Contract, reading.TermsVersion)), cancellation);
        return (source with { Cycle = [.. cycle.Where(reading => Belongs(invoice, reading, behind))] }, behind);
    }

    /// <summary>By the machine or the address that the invoice is of (G-9, N-9). A machine out of sight is not told of.</summary>
    static bool Belongs(DraftedInvoice invoice, CycleReading reading, PricedBy behind) =>
        behind.Meters.TryGetValue(reading.Count.MeterId, out var meter)
        && (invoice.Machine ?? meter.Serial) == meter.Serial
        && InvoiceAddresses.Of(behind.Terms[(reading.Contract, reading.TermsVersion)].Terms).OfItem(meter.Serial) == invoice.Address;
}
