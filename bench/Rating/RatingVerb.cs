using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

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
        // In this process: a build of its own for each measurement takes longer than they do. Many short rounds: on a busy
        // machine some are left in peace, and the first ones give the compiler time to finish its best code.
        var job = Job.Default
            .WithToolchain(new InProcessEmitToolchain(LongestMeasurement, logOutput: true))
            .WithIterationTime(TimeInterval.FromMilliseconds(150))
            .WithWarmupCount(10)
            .WithIterationCount(15)
            .WithEvaluateOverhead(false)
            .WithGcForce(false); // to collect a gigabyte of contracts before each round takes longer than all the rounds
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "platen-bench"))
            .AddJob(job)
            .AddColumn(StatisticColumn.Min, StatisticColumn.Median, StatisticColumn.OperationsPerSecond);
        return BenchmarkRunner.Run<RatingSpeed>(config).Reports.All(report => report.Success) ? 0 : 1;
    }
}
