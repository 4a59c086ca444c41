using Platen.Data;
using Platen.Rating;
using Platen.Shell.Access;
using Platen.Shell.Lists;

namespace Platen.Readings;

/// <summary>All that was ever read of a machine, latest first, superseded readings too.</summary>
[Needs(ReadingPermissions.Read)]
sealed class ReadingHistory(Db db)
{
    public Task<ListPage<HistoryRow>> Run(string serial, ListQuery query, CancellationToken cancellation)
    {
        var type = query["meter"];
        var state = query["state"] is { } named && Enum.TryParse<ReadingState>(named, ignoreCase: true, out var known) ? known : (ReadingState?)null;
        var rows =
            from machine in db.Machines
            join meter in db.Meters on machine.Id equals meter.MachineId
            join reading in db.Readings on meter.Id equals reading.MeterId
            where machine.Serial == serial && (type == null || meter.Type == type) && (state == null || reading.State == state)
            select new HistoryRow
            {
                Id = reading.Id,
                Meter = meter.Type,
                ReadOn = reading.ReadOn,
                Value = reading.Value,
                Source = reading.Source,
                Event = reading.Event,
                NewStart = reading.NewStart,
                State = reading.State,
                HoldReason = reading.HoldReason,
                TestCopies = reading.TestCopies,
                TestHundredths = reading.TestHundredths,
                CapturedAt = reading.CapturedAt,
                CapturedBy = reading.CapturedBy,
            };
        return rows.ToPage(query, "-date", new()
        {
            ["date"] = row => row.ReadOn,
            ["meter"] = row => row.Meter,
            ["value"] = row => row.Value,
        }, cancellation);
    }
}

/// <summary>A reading in a machine's history.</summary>
sealed record HistoryRow
{
    public required long Id { get; init; }
    public required string Meter { get; init; }
    public required DateOnly ReadOn { get; init; }
    public required long Value { get; init; }
    public required ReadingSource Source { get; init; }
    public required ReadingEvent Event { get; init; }
    public required long NewStart { get; init; }
    public required ReadingState State { get; init; }
    public string? HoldReason { get; init; }
    public int TestCopies { get; init; }
    internal int TestHundredths { get; init; }
    public decimal TestPercent => TestHundredths / 100m;
    internal TestCopies Test => new(TestCopies, (short)TestHundredths);
    public required DateTimeOffset CapturedAt { get; init; }
    public required string CapturedBy { get; init; }
}
