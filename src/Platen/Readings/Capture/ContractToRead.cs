using Platen.Rating;

namespace Platen.Readings;

/// <summary>A meter that a version of terms wants read: on which days it is on the contract, and in which months it is due.</summary>
readonly record struct MeterToRead(
    int Id, DateOnly From, DateOnly Until, int CycleMonths, Period FirstBilling, DateOnly StartOn, long StartReading);

/// <summary>A contract's approved terms, as far as reading meters goes.</summary>
sealed record ContractToRead(int Id, DateOnly Start, DateOnly? End, int FinancialYearEndMonth, List<ContractTerms> Versions)
{
    static readonly DateOnly Open = new(9998, 12, 31);

    public IEnumerable<MeterToRead> Meters(IReadOnlyDictionary<MeterKey, int> ids)
    {
        var schedule = new Schedule([.. Versions], Start, End, FinancialYearEndMonth);
        for (var i = 0; i < Versions.Count; i++)
        {
            var terms = Versions[i];
            var until = i + 1 < Versions.Count ? Versions[i + 1].From.FirstDay.AddDays(-1) : Open;
            var first = FirstDue(schedule, terms, period => schedule.IsDue(period), terms.CycleMonths);
            foreach (var item in terms.Items)
            {
                if (item.Machine is not { } serial)
                    continue;
                var from = Latest(Start, terms.From.FirstDay, item.From ?? Start);
                var last = Earliest(End ?? Open, until, item.Until ?? Open);
                foreach (var meter in item.Meters)
                {
                    if (from > last || !terms.Bills(meter) || !ids.TryGetValue(new MeterKey(serial, meter.Type), out var id))
                        continue;
                    // Copies that are billed every third month need not be read in the months between (N-6).
                    var price = terms.PriceOf(meter);
                    var months = price.CycleMonths ?? terms.CycleMonths;
                    if (((price.CycleMonths ?? price.BillingPeriod) is null ? first : FirstDue(schedule, terms, period => schedule.IsDue(price, period), months)) is { } due)
                        yield return new MeterToRead(id, from, last, months, due, meter.ReadingDate, meter.StartReading);
                }
            }
        }
    }

    static Period? FirstDue(Schedule schedule, ContractTerms terms, Predicate<Period> isDue, int cycleMonths)
    {
        const int LongestWait = 12; // a financial period comes once a year
        for (var period = terms.From; period <= terms.From.AddMonths(LongestWait + cycleMonths); period = period.AddMonths(1))
        {
            if (ReferenceEquals(schedule.InForce(period), terms) && isDue(period))
                return period;
        }

        return null;
    }

    static DateOnly Latest(params ReadOnlySpan<DateOnly> days)
    {
        var latest = days[0];
        foreach (var day in days)
            latest = day > latest ? day : latest;
        return latest;
    }

    static DateOnly Earliest(params ReadOnlySpan<DateOnly> days)
    {
        var earliest = days[0];
        foreach (var day in days)
            earliest = day < earliest ? day : earliest;
        return earliest;
    }
}
