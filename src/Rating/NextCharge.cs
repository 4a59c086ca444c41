namespace Platen.Rating;

/// <summary>
/// For which periods a pool, or a meter priced alone, is charged next: the trade's "next min charge run period" and "next var
/// charge run period", which are kept nowhere but found (N-6, G-7).
/// </summary>
/// <param name="Charge">The key of its copies' charge.</param>
/// <param name="Machine">The machine's serial; null for a pool.</param>
/// <param name="Minimum">Null where there is no minimum, or none is charged any more.</param>
/// <param name="Variance">The copies, beyond what the minimum pays for; null where they are charged no more.</param>
public readonly record struct NextCharge(string Charge, MeterPrice Price, string? Machine, Period? Minimum, Period? Variance)
{
    /// <summary>The longest cycle, after the longest wait for its first period.</summary>
    const int MonthsAhead = 132;

    bool IsFound => Variance is not null && (Minimum is not null || !HasMinimum);

    /// <summary>They are not charged with the contract, or not together.</summary>
    public bool IsApart => Price.HasOwnCycle || Price.HasOwnMinimum;

    bool HasMinimum => Price.MinBilling != 0 || Price.ShortfallCharge is not null;

    /// <param name="contract">With what was billed of it before; its readings are not asked for.</param>
    /// <param name="machine">Only what this machine's meters are charged with; null: all.</param>
    public static IReadOnlyCollection<NextCharge> Of(ContractToRate contract, string? machine = null)
    {
        var next = new Dictionary<string, NextCharge>(StringComparer.Ordinal);
        if (contract.Versions.Length == 0)
            return next.Values;
        var schedule = new Schedule(contract.Versions, contract.Start, contract.End, contract.FinancialYearEndMonth);
        // What was missed before is due still, and so found from here too.
        var from = contract.BilledThrough.Values.Append(contract.Versions[0].From).Max();
        for (var period = from; period < from.AddMonths(MonthsAhead); period = period.AddMonths(1))
        {
            if (schedule.InForce(period) is not { } terms)
                continue;
            var cycles = new DueCycles(contract, schedule, terms, period);
            foreach (var (price, its, members) in Charges(contract, terms, machine))
            {
                var key = its is null ? ChargeKey.Pool(price.Type) : ChargeKey.Meter(its, price.Type);
                var known = next.GetValueOrDefault(key) with { Charge = key, Price = price, Machine = its };
                next[key] = known.IsFound ? known : known.OrIn(cycles, members, schedule.IsDue(price, period));
            }

            if (next.Values.All(charge => charge.IsFound))
                break;
        }

        return next.Values;
    }

    static IEnumerable<(MeterPrice Price, string? Machine, List<Member> Members)> Charges(ContractToRate contract, ContractTerms terms, string? machine)
    {
        var pools =
            from pool in Pool.Of(terms)
            select (pool.Price, Machine: (string?)null, pool.Members);
        var alone =
            from item in terms.Items
            from meter in item.Meters
            where !meter.Aggregate && item.Machine is not null
            select (Price: (MeterPrice)meter, item.Machine, Members: new List<(ContractItem Item, ItemMeter Meter)> { (item, meter) });
        return
            from charge in pools.Concat(alone)
            let members = charge.Members.FindAll(row => row.Item.Machine is { } serial && (machine ?? serial) == serial)
            where charge.Price.Active && members.Count > 0
            select (charge.Price, charge.Machine, members.ConvertAll(row => Member.Of(contract, row.Item, row.Meter)));
    }

    /// <summary>What was not found before may be in a period.</summary>
    NextCharge OrIn(DueCycles cycles, List<Member> members, bool isDue)
    {
        var (price, machine) = (Price, Machine);
        var counted = isDue && Variance is null ? members.FindAll(member => cycles.IsCounted(price, member)) : [];
        var variance = Variance ?? (counted.Count == 0 ? null : First(cycles.OfMeters(machine, price, [.. counted])));
        return this with
        {
            Variance = variance,
            Minimum = Minimum ?? (!HasMinimum ? null : price.HasOwnMinimum ? First(cycles.OfMinimum(machine, price, members).Due) : variance),
        };
    }

    static Period? First(Period[] due) => due.Length == 0 ? null : due[0];
}
