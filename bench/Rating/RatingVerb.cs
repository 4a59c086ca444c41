using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Platen.Bench.Rating;

/// <summary><c>rating</c>: how fast meters are counted and priced, and that it does not matter how many contracts there are.</summary>
static class RatingVerb
{
    static readonly TimeSpan LongestMeasurement = TimeSpan.FromMinutes(30);

    public static Command Make()
    {
        var command = new Command("rating", "Measure how many meter charges a second one core rates.");
        command.SetAction(_ => Measure());
        return command;
    }

    static int Measure()
    {
        // In this process: a build of its own for each measurement takes longer than they do. The first ones need rounds
        // enough for the compiler to finish its best code beside them.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "platen-bench"))
            .AddJob(Job.ShortRun.WithWarmupCount(10).WithToolchain(new InProcessEmitToolchain(LongestMeasurement, logOutput: true)))
            .AddColumn(StatisticColumn.OperationsPerSecond);
        return BenchmarkRunner.Run<RatingSpeed>(config).Reports.All(report => report.Success) ? 0 : 1;
    }
}
