namespace Platen.Rating;

/// <summary>
/// For which cycles the charges of one contract are billed in a period: none where it has been done already (RUN-7), more
/// than one where some were missed (M-18).
/// </summary>
sealed class DueCycles(ContractToRate contract, Schedule schedule, ContractTerms terms, Period period)
{
    readonly Period[] _thisOne = [period];
    readonly DateOnly _firstDay = period.FirstDay, _lastDay = period.LastDay;
    readonly Period _before = period.AddMonths(-1);
    readonly bool _isFirstRun = IsFirstRun(contract, period);
    Period? _firstUnbilled, _firstCounted;
    bool? _hasOwnCycles;
    (Period Through, Period[] Cycles)? _lastDue;

    /// <summary>
    /// The cycles of a pool, or of a meter priced alone: those since it was last billed, and since its machines began. Not
    /// after the last of them has left.
    /// </summary>
    /// <param name="machine">The machine's serial; null for a pool.</param>
    public Period[] OfMeters(string? machine, MeterPrice price, ReadOnlySpan<Member> members)
    {
        var through = _before; // a machine that joins late in the period is billed for it
        foreach (ref readonly var member in members)
            through = Earlier(through, BilledThrough(member));
        if (through == _before && _isFirstRun && !price.HasOwnCycle)
            return _thisOne;

        var cycles = price.HasOwnCycle || (through < _before && HasOwnCycles) ? OfCopies(machine, price.Type, through) : After(KeyOf(machine, price.Type), through);
        return cycles.Length < 2 ? cycles : MadeUpFor(cycles, machine, price.Type, LastLeft(members));
    }

    /// <summary>Copies that some version bills in a cycle of their own (N-6).</summary>
    Period[] OfCopies(string? machine, string meter, Period through) => OfOwnCycle(
        Later(through, contract.BilledThrough.GetValueOrDefault(KeyOf(machine, meter), through)), version => CadenceIn(version, machine, meter));

    /// <summary>Without those that were not billed for another reason than that they were missed.</summary>
    /// <param name="left">When the last machine left; null while one stays on.</param>
    Period[] MadeUpFor(Period[] cycles, string? machine, string meter, DateOnly? left)
    {
        cycles = [.. cycles.Where(cycle => IsActive(schedule.InForce(cycle)!, machine, meter))];
        if (left is not { } last || last >= _firstDay)
            return cycles;
        return [.. cycles.Where((cycle, i) => i == 0 || schedule.Covers(CadenceIn(schedule.InForce(cycle)!, machine, meter).CycleMonths, cycle).FirstDay <= last)];
    }

    /// <summary>Some version bills copies at other times than the contract, which then are looked for by their own cycles.</summary>
    bool HasOwnCycles => _hasOwnCycles ??= Array.Exists(contract.Versions, version => version.HasPrice(static price => price.HasOwnCycle));

    static string KeyOf(string? machine, string meter) => machine is null ? ChargeKey.Pool(meter) : ChargeKey.Meter(machine, meter);

    /// <summary>When a version bills the copies of a pool, or of a meter priced alone; with the contract, where it does not name it.</summary>
    static Cadence CadenceIn(ContractTerms version, string? machine, string meter) =>
        PriceIn(version, machine, meter) is { } price ? Cadence.OfCopies(version, price) : Cadence.Of(version)!.Value;

    /// <summary>The price of a pool, or of a meter priced alone, in a version; null where it has none.</summary>
    static MeterPrice? PriceIn(ContractTerms version, string? machine, string meter) => machine is null
        ? Pool.Of(version).Find(pool => pool.Price.Type == meter)?.Price
        : version.Items.Where(item => item.Machine == machine).SelectMany(item => item.Meters).FirstOrDefault(row => row.Type == meter && !row.Aggregate);

    /// <summary>
    /// The cycles of a minimum that is billed by itself (N-6), by its charge's key: those since it was last billed, or since its
    /// machines began, in whose month one of them is on the contract. What copies were billed with their minimum for before the
    /// terms took it apart is not billed again.
    /// </summary>
    public (string Key, Period[] Due) OfMinimum(string? machine, MeterPrice price, List<Member> members)
    {
        var (copies, meter) = (KeyOf(machine, price.Type), price.Type);
        var key = ChargeKey.Minimum(copies);
        if (members.Count == 0)
            return (key, []);
        if (!contract.BilledThrough.TryGetValue(key, out var through))
            through = members.Min(FirstOf).AddMonths(-1);
        var due = OfOwnCycle(through, version => PriceIn(version, machine, meter) is { Active: true } its ? Cadence.OfMinimum(version, its) : null);
        return (key, [.. due.Where(cycle => members.Exists(member => IsOn(member, cycle)) && !IsBilledWithCopies(cycle))]);

        bool IsBilledWithCopies(Period cycle) =>
            contract.BilledThrough.TryGetValue(copies, out var billed) && cycle <= billed && PriceIn(schedule.InForce(cycle)!, machine, meter) is { HasOwnMinimum: false };
    }

