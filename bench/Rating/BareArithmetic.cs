using Platen.Rating;

namespace Platen.Bench.Rating;

/// <summary>
/// The floor of rating: the same meters found, subtracted and priced with plain arithmetic. It knows nothing of cycles,
/// rollovers, held readings or payers, explains nothing, and keeps nothing but the sum.
/// </summary>
static class BareArithmetic
{
    public static decimal Rate(ContractToRate contract)
    {
        var sum = 0m;
        foreach (var item in contract.Versions[0].Items)
        {
            foreach (var meter in item.Meters)
            {
                var history = contract.Meters[new MeterKey(item.Machine!, meter.Type)];
                sum += Price(meter, history.Readings[^1].Value - history.LastBilled!.Value.Value);
            }
        }

        return sum;
    }

    static decimal Price(ItemMeter meter, long copies)
    {
        var amount = meter.MinBilling;
        var priced = meter.MinQuantity;
        for (var level = 0; level < meter.Levels.Length && priced < copies; level++)
        {
            var until = level + 1 < meter.Levels.Length ? Math.Min(copies, meter.Levels[level + 1].From - 1) : copies;
            amount += decimal.Round((until - priced) * meter.Levels[level].UnitCharge, 2, MidpointRounding.AwayFromZero);
            priced = until;
        }

        return amount;
    }
}
