namespace Platen.Rating;

/// <summary>When a machine's meters are charged next: the "next charge period" of the trade, which is kept nowhere but found (G-7).</summary>
public static class NextCharge
{
    const int MonthsAhead = 24;

    /// <param name="contract">With what was billed of the machine before; its readings are not asked for.</param>
    /// <param name="from">The period from which on it is asked; what was missed before it is found too.</param>
    /// <returns>Null where the contract charges nothing for its copies any more, or not yet.</returns>
    public static Period? Of(ContractToRate contract, string machine, Period from)
    {
        var schedule = new Schedule(contract.Versions, contract.Start, contract.End, contract.FinancialYearEndMonth);
        for (var period = from; period < from.AddMonths(MonthsAhead); period = period.AddMonths(1))
        {
            if (schedule.InForce(period) is not { } terms || !schedule.IsDue(period))
                continue;
            var cycles = new DueCycles(contract, schedule, terms, period);
            foreach (var item in terms.Items.Where(item => item.Machine == machine))
            {
                foreach (var meter in item.Meters.Where(terms.Bills))
                {
                    var member = Member.Of(contract, item, meter);
                    if (cycles.IsCounted(member) && cycles.OfMeters(meter.Aggregate ? null : machine, meter.Type, [member]) is [var first, ..])
                        return first;
                }
            }
        }

        return null;
    }
}