    bool IsOn(in Member member, Period month) =>
        FirstOf(member) <= month && (contract.EndOf(member.Item) is not { } end || end >= month.FirstDay);

    /// <summary>Whether a version bills a pool, or a meter priced alone; one that does not name it leaves that open.</summary>
    static bool IsActive(ContractTerms version, string? machine, string meter) => machine is null
        ? version.AggregateMeters.All(row => row.Type != meter || row.Active)
        : version.Items.All(item => item.Machine != machine || item.Meters.All(row => row.Type != meter || row.Active));

    /// <summary>
    /// What a pool's copies take of the prepaid life that runs in these cycles; null where none does (P-3). One that a later
    /// version no longer has is still that of the cycles that were missed before it.
    /// </summary>
    public PrepaidUse? OfPrepaid(string meter, Period[] due, List<Member> members, MeterCount[] counts)
    {
        if (terms.Prepaid.Length == 0 && (due.Length == 1 || schedule.InForce(due[0])!.Prepaid.Length == 0))
            return null;
        if ((PrepaidOf(terms, meter) ?? PrepaidOf(schedule.InForce(due[0])!, meter)) is not { } row)
            return null;

        var cycles = Array.ConvertAll(due, cycle => new Days(FirstDayOf(cycle), cycle.LastDay));
        var days = new Days(
            contract.Start > cycles[0].First ? contract.Start : cycles[0].First,
            contract.End is { } end && end < _lastDay ? end : _lastDay);
        var soFar = contract.Prepaid?.GetValueOrDefault((meter, row.Start)) ?? default;
        return new PrepaidSplit(row, soFar, days, cycles).Of(members, counts);
    }

    static PrepaidMeter? PrepaidOf(ContractTerms version, string meter) =>
        Array.Find(version.Prepaid, row => row.Marked && row.Type == meter);

    /// <summary>The first day of the months that a cycle covers, named by the period it ends in.</summary>
    DateOnly FirstDayOf(Period cycle) => schedule.Covers(schedule.InForce(cycle)!, cycle).FirstDay;

    /// <summary>The last day of the machine that stays longest; null when one stays on.</summary>
    DateOnly? LastLeft(ReadOnlySpan<Member> members)
    {
        var left = DateOnly.MinValue;
        foreach (ref readonly var member in members)
        {
            if (contract.EndOf(member.Item) is not { } end)
                return null;
            left = end > left ? end : left;
        }

        return left;
    }

    /// <summary>The cycles of a fee: those since it was last billed, or since the terms have it and machines were counted.</summary>
    public Period[] OfFee(string key, Fee fee, ContractItem? item)
    {
        if (!contract.BilledThrough.TryGetValue(key, out var billed))
            billed = Later(SinceFee(fee, item), _firstCounted ??= FirstCounted()).AddMonths(-1);
        else if (billed < _before)
            billed = Later(billed, SinceFee(fee, item).AddMonths(-1)); // billed once, it is made up for since then, whatever was counted
        return fee.HasOwnCycle
            ? OfOwnCycle(billed, version => FeeOf(version, key, item) is { } its ? Cadence.Of(version, its) : null)
            : After(key, billed);
    }

    /// <summary>What of a fee's cycle lies between two days (F-7).</summary>
    public FeePart PartOf(Fee fee, Period cycle, DateOnly from, DateOnly? until) =>
        FeePart.In(cycle, fee.CycleMonths ?? schedule.InForce(cycle)!.CycleMonths, from, until);

    /// <summary>What has a cycle of its own (F-1, N-6) is due when that says so, also in months in which the contract is not.</summary>
    Period[] OfOwnCycle(Period through, Func<ContractTerms, Cadence?> cadenceOf)
    {
        var due = schedule.DueAfter(through, period, cadenceOf);
        return due.Length == 0 || due[^1] != period ? [] : NotSuspended(due);
    }

