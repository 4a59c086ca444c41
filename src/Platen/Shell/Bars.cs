using System.Collections.Concurrent;
using Spectre.Console;

namespace Platen.Shell;

/// <summary>Progress bars on the standard error.</summary>
static class Bars
{
    /// <summary>Nobody is watching.</summary>
    public static readonly IProgress<Step> Unseen = new Blind();

    public static Task<T> Show<T>(TextWriter error, Func<IProgress<Step>, Task<T>> work) => Screen.On(error).Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(context => work(new Shown(context)));

    sealed class Blind : IProgress<Step>
    {
        public void Report(Step value)
        {
        }
    }

    /// <summary>One bar for each kind of work, as it is first heard of.</summary>
    sealed class Shown(ProgressContext context) : IProgress<Step>
    {
        readonly ConcurrentDictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);

        public void Report(Step step)
        {
            var bar = _bars.GetOrAdd(step.What, what => context.AddTask(Markup.Escape(what)));
            bar.IsIndeterminate = step.Of is null;
            bar.MaxValue = Math.Max(step.Of ?? 1, 1);
            bar.Value = step.Done;
        }
    }
}
