namespace Platen.Rating;

/// <summary>A pool: one price, and the machines' meters whose copies it prices together (M-3).</summary>
sealed record Pool(MeterPrice Price, IReadOnlyList<(ContractItem Item, ItemMeter Meter)> Members)
{
    /// <summary>
    /// The pools of a contract's terms: its aggregate rows, then in the pre-2.3 form the prices repeated on every item,
    /// which must all be alike (M-15).
    /// </summary>
    public static List<Pool> Of(ContractTerms terms, List<Problem> problems)
    {
        var pools = new List<Pool>(terms.AggregateMeters.Count);
        foreach (var row in terms.AggregateMeters)
            pools.Add(new Pool(row, MembersOf(terms, row.Type)));

        foreach (var item in terms.Items)
        {
            foreach (var meter in item.Meters)
            {
                if (!meter.Aggregate || pools.Exists(pool => pool.Price.Type == meter.Type))
                    continue;
                var pool = new Pool(meter, MembersOf(terms, meter.Type));
                pools.Add(pool);
                pool.CheckAlike(problems);
            }
        }

        return pools;
    }

    static List<(ContractItem, ItemMeter)> MembersOf(ContractTerms terms, string type)
    {
        var members = new List<(ContractItem, ItemMeter)>();
        foreach (var item in terms.Items)
        {
            foreach (var meter in item.Meters)
            {
                if (meter.Aggregate && meter.Type == type)
                    members.Add((item, meter));
            }
        }

        return members;
    }

    void CheckAlike(List<Problem> problems)
    {
        foreach (var (item, meter) in Members)
        {
            if (!Alike(Price, meter))
            {
                problems.Add(Problem.Blocking(ProblemCode.PoolPricesDiffer, new MeterKey(item.Machine ?? "", meter.Type),
                    $"The {meter.Type} price of machine {item.Machine} differs from that of {Members[0].Item.Machine}. In one pool every item must say the same; set the price once, in the aggregate frame."));
            }
        }
    }

    static bool Alike(MeterPrice a, MeterPrice b) =>
        a.MinBilling == b.MinBilling && a.MinQuantity == b.MinQuantity && a.Method == b.Method && a.BillTo == b.BillTo
        && a.Levels.SequenceEqual(b.Levels);
}
