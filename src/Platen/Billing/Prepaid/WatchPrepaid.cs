using System.Diagnostics.CodeAnalysis;
using Platen.Audit;
using Platen.Data;

namespace Platen.Billing.Prepaid;

/// <summary>
/// What follows from prepaid copies that run out, done by Platen itself: after each posting, and once a day, for some of it follows
/// from dates alone.
/// </summary>
sealed class WatchPrepaid(Database database, AuditTrail trail)
{
    public async Task Run(CancellationToken cancellation)
    {
        await new UntickExpired(database, trail).Run(cancellation);
        await new SendPrepaidNotices(database, trail).Run(cancellation);
    }
}

/// <summary>Watches once a day as long as the pages are open, and when they are opened.</summary>
sealed class PrepaidWorker(Database database, TimeProvider clock, ILogger<PrepaidWorker> log) : BackgroundService
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [SuppressMessage("Design", "CA1031", Justification = "The outer edge of background work: the next day tries again.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await new WatchPrepaid(database, new AuditTrail(database, Actor.Platen, clock)).Run(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(failure, "Prepaid copies could not be watched; it is tried again tomorrow.");
            }

            await Task.Delay(Day, clock, stoppingToken);
        }
    }
}
