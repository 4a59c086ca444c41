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
        var rating = new OneRating(contract, schedule, period);
        if (schedule.InForce(period) is { } terms && schedule.IsDue(period))
            rating.Rate(terms);

        return rating.Result();
    }
}

/// <summary>The work of rating one contract, which lives as long as the call.</summary>
sealed class OneRating(ContractToRate contract, Schedule schedule, Period period)
{
    readonly List<Charge> _charges = [];
    readonly List<Problem> _problems = [];
    ContractTerms? _terms;

    public RatedContract Result() => new(
        contract.Contract, contract.Customer, _terms?.Currency ?? contract.Currency, _terms?.TaxRate ?? contract.TaxRate,
        _terms, _charges, _problems);

    public void Rate(ContractTerms terms)
    {
        _terms = terms;
        if (contract.Only != ChargeKind.Fee)
        {
            foreach (var pool in Pool.Of(terms, _problems))
                RatePool(pool);
            foreach (var item in terms.Items)
                RateMachine(item);
        }

        if (contract.Only != ChargeKind.Meter)
        {
            RateFees(terms.AggregateFees, null);
            foreach (var item in terms.Items)
                RateFees(item.Fees, item);
        }
    }

    /// <summary>One price for the copies of all machines together (M-3); charged once, not once a machine.</summary>
    void RatePool(Pool pool)
    {
        var key = ChargeKey.Pool(pool.Price.Type);
        var members = pool.Members.Where(member => Counts(member.Item, member.Meter)).ToList();
        if (members.Count == 0 || Cycles(ChargeKind.Meter, key, members.Select(member => member.Meter.ReadingDate)) is not { Count: > 0 } cycles)
            return;

        var counts = new List<MeterCount>(members.Count);
        foreach (var (item, meter) in members)
        {
            if (Count(item, meter) is { } count)
                counts.Add(count);
        }

        // A pool cannot be priced until every member is read (RUN, T180).
        if (counts.Count == members.Count)
            _charges.Add(ChargePricing.Meter(pool.Price, key, null, contract.Customer, cycles, counts));
    }

    /// <summary>Meters priced alone, each with its own minimum and allowance (M-12).</summary>
    void RateMachine(ContractItem item)
    {
        foreach (var meter in item.Meters)
        {
            if (meter.Aggregate || !Counts(item, meter))
                continue;
            var key = ChargeKey.Meter(item.Machine, meter.Type);
            if (Cycles(ChargeKind.Meter, key, [meter.ReadingDate]) is { Count: > 0 } cycles && Count(item, meter) is { } count)
                _charges.Add(ChargePricing.Meter(meter, key, item.Machine, contract.Customer, cycles, [count]));
        }
    }

    /// <summary>A fee is due in every cycle whose billed month begins on a day inside its dates (F-2, F-7).</summary>
    void RateFees(IReadOnlyList<Fee> fees, ContractItem? item)
    {
        foreach (var (key, fee) in ChargeKey.Fees(fees, item))
        {
            var cycles = Cycles(ChargeKind.Fee, key, StartReadings()).Where(cycle => IsDue(fee, item, cycle.FirstDay)).ToList();
            if (cycles.Count > 0)
                _charges.Add(ChargePricing.Fee(fee, key, item?.Machine, contract.Customer, cycles));
        }
    }

    bool IsDue(Fee fee, ContractItem? item, DateOnly firstDay) =>
        (fee.From ?? Begin(item)) <= firstDay && Begin(item) <= firstDay
        && (fee.Until is not { } until || until >= firstDay) && (End(item) is not { } end || end >= firstDay);

    DateOnly Begin(ContractItem? item) => item?.From is { } from && from > contract.Start ? from : contract.Start;

    DateOnly? End(ContractItem? item) =>
        item?.Until is { } until && (contract.End is null || until < contract.End) ? until : contract.End;

    /// <summary>Whether an item's meter has copies to count: it is on the contract, was read, and is not yet billed to its end.</summary>
    bool Counts(ContractItem item, ItemMeter meter)
    {
        if (item.Machine is null || Begin(item) > period.LastDay || meter.ReadingDate >= period.LastDay)
            return false;
        if (End(item) is not { } end || end >= period.FirstDay)
            return true;
        return LastBilled(item, meter) is { } last
            ? last.Period < Period.Of(end)
            : end >= FirstUnbilled(ChargeKind.Meter, StartReadings()).FirstDay;
    }

    MeterCount? Count(ContractItem item, ItemMeter meter)
    {
        var key = new MeterKey(item.Machine!, meter.Type);
        if (!contract.Meters.TryGetValue(key, out var history))
        {
            _problems.Add(Problem.Blocking(ProblemCode.UnknownMeter, key,
                $"Machine {key.Machine} has no {key.Meter} meter. Add the meter to the machine, or take it off the contract."));
            return null;
        }

        // The later of the last closing billed and the start reading: an item that came back starts anew (RD-2).
        var opening = history.LastBilled is { } last && last.Date >= meter.ReadingDate
            ? (last.Date, last.Value, last.IsEstimate)
            : (meter.ReadingDate, meter.StartReading, false);
        var lastDay = End(item) is { } end && end < period.LastDay ? end : period.LastDay;
        var count = Counting.Count(key, history, opening, lastDay, out var problem);
        if (problem is not null)
            _problems.Add(problem);
        else if (count!.Copies == 0)
            _problems.Add(Problem.Warning(ProblemCode.ZeroUsage, key, "No copies since the last reading. Check that the machine is in use and was read."));

        return count;
    }

    BilledReading? LastBilled(ContractItem item, ItemMeter meter) =>
        contract.Meters.TryGetValue(new MeterKey(item.Machine!, meter.Type), out var history) ? history.LastBilled : null;

    /// <summary>
    /// The cycles a charge is billed for: none when it has been billed for the period already (RUN-7), more than one when
    /// some were missed since it was last billed, or since its machines' start readings (M-18).
    /// </summary>
    IReadOnlyList<Period> Cycles(ChargeKind kind, string key, IEnumerable<DateOnly> startReadings)
    {
        var after = contract.BilledThrough.TryGetValue(key, out var billed) ? billed : FirstUnbilled(kind, startReadings).AddMonths(-1);
        return after >= period ? [] : schedule.DueAfter(after, period);
    }

    /// <summary>
    /// The first month that no bill covers: after the last billing of this kind of charge, else the month that begins at
    /// the earliest start reading, read as the month end it may close by RD-7. Never after the period itself, so that a
    /// machine that joins late in it is billed.
    /// </summary>
    Period FirstUnbilled(ChargeKind kind, IEnumerable<DateOnly> startReadings)
    {
        var first = period;
        foreach (var read in startReadings)
        {
            var month = Period.Of(read.AddDays(Counting.DaysBefore + 1));
            if (month < first)
                first = month;
        }

        foreach (var (key, billed) in contract.BilledThrough)
        {
            if (billed >= first && billed < period && key.StartsWith("fee/", StringComparison.Ordinal) == (kind == ChargeKind.Fee))
                first = billed.AddMonths(1);
        }

        return first;
    }

    IEnumerable<DateOnly> StartReadings() =>
        _terms!.Items.Where(item => End(item) is not { } end || end >= period.FirstDay)
            .SelectMany(item => item.Meters).Select(meter => meter.ReadingDate);
}
