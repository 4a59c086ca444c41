namespace Platen.Rating;

/// <summary>A machine's meter on the contract, and what is known of its counter; null when the machine has no such meter.</summary>
readonly record struct Member(ContractItem Item, ItemMeter Meter, MeterHistory? History)
{
    public MeterKey Key => new(Item.Machine!, Meter.Type);

    /// <summary>The last closing billed, unless the item came back since and starts anew (RD-2).</summary>
    public BilledReading? LastBilled =>
        History is { LastBilled: { } last } && last.Date >= Meter.ReadingDate ? last : null;

    public static Member Of(ContractToRate contract, ContractItem item, ItemMeter meter) =>
        new(item, meter, contract.Meters.GetValueOrDefault(new MeterKey(item.Machine!, meter.Type)));
}
