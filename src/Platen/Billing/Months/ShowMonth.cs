using Microsoft.EntityFrameworkCore;
using Platen.Contracts;
using Platen.Data;
using Platen.Rating;
using Platen.Readings;

namespace Platen.Billing.Months;

/// <summary>How a month stands at each of its stations, in a few counts.</summary>
sealed class ShowMonth(Db db)
{
    public async Task<MonthStanding> Run(Period period, CancellationToken cancellation)
    {
        var due = DueMeters(period);
        var runs = await db.Runs.Where(run => run.Period == period).OrderBy(run => run.Id).ToListAsync(cancellation);
        var open = runs.LastOrDefault(run => run.State != RunState.Posted);
        var last = runs.LastOrDefault()?.Id ?? 0;
        var drafted = db.DraftInvoices.Where(invoice => invoice.RunId == last);
        var posted = db.Invoices.Where(invoice => invoice.Period == period);
        return new MonthStanding
        {
            Period = period,
            Meters = await due.CountAsync(cancellation),
            Read = await due.CountAsync(meter => InWindow(period).Any(reading => reading.MeterId == meter), cancellation),
            Held = await HeldReadings(period).CountAsync(cancellation),
            OpenRun = open?.Id,
            LastRun = runs.LastOrDefault()?.Id,
            Working = open?.State is RunState.Rating or RunState.Posting,
            HeldBack = await db.RunExceptions.Where(row => row.RunId == last && row.Severity == Severity.Blocking)
                .Select(row => row.Contract).Distinct().CountAsync(cancellation),
            Drafted = await drafted.CountAsync(cancellation),
            DraftedNet = await drafted.SumAsync(invoice => invoice.Net, cancellation),
            Posted = await posted.CountAsync(cancellation),
            PostedNet = await posted.SumAsync(invoice => invoice.Net, cancellation),
            ClosedAt = await db.BillingPeriods.Where(closed => closed.Period == period)
                .Select(closed => (DateTimeOffset?)closed.ClosedAt).FirstOrDefaultAsync(cancellation),
        };
    }

    /// <summary>Meters of machines that are on a billable contract (L-3) in the period.</summary>
    IQueryable<int> DueMeters(Period period)
    {
        var (first, last) = (period.FirstDay, period.LastDay);
        return (
            from contract in db.Contracts
            join item in db.ContractMachines on contract.Id equals item.ContractId
            join meter in db.Meters on item.MachineId equals meter.MachineId
            where contract.Status == ContractStatus.Active || contract.Status == ContractStatus.Hold
            where contract.StartDate <= last && (contract.EndDate == null || contract.EndDate >= first)
            where (item.FromDate == null || item.FromDate <= last) && (item.UntilDate == null || item.UntilDate >= first)
            select meter.Id).Distinct();
    }

    /// <summary>Accepted readings that may close the period (RD-7).</summary>
    IQueryable<Reading> InWindow(Period period)
    {
        var (earliest, latest) = Window(period);
        return db.Readings.Where(reading => reading.State == ReadingState.Accepted && reading.Source != ReadingSource.Call
            && reading.ReadOn >= earliest && reading.ReadOn <= latest);
    }

    IQueryable<Reading> HeldReadings(Period period)
    {
        var (_, latest) = Window(period);
        return db.Readings.Where(reading => reading.State == ReadingState.Held && reading.ReadOn <= latest);
    }

    static (DateOnly Earliest, DateOnly Latest) Window(Period period) =>
        (period.LastDay.AddDays(-Counting.DaysBefore), period.LastDay.AddDays(Counting.DaysAfter));
}

/// <summary>A month's counts, station by station.</summary>
sealed record MonthStanding
{
    public required Period Period { get; init; }

    /// <summary>Meters that the month needs a reading of, and how many have one.</summary>
    public required int Meters { get; init; }
    public required int Read { get; init; }

    /// <summary>Readings that wait for a person (RD-6).</summary>
    public required int Held { get; init; }

    /// <summary>The run that is not posted yet.</summary>
    public required int? OpenRun { get; init; }
    public required int? LastRun { get; init; }

    /// <summary>The open run is being rated or posted just now, or was cut off.</summary>
    public required bool Working { get; init; }

    /// <summary>Contracts the last run could not bill (RUN-8).</summary>
    public required int HeldBack { get; init; }
    public required int Drafted { get; init; }
    public required decimal DraftedNet { get; init; }
    public required int Posted { get; init; }
    public required decimal PostedNet { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
}
