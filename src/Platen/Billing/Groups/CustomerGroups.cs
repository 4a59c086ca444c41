using Platen.Rating;

namespace Platen.Billing.Groups;

/// <summary>A customer's charge groups in a run: what of its contracts' charges goes through them, and what they owe for it.</summary>
/// <param name="asked">What the run bills: not every run takes all contracts (RUN-3).</param>
sealed class CustomerGroups(BillRequest asked, IReadOnlyList<GroupInput> groups, RunTables? tables)
{
    readonly Period _period = asked.Period;

    readonly Dictionary<string, GroupInput> _of = (
        from one in groups
        where one.ToRate.Terms.Covers(asked.Period)
        from member in one.Members
        where member.IsIn(asked.Period)
        select (member.Serial, one)).ToDictionary(member => member.Serial, member => member.one, StringComparer.Ordinal);

    readonly Dictionary<int, Problem> _unfit = [];

    /// <summary>The group through which a machine's meters are charged in this run.</summary>
    public string? NameOf(string machine) => _of.GetValueOrDefault(machine)?.ToRate.Terms.Name;

    /// <summary>Holds the contracts back whose charges cannot go through the groups of their machines.</summary>
    public List<(ContractInput Input, RatedContract Result)> Hold(List<(ContractInput Input, RatedContract Result)> rated)
    {
        if (_of.Count == 0)
            return rated;
        foreach (var (_, contract) in rated)
        {
            foreach (var (group, charge) in Grouped(contract))
            {
                if (Unfit(group.ToRate, contract, charge) is { } problem)
                    _unfit.TryAdd(group.Id, problem);
            }
        }

        return rated.ConvertAll(pair => (pair.Input, Grouped(pair.Result).Select(grouped => InTheWay(grouped.Group)).FirstOrDefault(problem => problem is not null) is { } problem
            ? pair.Result with { Problems = [.. pair.Result.Problems, problem] }
            : pair.Result));
    }

    IEnumerable<(GroupInput Group, Charge Charge)> Grouped(RatedContract contract) =>
        from charge in contract.Charges
        from machine in ChargeKey.MinimumOf(charge.Key) is null ? charge.Counts.Select(count => count.Meter.Machine) : Machines(contract, charge)
        let one = _of.GetValueOrDefault(machine)
        where one is not null
        select (one, charge);

    /// <summary>Those whose copies a minimum by itself pays for.</summary>
    static IEnumerable<string> Machines(RatedContract contract, Charge minimum) => minimum.Machine is { } machine ? [machine]
        : contract.Terms!.Items.Where(item => item.Meters.Any(meter => meter.Aggregate && meter.Type == minimum.Meter)).Select(item => item.Machine).OfType<string>();

    /// <summary>What a contract's charge says against its group (G-7).</summary>
    static Problem? Unfit(GroupToRate group, RatedContract contract, Charge charge)
    {
        var terms = group.Terms;
        if (contract.Currency != group.Currency)
            return Blocking($"Charge group {terms.Name} is in {group.Currency}, contract {contract.Contract} in {contract.Currency}. Take its machines out of the group, or bill both in one currency.");
        if (contract.Terms!.Items.Any(item => (charge.Machine ?? item.Machine) == item.Machine && item.Meters.Any(meter => meter.Type == charge.Meter && contract.Terms.IsBilledApart(meter))))
            return Blocking($"The {charge.Meter} price of contract {contract.Contract} has billing cycles of its own, and charge group {terms.Name} is charged every period. Bill minimum and copies with the contract, or take the machines out of the group.");
        return group.Billed.Count == 0 && charge.Cycles[0] < terms.Start
            ? Blocking($"Charge group {terms.Name} starts with {terms.Start}, but {charge.Key} of contract {contract.Contract} is next charged for {charge.Cycles[0]}. Bill {terms.Start.AddMonths(-1)} first, or let the group start with {charge.Cycles[0]}.")
            : null;
    }

    Problem? InTheWay(GroupInput group)
    {
        var name = group.ToRate.Terms.Name;
        if (GroupRating.IsSettled(group.ToRate, _period))
            return Blocking($"The cycle of charge group {name} is settled for {_period}: what was missed is billed with a later period.");
        return _unfit.ContainsKey(group.Id) || OfItself(group) is not null ? Blocking($"Waits for charge group {name}.") : null;
    }

