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
    public static PoolMeter Each(string meter, string unitCharge, params (long From, string UnitCharge)[] further) => new(meter)
    {
        Levels = [new Level(0, unitCharge), .. further.Select(level => new Level(level.From, level.UnitCharge))],
    };

    /// <summary>A price with a minimum that pays for the first copies.</summary>
    public static PoolMeter Minimum(
        string meter, string minimum, long copies, string unitCharge, params (long From, string UnitCharge)[] further) =>
        Each(meter, unitCharge, further) with { MinBilling = minimum, MinQuantity = copies };

    public static IReadOnlyList<Item> Each(this IReadOnlyList<Item> items, params Fee[] fees) =>
        [.. items.Select(item => item with { Fees = [.. item.Fees ?? [], .. fees] })];

    /// <summary>Changes the item of one machine.</summary>
    public static IReadOnlyList<Item> But(this IReadOnlyList<Item> items, Device device, Func<Item, Item> change) =>
        [.. items.Select(item => item.Machine == device.Serial ? change(item) : item)];

    public static Escalation Yearly(string percent, int financialPeriod) => new("percentage", percent, financialPeriod);

    static Item Of(Device device, IReadOnlyList<ItemMeter> meters) => new()
    {
        Machine = device.Serial,
        From = device.Usage.Since == Calendar.Start ? null : device.Usage.Since.AddDays(1),
        Until = device.Usage.Until,
        Meters = meters,
    };

    static ItemMeter Start(Counter counter, Device device) => new(counter.Type, counter.StartReading, device.Usage.Since);
}