    static Fee? FeeOf(ContractTerms version, string key, ContractItem? item)
    {
        var fees = item is null
            ? ChargeKey.Fees(version.AggregateFees, null)
            : version.Items.Where(other => other.Machine == item.Machine && other.Location == item.Location)
                .SelectMany(other => ChargeKey.Fees(other.Fees, other));
        return fees.FirstOrDefault(fee => fee.Key == key).Fee;
    }

    /// <summary>Whether an item's meter has copies to count: it is on the contract, was read, and is not yet billed to its end.</summary>
    public bool IsCounted(MeterPrice price, in Member member)
    {
        var item = member.Item;
        if (contract.BeginOf(item) > _lastDay || member.Meter.ReadingDate >= _lastDay)
            return false;
        if (contract.EndOf(item) is not { } end || end >= _firstDay)
            return true;
        var through = member.LastBilled is { } last ? last.Period : Earlier(_firstUnbilled ??= FirstUnbilled(), schedule.Covers(terms, price, period)).AddMonths(-1);
        return through < Period.Of(end);
    }

    /// <summary>Nothing of the contract was billed in this period yet, so that none of its charges need be looked for.</summary>
    static bool IsFirstRun(ContractToRate contract, Period period)
    {
        foreach (var billed in contract.BilledThrough.Values)
        {
            if (billed >= period)
                return false;
        }

        return true;
    }

    Period[] After(string key, Period through)
    {
        if (contract.BilledThrough.TryGetValue(key, out var billed))
            through = Later(through, billed);
        if (through >= period)
            return [];
        if (through == _before)
            return _thisOne;

        // Most charges of a contract were last billed together.
        if (_lastDue is not { } last || last.Through != through)
            _lastDue = last = (through, DueAfter(through));
        return last.Cycles;
    }

    Period[] DueAfter(Period through) => NotSuspended(schedule.DueAfter(through, period));

    Period[] NotSuspended(Period[] due) =>
        contract.Suspended.Count == 0 ? due : [.. due.Where(cycle => cycle == period || !contract.Suspended.Contains(cycle))];

    /// <summary>The period of the meter's last closing; before the first, the month before it began.</summary>
    Period BilledThrough(in Member member) =>
        member.LastBilled is { } last ? last.Period : FirstOf(member).AddMonths(-1);

    /// <summary>
    /// The first month of a meter on the contract: the one that begins at the start reading, read as the month end it may
    /// close by RD-7, and not before the item is on the contract and in its terms.
    /// </summary>
    Period FirstOf(Member member)
    {
        var read = Period.Of(member.Meter.ReadingDate.AddDays(contract.Window.DaysBefore + 1));
        var since = contract.Versions.Length == 1 ? terms.From : Since(member.Item.Machine!, member.Meter.Type);
        return Later(Later(read, Period.Of(contract.BeginOf(member.Item))), since);
    }

    Period Since(string machine, string meter) => schedule.Since(period, version => version.Items.Any(other =>
        other.Machine == machine && other.Meters.Any(its => its.Type == meter)));

    /// <summary>The first month of the contract that a machine on it has not been billed for.</summary>
    Period FirstUnbilled()
    {
        var first = schedule.Covers(terms, period);
        foreach (var member in Present())
            first = Earlier(first, BilledThrough(member).AddMonths(1));
        return first;
    }

    /// <summary>The first month in which a machine now on the contract was; the period itself where there is none.</summary>
    Period FirstCounted()
    {
        var first = period;
        foreach (var member in Present())
            first = Earlier(first, FirstOf(member));
        return first;
    }

    IEnumerable<Member> Present() =>
        from item in terms.Items
        where item.Machine is not null && contract.BeginOf(item) <= _lastDay
            && (contract.EndOf(item) is not { } end || end >= _firstDay)
        from meter in item.Meters
        select Member.Of(contract, item, meter);

    Period SinceFee(Fee fee, ContractItem? item) => schedule.Since(period, version => HasFee(version, fee.Type, item));

    static bool HasFee(ContractTerms version, string type, ContractItem? item) => item is null
        ? version.AggregateFees.Any(fee => fee.Type == type)
        : version.Items.Any(other => other.Machine == item.Machine && other.Location == item.Location
            && other.Fees.Any(fee => fee.Type == type));

    static Period Earlier(Period a, Period b) => a < b ? a : b;

    static Period Later(Period a, Period b) => a > b ? a : b;
}