    /// <summary>What stands in the way of a group whatever its contracts say.</summary>
    Problem? OfItself(GroupInput group)
    {
        var terms = group.ToRate.Terms;
        if (GroupRating.Overdue(group.ToRate, _period) is { } overdue)
        {
            return new(ProblemCode.GroupWaits, Severity.Blocking, null, null,
                $"Charge group {terms.Name} ends a cycle in {overdue}, which is not billed yet. Bill {overdue} first, so that what is used now does not count in it.");
        }

        // One that is on its way out, as a machine that was replaced, may have gone already: what it printed here is charged still.
        return terms.Covers(_period) && group.Members.FirstOrDefault(member => member.IsIn(_period) && member.Until is null && !member.IsCustomers) is { } stranger
            ? Blocking($"Machine {stranger.Serial} of charge group {terms.Name} is no longer at {terms.Customer}. Take it out of the group.")
            : null;
    }

    static Problem Blocking(string message) => Problem.Blocking(ProblemCode.GroupUnfit, message);

    /// <summary>Rates the groups with what the contracts bring that are not held back.</summary>
    /// <param name="rated">As <see cref="Hold"/> gives them.</param>
    /// <param name="left">Contracts that this run does not rate, or may not.</param>
    public IEnumerable<(GroupInput Group, RatedGroup Result)> Rate(
        IReadOnlyList<(ContractInput Input, RatedContract Result)> rated, IReadOnlyList<ContractInput> left, List<RunProblem> problems)
    {
        foreach (var group in groups)
        {
            var members = group.Members.Where(member => member.IsIn(_period)).Select(member => member.Serial).ToHashSet(StringComparer.Ordinal);
            var own = rated.Where(pair => Has(pair.Input, members)).ToList();
            if (own.Count == 0 && !asked.IsWhole && asked.ChargeGroups?.Contains(group.ToRate.Terms.Name) != true)
                continue;
            if ((_unfit.GetValueOrDefault(group.Id) ?? OfItself(group)) is { } unfit)
            {
                problems.Add(new RunProblem("", unfit, group.ToRate.Terms.Name));
                continue;
            }

            if (RateOne(group, own) is not { } result)
                continue;
            var waitsFor = own.Where(pair => pair.Result.IsIncomplete).Select(pair => pair.Input)
                .Concat(left.Where(input => Has(input, members) && !IsBilled(input, members))).Select(input => input.ToRate.Contract).ToList();
            if (result.Settles && result.Terms.Covers(_period) && waitsFor.Count > 0)
                problems.Add(new RunProblem("", Waits(result.Terms, waitsFor), result.Terms.Name));
            else
                yield return (group, result);
        }
    }

    Problem Waits(GroupTerms terms, List<string> contracts) => new(ProblemCode.GroupWaits, Severity.Blocking, null, null,
        $"Charge group {terms.Name} ends its cycle in {_period} and waits for {string.Join(", ", contracts.Order(StringComparer.Ordinal))}: all that was used must be counted first.");

    RatedGroup? RateOne(GroupInput group, IReadOnlyList<(ContractInput Input, RatedContract Result)> own)
    {
        var name = group.ToRate.Terms.Name;
        var used =
            from pair in own
            where !pair.Result.IsHeldBack
            from charge in pair.Result.Charges
            from count in Grouping.Of(charge, NameOf)
            where count.Group == name
            select new GroupUse(_period, count.Meter.Machine, count.Meter.Meter, count.Value);
        // One rate for what one agreement bills: the contracts' own where they agree (T-1).
        var rates = own.Where(pair => pair.Result.Terms is not null).Select(pair => pair.Result.TaxRate).Distinct().ToList();
        return GroupRating.Rate(group.ToRate with
        {
            Use = [.. group.ToRate.Use, .. used],
            TaxRate = rates.Count == 1 ? rates[0] : tables?.TaxRate ?? group.ToRate.TaxRate,
        }, _period);
    }

    static bool Has(ContractInput input, HashSet<string> members) => input.MeterIds.Keys.Any(meter => members.Contains(meter.Machine));

    /// <summary>Nothing more comes of the group's machines on it for this period.</summary>
    bool IsBilled(ContractInput input, HashSet<string> members) =>
        input.ToRate.Meters.Where(meter => members.Contains(meter.Key.Machine)).All(meter => meter.Value.LastBilled is { } last && last.Period >= _period);

    /// <summary>Notes on a charge's counts what of it goes through groups.</summary>
    public DraftedCount[] Mark(Charge charge, DraftedCount[] counts)
    {
        if (_of.Count == 0)
            return counts;
        foreach (var grouped in Grouping.Of(charge, NameOf))
        {
            var i = Array.FindIndex(charge.Counts, count => count.Meter == grouped.Meter);
            counts[i] = counts[i] with { Group = _of[grouped.Meter.Machine].Id, GroupValue = grouped.Value };
        }

        return counts;
    }
}
