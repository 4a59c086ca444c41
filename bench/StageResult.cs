namespace Platen.Bench;

/// <summary>A stage as it was measured.</summary>
/// <param name="Seconds">Platen's time.</param>
/// <param name="FloorSeconds">The bare driver's, for reading the same inputs and writing the same rows.</param>
/// <param name="PeakMiB">The most memory this process held while Platen worked, SQLite's in it, PostgreSQL's not.</param>
sealed record StageResult(string Stage, string Database, int Machines, double Seconds, double FloorSeconds, double PeakMiB)
{
    /// <summary>Of some rounds: the least time of each side, and the most memory. What else the machine did only ever adds.</summary>
    public static StageResult Best(IReadOnlyList<StageResult> rounds) => rounds[0] with
    {
        Seconds = rounds.Min(round => round.Seconds),
        FloorSeconds = rounds.Min(round => round.FloorSeconds),
        PeakMiB = rounds.Max(round => round.PeakMiB),
    };

    public double Ratio => FloorSeconds == 0 ? 0 : Seconds / FloorSeconds;
}
