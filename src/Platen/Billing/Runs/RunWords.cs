using Platen.Rating;

namespace Platen.Billing.Runs;

/// <summary>How pages speak of a run.</summary>
static class RunWords
{
    public static string Word(this RunState state) => state switch
    {
        RunState.Rating => "being rated",
        RunState.Draft => "for review",
        RunState.Posting => "being posted",
        RunState.Posted => "posted",
    };

    /// <summary>What a run was limited to; null where to nothing.</summary>
    public static string? Choice(ChargeKind? kind, string? days, bool ready)
    {
        var what = kind is not { } only ? null : only switch
        {
            ChargeKind.Meter => "meters only",
            ChargeKind.Fee => "fees only",
        };
        var when = days is null ? null : $"billing day {days.Replace(",", ", ", StringComparison.Ordinal)}";
        string[] said = [.. ((string?[])[what, when, ready ? "what is ready" : null]).OfType<string>()];
        return said.Length == 0 ? null : string.Join(", ", said);
    }

    public static string Word(this ProblemCode code) => code switch
    {
        ProblemCode.MissingReading => "missing reading",
        ProblemCode.HeldReading => "held reading",
        ProblemCode.BackwardReading => "counter went back",
        ProblemCode.EstimateTooHigh => "estimate too high",
        ProblemCode.ZeroUsage => "no copies",
        ProblemCode.UnusualUsage => "unusual usage",
        ProblemCode.PoolPricesDiffer => "pool prices differ",
        ProblemCode.UnknownMeter => "unknown meter",
        ProblemCode.NotApproved => "not approved",
        ProblemCode.NoTerms => "no terms",
        ProblemCode.Unbillable => "cannot be billed",
        ProblemCode.GroupWaits => "group waits",
        ProblemCode.GroupUnfit => "group does not fit",
        ProblemCode.SiteClosed => "site is closed",
    };
}
