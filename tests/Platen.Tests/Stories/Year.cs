using System.Text;
using Microsoft.Extensions.Time.Testing;
using Platen.Billing;
using Platen.Data;
using Platen.Rating;
using Platen.Tests.Support;

namespace Platen.Tests.Stories;

/// <summary>
/// A customer's year on a fake clock: month after month readings come in, the period is billed, posted and closed, and what
/// the customer got is written down. After each posting the period is billed again, which must change nothing.
/// </summary>
sealed class Year(TestDatabase database)
{
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));
    readonly StringBuilder _told = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string Told => _told.ToString();

    public async Task Month(Period period, Func<Task> readings)
    {
        _clock.SetUtcNow(new DateTimeOffset(period.AddMonths(1).FirstDay, new TimeOnly(8, 0), TimeSpan.Zero));
        await readings();

        var run = await new BillPeriod(database.Database, database.Trail(_clock)).Run(new BillRequest(period), null, Cancellation);
        var drafted = await new AnswerRun(database.Database, new Db(database.Database), TimeProvider.System).Of(run, Cancellation);
        Tell(period, drafted);
        await new PostRun(database.Database, database.Trail(_clock)).Run(run, null, Cancellation);

        var posted = await new AnswerRun(database.Database, new Db(database.Database), TimeProvider.System).Of(run, Cancellation);
        Assert.Equal(drafted.Totals, posted.Totals);
        var again = await new BillPeriod(database.Database, database.Trail(_clock)).Run(new BillRequest(period), null, Cancellation);
        Assert.Equivalent(posted, await new AnswerRun(database.Database, new Db(database.Database), TimeProvider.System).Of(again, Cancellation) with { Run = posted.Run }, strict: true);
    }

    public async Task Close(Period period)
    {
        var closed = await new ClosePeriod(database.Database, database.Trail(_clock)).Run(period, null, Cancellation);
        _told.AppendLine(CultureInfo.InvariantCulture, $"  closed: {closed.Copies:N0} copies on {closed.Meters} meters, {closed.Total}");
    }

    void Tell(Period period, RunAnswer answer)
    {
        _told.AppendLine(CultureInfo.InvariantCulture, $"{period}");
        foreach (var invoice in answer.Invoices)
        {
            _told.AppendLine(CultureInfo.InvariantCulture, $"  {invoice.BillTo} {invoice.Net} + {invoice.Tax} = {invoice.Total}");
            foreach (var line in invoice.Lines)
                _told.AppendLine(CultureInfo.InvariantCulture, $"    {line.Amount,10}  {line.Machine ?? "",-5} {line.Explanation}");
        }

        foreach (var row in answer.Exceptions)
            _told.AppendLine(CultureInfo.InvariantCulture, $"  {(row.Severity == Severity.Blocking ? "held" : "look")}: {row.Machine} {row.Meter} {row.Message}");
    }
}
