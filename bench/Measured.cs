using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Platen.Bench;

/// <summary>Times work and watches this process's memory meanwhile.</summary>
sealed record Measured(double Seconds, double PeakMiB)
{
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(10);

    public static async Task<Measured> Of(Func<Task> work)
    {
        // What earlier stages left behind is given back first, so that the peak is this stage's own.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        SqliteConnection.ClearAllPools(); // idle connections keep their pages
        _ = GiveBack(0);
        var peak = Environment.WorkingSet;
        using var done = new CancellationTokenSource();
        var sampling = Task.Factory.StartNew(
            () =>
            {
                while (!done.Token.WaitHandle.WaitOne(Often))
                    peak = Math.Max(peak, Environment.WorkingSet);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var started = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await done.CancelAsync();
        await sampling;
        return new Measured(seconds, peak / 1024.0 / 1024.0);
    }

    /// <summary>The C library's: what SQLite has freed goes back to the system, which else still counts it as ours.</summary>
    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int GiveBack(nuint keep);
}
