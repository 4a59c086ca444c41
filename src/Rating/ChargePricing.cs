namespace Platen.Rating;

/// <summary>Makes a charge of its price, its cycles and what was counted: in rating, and when history is priced again.</summary>
static class ChargePricing
{
    /// <param name="machine">The machine's serial; null for a pool.</param>
    /// <param name="prepaid">What the copies take of a prepaid life; null where none is running.</param>
    /// <param name="unmade">What may be given back of a rolling minimum.</param>
    public static Charge Meter(
        MeterPrice price, string? machine, string customer, Period[] cycles, MeterCount[] counts, PrepaidUse? prepaid = null,
        IReadOnlyList<UnmadeCopies>? unmade = null)
    {
        var copies = 0L;
        foreach (ref readonly var count in counts.AsSpan())
            copies += count.Copies;

        var tariff = prepaid is null ? new Tariff(price, cycles.Length) : prepaid.Beyond(price);
        var lines = prepaid is null ? tariff.Price(copies, unmade) : prepaid.Price(tariff, copies);
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
            Owed = price.Supplier is { } supplier ? new(supplier, tariff.Payable(lines)) : null,
        };
    }

    /// <summary>Another payer's part of the copies that a charge counts: the counts stand with that one alone.</summary>
    public static Charge Payer(MeterPrice price, string key, string? machine, string customer, Period[] cycles, MeterCount[] counts) =>
        Meter(price, machine, customer, cycles, counts) with { Key = key, Counts = [] };

    /// <summary>A minimum that is billed by itself (N-6): no copies are counted for it.</summary>
    /// <param name="machine">The machine's serial; null for a pool.</param>
    public static Charge Minimum(MeterPrice price, string key, string? machine, string customer, Period[] cycles)
    {
        var minimum = new Tariff(price, cycles.Length);
        PricedLine[] lines = [new PricedLine(PricedLine.Minimum, 1, minimum.Allowance, null, minimum.Minimum)];
        return new()
        {
            Key = key,
            BillTo = price.BillTo ?? customer,
            Meter = price.Type,
            Account = price.Account,
            Machine = machine,
            Cycles = cycles,
            Lines = lines,
            Owed = price.Supplier is { } supplier ? new(supplier, minimum.Payable(lines)) : null,
        };
    }

    /// <summary>What several meters lack to their minimum.</summary>
    /// <param name="machine">The machine's serial; null for all meters of the contract.</param>
    public static Charge Total(decimal minimum, string? machine, string billTo, Period[] cycles, decimal came)
    {
        var total = TotalMinimum.Of(minimum, cycles.Length, came);
        return new() { Key = ChargeKey.Total(machine), BillTo = billTo, Machine = machine, Cycles = cycles, Total = total, Lines = total.Lines() };
    }

    /// <param name="parts">The cycles that it is owed for in part (F-7).</param>
    public static Charge Fee(Fee fee, string key, string? machine, string customer, Period[] cycles, FeePart[] parts)
    {
        var whole = cycles.Length - parts.Length;
        PricedLine[] wholes = whole == 0 ? [] : [new PricedLine(PricedLine.Minimum, 1, whole, fee.Amount, Money.Round(fee.Amount * whole))];
        return new()
        {
            Key = key,
            BillTo = fee.BillTo ?? customer,
            Fee = fee.Type,
            Description = fee.Description,
            Account = fee.Account,
            Machine = machine,
            Cycles = cycles,
            Parts = parts,
            Lines = [.. wholes, .. parts.Select(part => part.Price(fee.Amount))],
            Owed = fee is { Supplier: { } supplier, FinanceAmount: var share } ? new(supplier, Money.Round((share ?? 0) * whole + parts.Sum(part => (share ?? 0) * part.Days / part.Of))) : null,
        };
    }
}
