namespace Platen.Rating;

/// <summary>A charge as terms set it up: its key, its fee or meter type, its item (null: all), and how it rises.</summary>
readonly record struct ChargeInTerms(string Key, ChargeKind Kind, string Type, string? Item, Escalation? Escalation);

/// <summary>Goes through every price of a contract's terms and puts another in its place.</summary>
sealed class PriceWalk(ContractTerms terms, Func<ChargeInTerms, PricePlace, decimal, decimal> price)
{
    /// <summary>In the pre-2.3 form a pool's price stands on each item and rises alike on all: by the rule of the first (M-15).</summary>
    readonly Dictionary<string, ChargeInTerms> _pools = Pool.Of(terms).ToDictionary(
        pool => pool.Price.Type,
        pool => new ChargeInTerms(ChargeKey.Pool(pool.Price.Type), ChargeKind.Meter, pool.Price.Type, null, pool.Price.Escalation ?? terms.Escalation));

    public ContractTerms Walk() => terms with
    {
        AggregateFees = Fees(terms.AggregateFees, null),
        MinimumTotal = Total(terms.MinimumTotal, null),
        AggregateMeters = [.. terms.AggregateMeters.Select(row => (PoolMeter)Meter(row, _pools[row.Type]))],
        Items = [.. terms.Items.Select(item => item with { Fees = Fees(item.Fees, item), MinimumTotal = Total(item.MinimumTotal, item.Machine), Meters = [.. item.Meters.Select(meter => Meter(item, meter))] })],
    };

    Fee[] Fees(Fee[] fees, ContractItem? item) =>
    [
        .. ChargeKey.Fees(fees, item).Select(keyed =>
        {
            var (key, fee) = keyed;
            var charge = new ChargeInTerms(key, ChargeKind.Fee, fee.Type, item is null ? null : item.Machine ?? item.Location, fee.Escalation ?? terms.Escalation);
            return fee with
            {
                Amount = price(charge, new PricePlace(key, PricePart.Fee), fee.Amount),
                FinanceAmount = Finance(charge, new PricePlace(key, PricePart.Fee), fee.FinanceAmount),
            };
        }),
    ];

    decimal? Total(decimal? minimum, string? machine) => minimum is not { } old ? null : price(
        new ChargeInTerms(ChargeKey.Total(machine), ChargeKind.Meter, "", machine, terms.Escalation), new PricePlace(ChargeKey.Total(machine), PricePart.Minimum), old);

    ItemMeter Meter(ContractItem item, ItemMeter meter)
    {
        if (!meter.Aggregate)
            return (ItemMeter)Meter(meter, new ChargeInTerms(ChargeKey.Meter(item.Machine, meter.Type), ChargeKind.Meter, meter.Type, item.Machine, meter.Escalation ?? terms.Escalation));
        // Beside a pool's row the item says nothing about the price.
        return terms.AggregateMeters.Any(row => row.Type == meter.Type) ? meter : (ItemMeter)Meter(meter, _pools[meter.Type]);
    }

    MeterPrice Meter(MeterPrice meter, ChargeInTerms charge)
    {
        var minimum = new PricePlace(charge.Key, PricePart.Minimum);
        return meter with
        {
            MinBilling = price(charge, minimum, meter.MinBilling),
            FinanceAmount = Finance(charge, minimum, meter.FinanceAmount),
            Levels = [.. meter.Levels.Select((level, i) => Level(charge, level, i))],
            ShortfallCharge = meter.ShortfallCharge is { } old ? price(charge, new PricePlace(charge.Key, PricePart.UnitCharge), old) : null,
            Payers = [.. meter.Payers.Select((payer, i) => payer with { UnitCharge = price(charge, new PricePlace(ChargeKey.Payer(i, charge.Key), PricePart.UnitCharge, 0), payer.UnitCharge) })],
        };
    }

    Level Level(ChargeInTerms charge, Level level, int i)
    {
        var place = new PricePlace(charge.Key, PricePart.UnitCharge, i);
        return level with { UnitCharge = price(charge, place, level.UnitCharge), FinanceAmount = Finance(charge, place, level.FinanceAmount) };
    }

    decimal? Finance(ChargeInTerms charge, PricePlace place, decimal? amount) =>
        amount is { } old ? price(charge, place with { IsFinance = true }, old) : null;
}
