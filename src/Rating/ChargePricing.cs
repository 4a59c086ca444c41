namespace Platen.Rating;

/// <summary>Makes a charge of its price, its cycles and what was counted: in rating, and when history is priced again.</summary>
static class ChargePricing
{
    public static Charge Meter(
        MeterPrice price, string key, string? machine, string customer, IReadOnlyList<Period> cycles, IReadOnlyList<MeterCount> counts)
    {
        var copies = 0L;
        for (var i = 0; i < counts.Count; i++)
            copies += counts[i].Copies;

        var tariff = new Tariff(price, cycles.Count);
        var lines = tariff.Price(copies);
        return new Charge
        {
            Key = key,
            Kind = ChargeKind.Meter,
            BillTo = price.BillTo ?? customer,
            Meter = price.Type,
            Machine = machine,
            Cycles = cycles,
            Counts = counts,
            Copies = copies,
            Lines = lines,
            Supplier = price.Supplier,
            Payable = price.Supplier is null ? 0 : tariff.Payable(lines),
        };
    }

    public static Charge Fee(Fee fee, string key, string? machine, string customer, IReadOnlyList<Period> cycles) => new()
    {
        Key = key,
        Kind = ChargeKind.Fee,
        BillTo = fee.BillTo ?? customer,
        Fee = fee.Type,
        Machine = machine,
        Cycles = cycles,
        Lines = [new PricedLine(-1, 0, 0, cycles.Count, fee.Amount, Money.Round(fee.Amount * cycles.Count))],
        Supplier = fee.Supplier,
        Payable = fee.Supplier is null ? 0 : Money.Round((fee.FinanceAmount ?? 0) * cycles.Count),
    };
}
