namespace Platen.Rating;

/// <summary>
/// What a version of terms charges for, by the keys of its charges: so that what was billed once can be explained, and
/// priced again from the ledger alone.
/// </summary>
public sealed class PricedTerms
{
    readonly Dictionary<string, (MeterPrice Price, string? Machine)> _meters = new(StringComparer.Ordinal);
    readonly Dictionary<string, (decimal Least, string? Machine)> _totals = new(StringComparer.Ordinal);
    readonly Dictionary<string, (Fee Fee, string? Machine)> _fees = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public PricedTerms(ContractTerms terms)
    {
        Terms = terms;
        foreach (var pool in Pool.Of(terms))
            Add(ChargeKey.Pool(pool.Price.Type), pool.Price, null);
        if (terms.MinimumTotal is { } least)
            _totals.Add(ChargeKey.Total(null), (least, null));
        foreach (var (key, fee) in ChargeKey.Fees(terms.AggregateFees, null))
            _fees.TryAdd(key, (fee, null));
        foreach (var item in terms.Items)
        {
            if (item.Machine is not null)
                _places.TryAdd(item.Machine, _places.Count);
            foreach (var meter in item.Meters)
            {
                if (!meter.Aggregate)
                    Add(ChargeKey.Meter(item.Machine, meter.Type), meter, item.Machine);
            }

            if (item.MinimumTotal is { } itsLeast)
                _totals.TryAdd(ChargeKey.Total(item.Machine), (itsLeast, item.Machine));

            foreach (var (key, fee) in ChargeKey.Fees(item.Fees, item))
                _fees.TryAdd(key, (fee, item.Machine));
        }
    }

    void Add(string key, MeterPrice price, string? machine)
    {
        _meters.TryAdd(key, (price.OfCopies(Terms), machine));
        if (price.HasOwnMinimum)
            _meters.TryAdd(ChargeKey.Minimum(key), (price, machine));
        for (var i = 0; i < price.Payers.Length; i++)
            _meters.TryAdd(ChargeKey.Payer(i, key), (price.Payers[i].PriceBeside(price), machine));
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
    public string? MachineOf(string key) =>
        _meters.TryGetValue(key, out var meter) ? meter.Machine : _totals.TryGetValue(key, out var total) ? total.Machine : _fees.GetValueOrDefault(key).Machine;

    /// <summary>The machine's place among the items: the order of a schedule, and of shares (M-17).</summary>
    public int PlaceOf(string machine) => _places.GetValueOrDefault(machine, int.MaxValue);

    /// <summary>The charge priced again; null where the terms do not know it.</summary>
    /// <param name="customer">The contract's customer, billed where no other payer is named (B-1).</param>
    public Charge? Price(string key, string customer, ChargeFacts facts)
    {
        if (_meters.TryGetValue(key, out var meter))
        {
            if (ChargeKey.MinimumOf(key) is not null)
                return ChargePricing.Minimum(meter.Price, key, meter.Machine, customer, facts.Cycles);
            return ChargeKey.Counted(key) == key
                ? ChargePricing.Meter(meter.Price, meter.Machine, customer, facts.Cycles, facts.Counts, facts.Prepaid, facts.Unmade)
                : ChargePricing.Payer(meter.Price, key, meter.Machine, customer, facts.Cycles, facts.Counts);
        }

        if (_totals.TryGetValue(key, out var total))
            return ChargePricing.Total(total.Least, total.Machine, customer, facts.Cycles, facts.Came);
        return _fees.TryGetValue(key, out var fee) ? ChargePricing.Fee(fee.Fee, key, fee.Machine, customer, facts.Cycles, facts.Parts) : null;
    }
}

/// <summary>What the ledger keeps of a charge, from which its terms make the same charge again.</summary>
/// <param name="Counts">The copies it counts: another payer's part has them from the charge beside it.</param>
/// <param name="Prepaid">What it took of a prepaid life.</param>
/// <param name="Unmade">Copies of a rolling minimum that it gave back.</param>
/// <param name="Came">What the meters came to whose minimum it is.</param>
public sealed record ChargeFacts(
    Period[] Cycles, MeterCount[] Counts, PrepaidUse? Prepaid = null, IReadOnlyList<UnmadeCopies>? Unmade = null, decimal Came = 0)
{
    /// <summary>Cycles of a fee that it was owed for in part.</summary>
    public FeePart[] Parts { get; init; } = [];
}
