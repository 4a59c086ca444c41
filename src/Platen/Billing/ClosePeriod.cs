using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Billing;

/// <summary>A period's control total: every contract due is posted, and the pages behind it.</summary>
public sealed record Closed(Period Period, int Invoices, string Total, long Copies, int Meters);

/// <summary>
/// Closes a period. Refused while anything of it is unprocessed: a draft not posted, a charge not billed, a contract held
/// back (RUN-4). What is left is found by rating the period once more, as a run would.
/// </summary>
[Needs(BillingPermissions.Close)]
sealed class ClosePeriod(Database database, AuditTrail trail)
{
    public async Task<Closed> Run(Period period, CancellationToken cancellation)
    {
        if (NotBefore(period, trail.Now) is { } day)
            throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"{period} is not over yet: it can be closed from {day:yyyy-MM-dd} on."));
        var left = await Left(period, cancellation);
        if (left.Count > 0)
        {
            throw new Refusal(string.Create(CultureInfo.InvariantCulture,
                $"{period} cannot be closed: {left.Count} {(left.Count == 1 ? "thing is" : "things are")} unprocessed."), left);
        }

        await using var db = new Db(database);
        if (!await db.BillingPeriods.AnyAsync(closed => closed.Period == period, cancellation))
        {
            await using var write = await database.Write(cancellation);
            await using var command = write.Connection.CreateCommand();
            command.CommandText = "INSERT INTO billing_periods (period, closed_at) VALUES (@period, @now) ON CONFLICT DO NOTHING";
            await command.Add("@period", period.Number).Add("@now", trail.Now.UtcTicks).ExecuteNonQueryAsync(cancellation);
            await trail.Commit(write, new Change("period.closed", "period", period.ToString()), cancellation);
        }

        var invoices = await db.Invoices.Where(invoice => invoice.Period == period).Select(invoice => invoice.Total).ToListAsync(cancellation);
        var usage = db.BilledUsage.Where(usage => usage.Period == period);
        return new Closed(period, invoices.Count, Figures.Amount(invoices.Sum()),
            await usage.SumAsync(row => row.Copies, cancellation), await usage.CountAsync(cancellation));
    }

    /// <summary>The first day on which a period can be closed; null once it has come.</summary>
    public static DateOnly? NotBefore(Period period, DateTimeOffset now)
    {
        var day = period.LastDay.AddDays(1);
        return DateOnly.FromDateTime(now.UtcDateTime) < day ? day : null;
    }

    async Task<List<Fault>> Left(Period period, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        if (!await db.Company.AnyAsync(cancellation))
            throw new Refusal("There is no book yet. Import one with 'platen import FILE'.");
        var open = await db.Runs.Where(run => run.Period == period && run.State != RunState.Posted).Select(run => run.Id).ToListAsync(cancellation);
        var left = open.ConvertAll(run => new Fault(
            string.Create(CultureInfo.InvariantCulture, $"run {run}"), "is not posted. Post it with 'platen post RUN', or bill the period again."));
        var rated = await new AnswerRun(database, db).Rate(new BillRequest(period), cancellation);
        foreach (var customer in rated)
        {
            left.AddRange(customer.Document.Contracts.Select(contract => new Fault($"contract {contract.Number}", "has charges that are not posted.")));
            left.AddRange(customer.Document.Groups.Select(group => new Fault($"charge group {group.Name}", "has periods that are not posted.")));
            left.AddRange(customer.Problems.Where(row => row.Problem.Severity == Severity.Blocking)
                .Select(row => new Fault(row.ChargeGroup is { } group ? $"charge group {group}" : $"contract {row.Contract}", Where(row.Problem) + row.Problem.Message)));
        }

        return left;
    }

    static string Where(Problem problem) => problem.Machine is null ? "" : $"{problem.Machine} {problem.Meter}: ";
}
