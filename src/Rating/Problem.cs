namespace Platen.Rating;

/// <summary>What can stand in the way of billing a contract, or be worth a look. Written in JSON as <c>missing-reading</c>.</summary>
public enum ProblemCode
{
    MissingReading,
    HeldReading,
    BackwardReading,
    EstimateTooHigh,
    ZeroUsage,
    UnusualUsage,

    /// <summary>The items of a pool in the pre-2.3 form do not all say the same (M-15).</summary>
    PoolPricesDiffer,
    UnknownMeter,
    NotApproved,
    NoTerms,
    Unbillable,

    /// <summary>A charge group at the end of its cycle waits for what is not counted yet .</summary>
    GroupWaits,

    /// <summary>A charge group's set-up does not fit what is to be billed (G-7).</summary>
    GroupUnfit,

    /// <summary>Its site closed the month that the invoices are dated in (RUN-4).</summary>
    SiteClosed,
}

public enum Severity
{
    /// <summary>Worth a look; holds nothing back.</summary>
    Warning,

    /// <summary>Holds back its contract, fees too, and nothing else (RUN-8), unless a run bills what is ready.</summary>
    Blocking,
}

/// <summary>A row to work on: never an exception, never the end of a run.</summary>
public sealed record Problem(ProblemCode Code, Severity Severity, string? Machine, string? Meter, string Message)
{
    /// <summary>It is in the way of one charge; the contract's others could be billed without it (RUN-8).</summary>
    public bool IsOfCharge => Code switch
    {
        ProblemCode.MissingReading or ProblemCode.HeldReading or ProblemCode.BackwardReading or ProblemCode.EstimateTooHigh
            or ProblemCode.ZeroUsage or ProblemCode.UnusualUsage or ProblemCode.PoolPricesDiffer or ProblemCode.UnknownMeter => true,
        ProblemCode.NotApproved or ProblemCode.NoTerms or ProblemCode.Unbillable or ProblemCode.GroupWaits or ProblemCode.GroupUnfit or ProblemCode.SiteClosed => false,
    };

    public static Problem Blocking(ProblemCode code, MeterKey meter, string message) =>
        new(code, Severity.Blocking, meter.Machine, meter.Meter, message);

    public static Problem Blocking(ProblemCode code, string message) => new(code, Severity.Blocking, null, null, message);

    public static Problem Warning(ProblemCode code, MeterKey meter, string message) =>
        new(code, Severity.Warning, meter.Machine, meter.Meter, message);

    /// <summary>More was billed by estimate than the counter has made since, and no other machine's copies outweigh it (RD-8).</summary>
    public static Problem EstimateTooHigh(MeterCount count) => Blocking(ProblemCode.EstimateTooHigh, count.Meter,
        string.Create(Words.Plain, $"The estimate billed before was {-count.Copies:N0} copies above the reading of {count.Closing.Value:N0} on {count.Closing.Date:yyyy-MM-dd}. Credit the estimated bill, or wait until the counter has passed it."));
}
