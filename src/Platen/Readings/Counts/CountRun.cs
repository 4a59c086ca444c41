namespace Platen.Readings;

/// <summary>How far a count run is.</summary>
public enum CountState
{
    /// <summary>Meters are read and looked at.</summary>
    Open,

    /// <summary>What was counted is written down, and stays.</summary>
    Finalised,
}

/// <summary>Meters that are counted together on one day (N-2). Many may be made in a month (N-3); what is billed is the month's own.</summary>
sealed class CountRun
{
    public required int Id { get; init; }

    /// <summary>The day at whose end the counters are read.</summary>
    public required DateOnly CutOff { get; init; }

    /// <summary>The days of its cycle.</summary>
    public required int Days { get; init; }

    /// <summary>By what it was extracted, in words.</summary>
    public required string Choice { get; init; }
    public CountState State { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required string MadeBy { get; init; }
    public DateTimeOffset? FinalisedAt { get; init; }
    public string? FinalisedBy { get; init; }
}

/// <summary>A meter of a count run; once that is finalised, with what was counted.</summary>
sealed class CountedMeter
{
    public required int RunId { get; init; }
    public required int MeterId { get; init; }
    public required int ContractId { get; init; }

    /// <summary>Null while the run is open, and where the meter was not read.</summary>
    public long? ReadingId { get; init; }
    public long? Copies { get; init; }

    /// <summary>The version of the contract's terms that was in force for the count's month when it was finalised (N-4).</summary>
    public int? TermsVersion { get; init; }
}

/// <summary>The count cycle that a meter was given (N-1).</summary>
sealed class MeterCycle
{
    public required int MeterId { get; init; }
    public required string Cycle { get; init; }
}
