namespace Platen.Rating;

/// <summary>A pool: one price, and the machines' meters whose copies it prices together (M-3).</summary>
sealed record Pool(MeterPrice Price, List<(ContractItem Item, ItemMeter Meter)> Members)
{
    /// <summary>
    /// The pools of a contract's terms: its aggregate rows, then those of the pre-2.3 form, whose price is repeated on every
    /// item.
    /// </summary>
    public static List<Pool> Of(ContractTerms terms)
    {
        var pools = new List<Pool>(terms.AggregateMeters.Length);
        foreach (var row in terms.AggregateMeters)
            pools.Add(new Pool(row, []));

        foreach (var item in terms.Items)
        {
            foreach (var meter in item.Meters)
            {
                if (meter is { Aggregate: true, Active: true })
                    PoolOf(meter, pools).Members.Add((item, meter));
            }
        }

        return pools;
    }

    static Pool PoolOf(ItemMeter meter, List<Pool> pools)
    {
        foreach (var pool in pools)
        {
            if (pool.Price.Type == meter.Type)
                return pool;
        }

        pools.Add(new Pool(meter, []));
        return pools[^1];
    }

    /// <summary>
    /// In the pre-2.3 form all items must say the same, else the pool has no price: a problem names each that differs from
    /// the first (M-15).
    /// </summary>
    public bool IsAlike(List<Problem> problems)
    {
        var isAlike = true;
        foreach (var (item, meter) in Price is ItemMeter ? Members : [])
        {
            if (SayTheSame(Price, meter))
                continue;
            isAlike = false;
            problems.Add(Problem.Blocking(ProblemCode.PoolPricesDiffer, new MeterKey(item.Machine ?? "", meter.Type),
                $"The {meter.Type} price of machine {item.Machine} differs from that of {Members[0].Item.Machine}. In one pool every item must say the same; set the price once, in the aggregate frame."));
        }

        return isAlike;
    }

    static bool SayTheSame(MeterPrice a, MeterPrice b) =>
        ReferenceEquals(a, b)
        || (a.MinBilling == b.MinBilling && a.MinQuantity == b.MinQuantity && a.Method == b.Method && a.BillTo == b.BillTo
            && a.CycleMonths == b.CycleMonths && a.BillingPeriod == b.BillingPeriod && a.MinimumCycleMonths == b.MinimumCycleMonths && a.MinimumPeriod == b.MinimumPeriod
            && a.Supplier == b.Supplier && a.Account == b.Account && a.FinanceAmount == b.FinanceAmount && a.Levels.SequenceEqual(b.Levels));
}
