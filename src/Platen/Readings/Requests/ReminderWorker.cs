using System.Diagnostics.CodeAnalysis;
using Platen.Audit;
using Platen.Data;
using Platen.Settings;
using Platen.Shell;

namespace Platen.Readings;

/// <summary>Reminds customers who were asked for readings and have not answered, as long as the pages are open.</summary>
sealed class ReminderWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReminderWorker> log) : BackgroundService
{
    static readonly TimeSpan Round = TimeSpan.FromHours(1);

    [SuppressMessage("Design", "CA1031", Justification = "The outer edge of background work: the next round tries again.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Round, clock, stoppingToken);
            try
            {
                await Remind(stoppingToken);
            }
            catch (Refusal)
            {
                // It is not the time, or nobody is asked at this dealer's.
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(failure, "Customers could not be reminded of their readings; it is tried again.");
            }
        }
    }

    async Task Remind(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var of = scope.ServiceProvider;
        of.GetRequiredService<Acting>().Who = Actor.Platen;
        var rules = await new SettingsStore(of.GetRequiredService<Database>()).Get<ReadingRules>(cancellation);
        var month = rules.Window.MonthOf(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        await of.GetRequiredService<AskForReadings>().Run(month, remindersOnly: true, cancellation);
    }
}
