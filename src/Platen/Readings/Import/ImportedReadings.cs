using System.Text.Json.Serialization;

namespace Platen.Readings;

/// <summary>How a file of readings is to be read.</summary>
sealed record ImportOptions
{
    /// <summary>The name under which the columns are, or with <see cref="Columns"/> will be, remembered.</summary>
    public string? Profile { get; init; }

    /// <summary>Another tool's column names, for this file; saved where a profile is named.</summary>
    public ColumnNames Columns { get; init; } = ColumnNames.Ours;

    /// <summary>Takes the good rows and lists the malformed ones as not taken, where they would otherwise refuse the file.</summary>
    public bool SkipErrors { get; init; }
}

/// <summary>What a file of readings brought, as <c>--json</c> answers it. Every row of the file is counted in it once.</summary>
sealed record ImportedReadings
{
    public required string File { get; init; }

    /// <summary>May be billed.</summary>
    public required long Taken { get; init; }

    /// <summary>Known already.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Readings kept before that gave way to these.</summary>
    public required long Superseded { get; init; }

    /// <summary>Kept, but not billed before a person has looked at them.</summary>
    public required long Held { get; init; }

    /// <summary>Not kept: of no machine or meter that is known, or, where errors are skipped, malformed.</summary>
    public required long NotTaken { get; init; }

    /// <summary>The first 10,000 of those held; the review list has all.</summary>
    public required IReadOnlyList<HeldRow> HeldRows { get; init; }

    /// <summary>The first 10,000 of those not taken.</summary>
    public required IReadOnlyList<ImportFault> NotTakenRows { get; init; }

    [JsonIgnore]
    public bool NeedsWork => Held + NotTaken > 0;
}

/// <summary>A held reading of a file.</summary>
sealed record HeldRow(int Row, string Serial, string Meter, DateOnly Date, long Value, string Reason);

/// <summary>What is wrong with a row of a file, in which of our columns, and what to do.</summary>
sealed record ImportFault(int Row, string? Column, string Message);
