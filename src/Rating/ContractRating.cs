using System.Runtime.InteropServices;

namespace Platen.Rating;

/// <summary>
/// Rates a contract for a period: one pure function behind the preview, the run, the "why?" of a line and the re-rating of
/// history. What cannot be priced is a <see cref="Problem"/> beside the charges.
/// </summary>
public static class ContractRating
{
    public static RatedContract Rate(ContractToRate contract, Period period)
    {
        var schedule = new Schedule(contract.Versions, contract.Start, contract.End, contract.FinancialYearEndMonth);
        var terms = schedule.InForce(period);
        var isDue = schedule.IsDue(period);
        if (terms is null || (!isDue && !HasOwnCycles(terms)))
            return new(contract.Contract, contract.Customer, contract.Currency, contract.TaxRate, null, [], []);

        var rating = new OneRating(contract, terms, new DueCycles(contract, schedule, terms, period), period, isDue);
        return rating.Rate();
    }

    /// <summary>Some fee, copies or minimum may be due in months in which the contract is not (F-1, N-6).</summary>
    static bool HasOwnCycles(ContractTerms terms) =>
        terms.HasPrice(static price => price.HasOwnCycle || price.HasOwnMinimum) || terms.AggregateFees.Any(fee => fee.HasOwnCycle) || terms.Items.Any(item => item.Fees.Any(fee => fee.HasOwnCycle));
}

/// <summary>The work of rating one contract, which lives as long as the call.</summary>
/// <param name="isDue">The contract itself is due; if not, only what has a cycle of its own may be.</param>
sealed class OneRating(ContractToRate contract, ContractTerms terms, DueCycles cycles, Period period, bool isDue)
{
    readonly List<Charge> _charges = new(2 * terms.Items.Length);
    readonly List<Problem> _problems = [];
    readonly DateOnly _lastDay = period.LastDay;

    public RatedContract Rate()
    {
        if (contract.Only != ChargeKind.Fee)
        {
            foreach (var pool in Pool.Of(terms))
                RatePool(pool);
            foreach (var item in terms.Items)
                RateMachine(item);
            RateTotal(terms.MinimumTotal, null, 0, 0);
        }

        if (contract.Only != ChargeKind.Meter)
        {
            if (terms.HasPrice(static price => price.HasOwnMinimum))
                RateMinimums();
            RateFees(terms.AggregateFees, null);
            foreach (var item in terms.Items)
                RateFees(item.Fees, item);
        }

        return new(contract.Contract, contract.Customer, terms.Currency ?? contract.Currency,
            terms.TaxRate ?? contract.TaxRate, terms, _charges, _problems);
    }

    /// <summary>One price for the copies of all machines together (M-3); charged once, not once a machine.</summary>
    void RatePool(Pool pool)
    {
        if (!isDue && !pool.Price.HasOwnCycle)
            return;
        var members = new List<Member>(pool.Members.Count);
        foreach (var (item, meter) in pool.Members)
        {
            if (pool.Price.Active && item.Machine is not null && Member.Of(contract, item, meter) is var member && cycles.IsCounted(pool.Price, member))
                members.Add(member);
        }

        var ready = CollectionsMarshal.AsSpan(members);
        if (ready.Length == 0 || cycles.OfMeters(null, pool.Price, ready) is not { Length: > 0 } due)
            return;

        var counts = new MeterCount[ready.Length];
        var counted = 0;
        foreach (ref readonly var member in ready)
        {
            if (Count(member) is { } count)
                counts[counted++] = count;
        }

        var isPriced = pool.IsAlike(_problems);
        // A pool cannot be priced until every member is read (T180).
        if (isPriced && counted == counts.Length)
            AddCharge(pool.Price, null, due, counts, cycles.OfPrepaid(pool.Price.Type, due, members, counts));
    }

    /// <summary>Meters priced alone, each with its own minimum and allowance (M-12).</summary>
    void RateMachine(ContractItem item)
    {
        var (first, problems) = (_charges.Count, _problems.Count);
        foreach (var meter in item.Meters)
        {
            if (meter.Aggregate || !meter.Active || item.Machine is null || (!isDue && !meter.HasOwnCycle))
                continue;
            var member = Member.Of(contract, item, meter);
            if (!cycles.IsCounted(meter, member))
                continue;
            if (cycles.OfMeters(item.Machine, meter, [member]) is { Length: > 0 } due && Count(member) is { } count)
                AddCharge(meter, item.Machine, due, [count]);
        }

        RateTotal(item.MinimumTotal, item.Machine, first, problems);
    }

    /// <summary>What meters lack to the least that they cost together (N-8). They wait for each other: it is of all of them or none.</summary>
    /// <param name="first">Where their charges begin.</param>
    /// <param name="problems">Where their problems do.</param>
    void RateTotal(decimal? minimum, string? machine, int first, int problems)
    {
        if (minimum is null)
            return;
        if (_problems.Skip(problems).Any(problem => problem.Severity == Severity.Blocking))
            _charges.RemoveRange(first, _charges.Count - first);
        if (minimum is not { } least || _charges.Count == first
            || (contract.BilledThrough.TryGetValue(ChargeKey.Total(machine), out var billed) && billed >= period))
        {
            return;
        }

        var (due, came) = (_charges[first].Cycles, 0m);
        foreach (var charge in CollectionsMarshal.AsSpan(_charges)[first..])
        {
            due = charge.Cycles.Length > due.Length ? charge.Cycles : due;
            came += charge.Amount;
        }

        if (ChargePricing.Total(least, machine, _charges[first].BillTo, due, came) is { Amount: > 0 } total)
            _charges.Add(total);
    }

