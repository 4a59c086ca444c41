namespace Platen.Rating;

/// <summary>Makes a charge of its price, its cycles and what was counted: in rating, and when history is priced again.</summary>
static class ChargePricing
{
    /// <param name="machine">The machine's serial; null for a pool.</param>
    /// <param name="prepaid">What the copies take of a prepaid life; null where none is running.</param>
    public static Charge Meter(
        MeterPrice price, string? machine, string customer, Period[] cycles, MeterCount[] counts, PrepaidUse? prepaid = null)
    {
        var copies = 0L;
        foreach (ref readonly var count in counts.AsSpan())
            copies += count.Copies;

        var tariff = prepaid is null ? new Tariff(price, cycles.Length) : prepaid.Beyond(price);
        var lines = prepaid is null ? tariff.Price(copies) : prepaid.Price(tariff, copies);
        return new Charge
        {
            BillTo = price.BillTo ?? customer,
            Meter = price.Type,
            Account = price.Account,
            Machine = machine,
            Cycles = cycles,
            Counts = counts,
            Copies = copies,
            Lines = lines,
            Prepaid = prepaid,
            Supplier = price.Supplier,
            Payable = price.Supplier is null ? 0 : tariff.Payable(lines),
        };
    }

    public static Charge Fee(Fee fee, string key, string? machine, string customer, Period[] cycles) => new()
    {
        Key = key,
        BillTo = fee.BillTo ?? customer,
        Fee = fee.Type,
        Description = fee.Description,
        Account = fee.Account,
        Machine = machine,
        Cycles = cycles,
        Lines = [new PricedLine(PricedLine.Minimum, 1, cycles.Length, fee.Amount, Money.Round(fee.Amount * cycles.Length))],
        Supplier = fee.Supplier,
        Payable = fee.Supplier is null ? 0 : Money.Round((fee.FinanceAmount ?? 0) * cycles.Length),
    };
}
