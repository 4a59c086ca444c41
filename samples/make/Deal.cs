namespace Platen.Samples;

/// <summary>The pieces of a contract's terms, in the words in which a deal is made.</summary>
static class Deal
{
    /// <summary>Machines whose copies of these meters go to the contract's pools.</summary>
    public static IReadOnlyList<Item> Pooled(IEnumerable<Device> devices, params string[] meters) =>
        [.. devices.Select(device => Of(device, [.. device.Counters
            .Where(counter => meters.Contains(counter.Type))
            .Select(counter => Start(counter, device) with { Aggregate = true })]))];

    /// <summary>Machines priced each by itself; a price is taken for every meter a machine has.</summary>
    public static IReadOnlyList<Item> Alone(IEnumerable<Device> devices, params PoolMeter[] prices) =>
        [.. devices.Select(device => Of(device, [.. device.Counters
            .Join(prices, counter => counter.Type, price => price.Type, (counter, price) => Start(counter, device) with
            {
                MinBilling = price.MinBilling,
                MinQuantity = price.MinQuantity,
                Levels = price.Levels,
            })]))];

    /// <summary>A price without a minimum.</summary>
    public static PoolMeter Each(string meter, string unitCharge, params (long From, string Charge)[] further) =>
        new(meter) { Levels = [new(0, unitCharge), .. further.Select(level => new Level(level.From, level.Charge))] };

    /// <summary>A price with a minimum that pays for the first copies.</summary>
    public static PoolMeter Minimum(
        string meter, string minimum, long copies, string unitCharge, params (long From, string Charge)[] further) =>
        Each(meter, unitCharge, further) with { MinBilling = minimum, MinQuantity = copies };

    /// <summary>Every copy above the minimum at the rate of the level reached (M-8).</summary>
    public static PoolMeter WholeVolume(this PoolMeter price) => price with { Method = "whole-volume" };

    /// <summary>A supplier is owed a part of the minimum and, level by level, of every copy (B-3).</summary>
    public static PoolMeter BackToBack(
        this PoolMeter price, string supplier, string? ofMinimum, params string[] ofCopy) => price with
        {
            Supplier = supplier,
            FinanceAmount = ofMinimum,
            Levels = [.. price.Levels.Zip(ofCopy, (level, owed) => level with { FinanceAmount = owed })],
        };

    /// <summary>A fee on every item, or on one machine's only.</summary>
    public static IReadOnlyList<Item> WithFee(this IReadOnlyList<Item> items, Fee fee, Device? on = null) =>
        [.. items.Select(item => on is null || item.Machine == on.Serial ? item with { Fees = [fee] } : item)];

    public static Escalation Yearly(string percent, int financialPeriod) => new("percentage", percent, financialPeriod);

    static Item Of(Device device, IReadOnlyList<ItemMeter> meters) => new()
    {
        Machine = device.Serial,
        From = device.Usage.Since == Calendar.Start ? null : device.Usage.Since.AddDays(1),
        Until = device.Usage.Until,
        Meters = meters,
    };

    static ItemMeter Start(Counter counter, Device device) =>
        new(counter.Type, counter.StartReading, device.Usage.Since);
}
