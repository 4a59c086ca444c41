using Microsoft.Extensions.Logging;
using Platen.Billing;
using Platen.Tests.Support;

namespace Platen.Tests.Billing;

public class RunWorkerTests
{
    [Theory, EveryDatabase]
    public async Task A_host_that_goes_before_the_work_began_has_nothing_to_complain_of(TestDatabase database)
    {
        var log = new Complaints();
        for (var started = 0; started < 50; started++)
        {
            var worker = new RunWorker(database.Database, TimeProvider.System, log);
            await worker.StartAsync(TestContext.Current.CancellationToken);
            worker.Dispose();
            SpinWait.SpinUntil(() => worker.Current!.Done);
        }

        Assert.Empty(log.Errors);
    }

    /// <summary>Keeps what was logged as an error.</summary>
    sealed class Complaints : ILogger<RunWorker>
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
                Errors.Add($"{formatter(state, exception)} {exception?.Message}");
        }
    }
}
