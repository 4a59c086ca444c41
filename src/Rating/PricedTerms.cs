namespace Platen.Rating;

/// <summary>
/// What a version of terms charges for, by the keys of its charges: so that what was billed once can be explained, and
/// priced again from the ledger alone.
/// </summary>
public sealed class PricedTerms
{
    readonly Dictionary<string, (MeterPrice Price, string? Machine)> _meters = new(StringComparer.Ordinal);
    readonly Dictionary<string, (Fee Fee, string? Machine)> _fees = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public PricedTerms(ContractTerms terms)
    {
        Terms = terms;
        foreach (var pool in Pool.Of(terms))
            _meters.TryAdd(ChargeKey.Pool(pool.Price.Type), (pool.Price, null));
        foreach (var (key, fee) in ChargeKey.Fees(terms.AggregateFees, null))
            _fees.TryAdd(key, (fee, null));
        foreach (var item in terms.Items)
        {
            if (item.Machine is not null)
                _places.TryAdd(item.Machine, _places.Count);
            foreach (var meter in item.Meters)
            {
                if (!meter.Aggregate)
                    _meters.TryAdd(ChargeKey.Meter(item.Machine, meter.Type), (meter, item.Machine));
            }

            foreach (var (key, fee) in ChargeKey.Fees(item.Fees, item))
                _fees.TryAdd(key, (fee, item.Machine));
        }
    }

    public ContractTerms Terms { get; }

    /// <summary>What copies cost under a key; null where the terms charge no copies under it.</summary>
    public MeterPrice? PriceOf(string key) => _meters.TryGetValue(key, out var meter) ? meter.Price : null;

    public Fee? FeeOf(string key) => _fees.TryGetValue(key, out var fee) ? fee.Fee : null;

    /// <summary>Where a charge's sale is credited (GL-1); null: where its kind's sales are.</summary>
    public string? AccountOf(string key) => PriceOf(key) is { } price ? price.Account : FeeOf(key)?.Account;

    /// <summary>Which account bears what a supplier is owed for a charge (GL-1); null: that of all cost of sales.</summary>
    public string? CosAccountOf(string key) => PriceOf(key) is { } price ? price.CosAccount : FeeOf(key)?.CosAccount;

    /// <summary>The machine that is charged for alone under a key; null for a pool, a place, or what is set once for all.</summary>
    public string? MachineOf(string key) => _meters.TryGetValue(key, out var meter) ? meter.Machine : _fees.GetValueOrDefault(key).Machine;

    /// <summary>The machine's place among the items: the order of a schedule, and of shares (M-17).</summary>
    public int PlaceOf(string machine) => _places.GetValueOrDefault(machine, int.MaxValue);

    /// <summary>The charge priced again; null where the terms do not know it.</summary>
    /// <param name="customer">The contract's customer, billed where no other payer is named (B-1).</param>
    /// <param name="prepaid">What the ledger says that it took of a prepaid life.</param>
    public Charge? Price(string key, string customer, Period[] cycles, MeterCount[] counts, PrepaidUse? prepaid = null)
    {
        if (_meters.TryGetValue(key, out var meter))
            return ChargePricing.Meter(meter.Price, meter.Machine, customer, cycles, counts, prepaid);
        return _fees.TryGetValue(key, out var fee) ? ChargePricing.Fee(fee.Fee, key, fee.Machine, customer, cycles) : null;
    }
}
