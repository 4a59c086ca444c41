using Platen.Bench.Dealer;
using Platen.Bench.Floors;
using Platen.Data;
using Platen.Rating;

namespace Platen.Bench;

/// <summary>
/// A dealer's month, measured: each stage as Platen does it in one database, then its floor in a second one, which so comes
/// to hold the same rows under the same keys and indexes, written by the bare driver.
/// </summary>
sealed class DealerMonth(Ground ground, int machines)
{
    static readonly Period Month = new(2026, 1);

    public async Task<IReadOnlyList<StageResult>> Run(Action<string> begins, CancellationToken cancellation)
    {
        var files = DealerFiles.Write(new SyntheticDealer(machines), Month, ground.NewFolder());
        await using var database = ground.Create();
        await using var beside = ground.Create();
        await using var floor = ground.Bare(beside);
        await using var settling = ground.Bare(database);
        var results = new List<StageResult>();
        foreach (var stage in new MonthStages(database, Month, files).All())
        {
            begins(stage.Name);
            await settling.Settle(cancellation);
            var platen = await Measured.Of(() => stage.Work(cancellation));
            await floor.Settle(cancellation);
            results.Add(new StageResult(stage.Name, ground.Name, machines, platen.Seconds, await Floor(stage, floor, database, cancellation), platen.PeakMiB));
            await floor.Settle(cancellation);
        }

        return Told(results);
    }

    /// <summary>
    /// Drafting rates too: as a stage it is what it took beyond rating alone, and the whole run takes no time for rating
    /// beside it. The floors are apart from the start.
    /// </summary>
    static List<StageResult> Told(List<StageResult> measured)
    {
        var by = measured.ToDictionary(result => result.Stage);
        var (plan, rate, draft, post) = (by["plan"], by["rate"], by["draft"], by["post"]);
        var run = plan with
        {
            Stage = "run",
            Seconds = plan.Seconds + draft.Seconds + post.Seconds,
            FloorSeconds = plan.FloorSeconds + rate.FloorSeconds + draft.FloorSeconds + post.FloorSeconds,
            PeakMiB = Math.Max(draft.PeakMiB, post.PeakMiB),
        };
        measured[measured.IndexOf(draft)] = draft with { Seconds = Math.Max(0, draft.Seconds - rate.Seconds) };
        return [.. measured, run];
    }

    static async Task<double> Floor(Stage stage, BareDriver floor, Database database, CancellationToken cancellation)
    {
        var reading = await Measured.Of(async () =>
        {
            if (stage.File is { } file)
            {
                await using var stream = File.OpenRead(file);
                await stream.CopyToAsync(Stream.Null, cancellation);
            }

            foreach (var query in stage.Reads)
                await floor.Drain(query, cancellation);
        });
        if (stage.Writes.Count == 0)
            return reading.Seconds;
        await using var from = await database.Connect(cancellation);
        return reading.Seconds + await floor.Write(stage.Writes, from, cancellation);
    }
}