    void AddCharge(MeterPrice price, string? machine, Period[] due, MeterCount[] counts, PrepaidUse? prepaid = null)
    {
        var rolled = price.CreditsShortfall ? contract.Unmade?.GetValueOrDefault(machine is null ? ChargeKey.Pool(price.Type) : ChargeKey.Meter(machine, price.Type)) : null;
        var charge = ChargePricing.Meter(price.OfCopies(terms), machine, contract.Customer, due, counts, prepaid, rolled);
        if (charge.Copies < 0 && prepaid is not { UsedAfter: >= 0 })
        {
            _problems.Add(Problem.EstimateTooHigh(counts.MinBy(count => count.Copies)));
            return;
        }

        _charges.Add(Sold(price, charge));
        for (var i = 0; i < price.Payers.Length; i++)
            _charges.Add(ChargePricing.Payer(price.Payers[i].PriceBeside(price), ChargeKey.Payer(i, charge.Key), machine, contract.Customer, due, counts));
    }

    Charge Sold(MeterPrice price, Charge charge) =>
        price.Product is { } product && contract.Products.TryGetValue(product, out var known) ? charge with { Product = known } : charge;

    /// <summary>Minimums with a cycle of their own wait for no reading, and so are billed when fees are (N-6).</summary>
    void RateMinimums()
    {
        foreach (var pool in Pool.Of(terms))
            RateMinimum(pool.Price, null, pool.Members);
        foreach (var item in terms.Items)
        {
            foreach (var meter in item.Meters)
            {
                if (!meter.Aggregate)
                    RateMinimum(meter, item.Machine, [(item, meter)]);
            }
        }
    }

    void RateMinimum(MeterPrice price, string? machine, List<(ContractItem Item, ItemMeter Meter)> on)
    {
        if (!price.HasOwnMinimum || !price.Active)
            return;
        var members = on.FindAll(row => row.Item.Machine is not null).ConvertAll(row => Member.Of(contract, row.Item, row.Meter));
        var (key, due) = cycles.OfMinimum(machine, price, members);
        if (due.Length > 0)
            _charges.Add(Sold(price, ChargePricing.Minimum(price, key, machine, contract.Customer, due)));
    }

    /// <summary>
    /// A fee is due in every cycle whose billed month begins on a day inside its dates; one that goes by days, in every cycle
    /// that they cover some of (F-2, F-7).
    /// </summary>
    void RateFees(Fee[] fees, ContractItem? item)
    {
        if (fees.Length == 0)
            return;

        foreach (var (key, fee) in ChargeKey.Fees(fees, item))
        {
            if (!isDue && !fee.HasOwnCycle)
                continue;
            var (from, until) = DatesOf(fee, item);
            var due = cycles.OfFee(key, fee, item);
            var parts = fee.ProratedByDay ? Array.ConvertAll(due, cycle => cycles.PartOf(fee, cycle, from, until)) : [];
            due = [.. due.Where((cycle, i) => fee.ProratedByDay ? parts[i].Days > 0 : from <= cycle.FirstDay && (until is null || until >= cycle.FirstDay))];
            if (due.Length > 0)
                _charges.Add(ChargePricing.Fee(fee, key, item?.Machine, contract.Customer, due, [.. parts.Where(part => part is { Days: > 0, IsWhole: false })]));
        }
    }

    /// <summary>The first and the last day of a fee: its own, inside those of its item.</summary>
    (DateOnly From, DateOnly? Until) DatesOf(Fee fee, ContractItem? item)
    {
        var (begin, end) = (contract.BeginOf(item), contract.EndOf(item));
        return (fee.From > begin ? fee.From.Value : begin, fee.Until is { } until && (end is null || until < end) ? until : end);
    }

    MeterCount? Count(in Member member)
    {
        if (member.History is not { } history)
        {
            _problems.Add(Problem.Blocking(ProblemCode.UnknownMeter, member.Key,
                $"Machine {member.Item.Machine} has no {member.Meter.Type} meter. Add the meter to the machine, or take it off the contract."));
            return null;
        }

        // The later of the last closing billed and the start reading (RD-2).
        var opening = member.LastBilled is { } last
            ? (last.Date, last.Value, last.IsEstimate)
            : (member.Meter.ReadingDate, member.Meter.StartReading, false);
        var lastDay = contract.EndOf(member.Item) is { } end && end < _lastDay ? end : _lastDay;
        var count = Counting.Count(member.Key, history, opening, lastDay, contract.Window, out var problem);
        if (problem is not null)
            _problems.Add(problem);
        else if (count!.Value.Copies == 0)
            _problems.Add(Problem.Warning(ProblemCode.ZeroUsage, member.Key, "No copies since the last reading. Check that the machine is in use and was read."));

        return count;
    }
}
