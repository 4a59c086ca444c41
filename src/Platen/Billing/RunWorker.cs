using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;

namespace Platen.Billing;

/// <summary>A long piece of work as a page shows it: how far it is, and how it ended.</summary>
/// <param name="Run">The run it made or posted, once known.</param>
/// <param name="Failure">The sentence for a person, when it failed.</param>
sealed record RunWork(string What, DateTimeOffset StartedAt, Step Step, int? Run = null, bool Done = false, string? Failure = null);

/// <summary>
/// Does billing and posting behind the pages, one piece of work at a time, so that a biller may leave and come back. When
/// the host starts it goes on with what a crash or a restart cut off.
/// </summary>
sealed class RunWorker(Database database, TimeProvider clock, ILogger<RunWorker> log) : IHostedService, IDisposable
{
    readonly Lock _lock = new();
    readonly CancellationTokenSource _stopping = new();
    Task _task = Task.CompletedTask;
    bool _disposed;

    /// <summary>The work under way, or the last; null before the first.</summary>
    public RunWork? Current { get; private set; }

    /// <summary>Raised on every step, from the working thread.</summary>
    public event Action? Changed;

    /// <exception cref="Refusal">Other work is under way.</exception>
    public void Bill(BillRequest request, Actor who) => Begin($"Billing {request.Period}",
        (progress, stop) => new BillPeriod(database, Trail(who)).Run(request, progress, stop));

    /// <exception cref="Refusal">Other work is under way.</exception>
    public void Post(int run, Actor who) => Begin("Posting", async (progress, stop) =>
    {
        await new PostRun(database, Trail(who)).Run(run, progress, stop);
        return run;
    });

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Begin("Going on where it stopped", Resume);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return; // a host lets go of it twice, as a service and as the worker
        // A host that never came up is not stopped before it goes.
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <summary>Runs that were being drafted or posted when the process ended.</summary>
    async Task<int> Resume(IProgress<Step> progress, CancellationToken stop)
    {
        await using var db = new Db(database);
        var cutOff = await db.Runs.Where(run => run.State == RunState.Rating || run.State == RunState.Posting).OrderBy(run => run.Id).ToListAsync(stop);
        foreach (var run in cutOff)
        {
            log.LogInformation("Going on with run {Run} of {Period}, which was cut off while {State}", run.Id, run.Period, run.State);
            if (run.State == RunState.Posting)
                await new PostRun(database, Trail(Actor.Platen)).Run(run.Id, progress, stop);
            else
                await new BillPeriod(database, Trail(Actor.Platen)).Run(BillRequest.Of(run), progress, stop);
        }

        return cutOff.Count == 0 ? 0 : cutOff[^1].Id;
    }

    AuditTrail Trail(Actor who) => new(database, who, clock);

    void Begin(string what, Func<IProgress<Step>, CancellationToken, Task<int>> work)
    {
        lock (_lock)
        {
            if (!_task.IsCompleted)
                throw new Refusal($"{Current!.What} is under way. Wait until it is done.");
            Current = new RunWork(what, clock.GetUtcNow(), new Step(what, 0, null));
            var stop = _stopping.Token;
            _task = Task.Run(() => Work(work, stop), CancellationToken.None);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The outer edge of background work: every failure ends as a sentence on the page.")]
    async Task Work(Func<IProgress<Step>, CancellationToken, Task<int>> work, CancellationToken stop)
    {
        try
        {
            stop.ThrowIfCancellationRequested();
            var run = await work(new Reporter(this), stop);
            Set(Current! with { Run = run == 0 ? null : run, Done = true });
        }
        catch (Exception failure)
        {
            // What breaks because all is going down is gone on with at the next start.
            if (failure is not (Refusal or OperationCanceledException) && !stop.IsCancellationRequested)
                log.LogError(failure, "{What} failed", Current!.What);
            Set(Current! with { Done = true, Failure = Failures.Explain(failure, database, verbose: false) });
        }
    }

    void Set(RunWork work)
    {
        Current = work;
        Changed?.Invoke();
    }

    sealed class Reporter(RunWorker worker) : IProgress<Step>
    {
        public void Report(Step value) => worker.Set(worker.Current! with { Step = value });
    }
}
