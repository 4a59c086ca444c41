using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Data;
using Platen.Machines;
using Platen.Rating;
using Platen.Readings;
using Platen.Settings;
using Platen.Setup;

namespace Platen.Billing.Trials;

/// <summary>
/// A contract as it is written now, put back into a past month: terms and first day, and each counter as it stood before that
/// month, on whichever contract it was then.
/// </summary>
sealed class TrialInputs(Db db)
{
    /// <summary>How far back a counter's last closing is looked for.</summary>
    const int Months = 15;

    /// <param name="contract">Null: a new one.</param>
    public async Task<ContractToRate> Read(int? contract, ContractProposal proposal, Period month, CancellationToken cancellation)
    {
        var company = await db.Company.SingleAsync(cancellation);
        var customer = await db.Customers.SingleAsync(row => row.Code == proposal.Header.Customer, cancellation);
        var start = BackTo(Period.Of(proposal.Header.Start), month) is var begin && begin == Period.Of(proposal.Header.Start) ? proposal.Header.Start : begin.FirstDay;
        var terms = proposal.Terms! with { From = BackTo(proposal.Terms.From, month) };
        var schedule = new Schedule([terms], start, proposal.End, company.FinancialYearEndMonth);
        var window = (await Rules(cancellation)).Window;
        var meters = await Meters(terms, month, window, cancellation);
        terms = terms with { Items = [.. terms.Items.Select(item => Opened(item, meters, meter => schedule.Covers(terms, terms.PriceOf(meter), month).FirstDay))] };
        return new ContractToRate
        {
            Contract = proposal.Number ?? "",
            Customer = customer.Code,
            Currency = customer.Currency ?? company.Currency,
            TaxRate = await ListSetup.UsualTax(db, company, month.LastDay, cancellation),
            FinancialYearEndMonth = company.FinancialYearEndMonth,
            Start = start,
            End = proposal.End,
            Versions = [terms],
            Meters = meters,
            BilledThrough = Keys(terms).Distinct().ToDictionary(key => key, _ => month.AddMonths(-1)),
            Prepaid = await Prepaid(contract, month, cancellation),
            Window = window,
        };
    }

    /// <summary>The same month of a year before, until it is not after the month that is asked for: cycles fall as they will.</summary>
    static Period BackTo(Period from, Period month) => from <= month ? from : from.AddMonths(-12 * ((from.MonthsSince(month) + 11) / 12));

    /// <summary>All that it charges for, as if it was billed up to the month before.</summary>
    static IEnumerable<string> Keys(ContractTerms terms) =>
    [
        .. MeterKeys(terms).SelectMany(key => new[] { key, ChargeKey.Minimum(key) }),
        .. ChargeKey.Fees(terms.AggregateFees, null).Select(fee => fee.Key),
        .. terms.Items.SelectMany(item => ChargeKey.Fees(item.Fees, item)).Select(fee => fee.Key),
    ];

    static IEnumerable<string> MeterKeys(ContractTerms terms) =>
        terms.MeterTypes().Select(ChargeKey.Pool).Concat(terms.Items.SelectMany(item => item.Meters.Select(meter => ChargeKey.Meter(item.Machine, meter.Type))));

    /// <summary>A counter whose start reading is of the month or later, or that was never billed, opens with the last reading before the month.</summary>
    static ContractItem Opened(ContractItem item, Dictionary<MeterKey, MeterHistory> meters, Func<ItemMeter, DateOnly> opensOn) => item with
    {
        Meters =
        [
            .. from meter in item.Meters
               let history = item.Machine is null ? null : meters.GetValueOrDefault(new MeterKey(item.Machine, meter.Type))
               let opens = opensOn(meter)
               let isOpened = meter.ReadingDate < opens
               let before = isOpened && history?.LastBilled is not null ? null : history?.Readings
                   .Where(reading => reading.Date < opens && !reading.Held && (!isOpened || reading.Date > meter.ReadingDate)).Select(reading => (MeterReading?)reading).LastOrDefault()
               select before is { } reading ? meter with { ReadingDate = reading.Date, StartReading = reading.After }
                   : history?.LastBilled is { } last && meter.ReadingDate > last.Date ? meter with { ReadingDate = last.Date } : meter,
        ],
    };

    async Task<Dictionary<MeterKey, MeterHistory>> Meters(ContractTerms terms, Period month, ReadingWindow window, CancellationToken cancellation)
    {
        var (serials, since, until) = (terms.Items.Select(item => item.Machine).OfType<string>().Distinct().ToList(), month.AddMonths(-Months), window.Latest(month.LastDay));
        var resetting = await MeterTypes.Resetting(db.Database.GetDbConnection(), cancellation);
        var meters = await (
            from meter in db.Meters
            join machine in db.Machines on meter.MachineId equals machine.Id
            where EF.Parameter(serials).Contains(machine.Serial)
            select new { machine.Serial, Meter = meter }).ToListAsync(cancellation);
        var ids = meters.ConvertAll(row => row.Meter.Id);
        var billed = (await db.BilledUsage.Where(usage => EF.Parameter(ids).Contains(usage.MeterId) && usage.Period >= since && usage.Period < month).ToListAsync(cancellation))
            .ToLookup(usage => usage.MeterId);
        var firstDay = since.FirstDay;
        var readings = (await db.Readings.Where(reading => EF.Parameter(ids).Contains(reading.MeterId) && reading.State != ReadingState.Superseded
                && reading.ReadOn >= firstDay && reading.ReadOn <= until).OrderBy(reading => reading.ReadOn).ThenBy(reading => reading.Id).ToListAsync(cancellation))
            .ToLookup(reading => reading.MeterId);
        return meters.ToDictionary(row => new MeterKey(row.Serial, row.Meter.Type), row => History(row.Meter, billed[row.Meter.Id], readings[row.Meter.Id], resetting.Contains(row.Meter.Type)));
    }

    static MeterHistory History(Meter meter, IEnumerable<BilledUsage> billed, IEnumerable<Reading> readings, bool resets) => new(
        meter.RollsOverAt,
        billed.MaxBy(usage => usage.Period) is { } last
            ? new BilledReading(last.Period, last.ClosedOn, last.CounterAfter, last.Source.IsEstimate)
            : null,
        [.. readings.Select(reading => reading.ToReading())],
        resets);

    async Task<ReadingRules> Rules(CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        return await SettingsStore.Get<ReadingRules>(db.Database.GetDbConnection(), cancellation);
    }

    async Task<Dictionary<(string, DateOnly), PrepaidSoFar>> Prepaid(int? contract, Period month, CancellationToken cancellation) =>
        (await db.BilledPrepaid.Where(row => row.ContractId == contract && row.Period < month).ToListAsync(cancellation))
        .GroupBy(row => (row.Meter, row.StartsOn))
        .ToDictionary(life => life.Key, life => new PrepaidSoFar(life.Sum(row => row.Used), life.Any(row => row.IsOver)));
}
