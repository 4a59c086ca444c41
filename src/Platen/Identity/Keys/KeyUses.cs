using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Identity.Keys;

/// <summary>
/// When each key was last used, written down once a minute and at the end: a call must not wait for whoever writes.
/// </summary>
sealed class KeyUses(Database database, TimeProvider clock, ILogger<KeyUses> log) : BackgroundService
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<int, DateTimeOffset> _uses = [];

    public void Note(ApiKey key) => _uses[key.Id] = clock.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Minute, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await WriteDown(stoppingToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteDown(cancellationToken);
    }

    async Task WriteDown(CancellationToken cancellation)
    {
        foreach (var (id, at) in _uses)
        {
            try
            {
                await using var db = new Db(database);
                await db.ApiKeys.Where(key => key.Id == id).ExecuteUpdateAsync(row => row.SetProperty(key => key.LastUsedAt, at), cancellation);
                _uses.TryRemove(KeyValuePair.Create(id, at));
            }
            catch (DbException failure)
            {
                log.LogWarning(failure, "When a key was last used could not be written down; it is tried again.");
            }
        }
    }
}
