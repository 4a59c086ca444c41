using System.Diagnostics.CodeAnalysis;
using Platen.Audit;

namespace Platen.Notifications.Sending;

/// <summary>Sends what waits, as long as the pages are open. Where the server cannot be reached, it asks less and less often.</summary>
sealed class MailWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<MailWorker> log) : BackgroundService
{
    static readonly TimeSpan Round = TimeSpan.FromSeconds(15), Longest = TimeSpan.FromMinutes(30);

    [SuppressMessage("Design", "CA1031", Justification = "The outer edge of background work: mails wait, and the next round tries again.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Round;
        while (true)
        {
            await Task.Delay(pause, clock, stoppingToken);
            try
            {
                pause = await Send(stoppingToken) is { Why: null } ? Round : Longer(pause);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                pause = Longer(pause);
                log.LogError(failure, "The mails that wait could not be sent; it is tried again.");
            }
        }
    }

    async Task<MailsSent> Send(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Who = Actor.Platen;
        return await scope.ServiceProvider.GetRequiredService<SendMails>().Run(cancellation);
    }

    static TimeSpan Longer(TimeSpan pause) => pause * 2 < Longest ? pause * 2 : Longest;
}
