using System.Globalization;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>How far a meter's reading for a period is.</summary>
public enum CaptureState
{
    Missing,
    Held,

    /// <summary>Read, and worth a second look (RD-6).</summary>
    Odd,
    Read,
}

/// <summary>A meter due for reading in a period, as the capture grid shows it.</summary>
public sealed record CaptureRow
{
    internal OddRules Rules { get; init; } = new(new ReadingRules().OddPercent);
    public required int MeterId { get; init; }
    internal int ContractId { get; init; }
    public required string Serial { get; init; }
    public string? Model { get; init; }
    public required string Meter { get; init; }
    public required string CustomerCode { get; init; }
    public required string Customer { get; init; }
    public string? Location { get; init; }
    public required string Contract { get; init; }
    public required CaptureState State { get; init; }

    /// <summary>The day at whose end the counter should be read.</summary>
    public required DateOnly ReadOn { get; init; }

    /// <summary>Where the contract began to count: the day, and what the counter showed.</summary>
    public required DateOnly StartOn { get; init; }
    public required long StartReading { get; init; }

    /// <summary>The reading that closes the period (RD-7); null while it is missing.</summary>
    public ReadingShown? Closing { get; init; }

    /// <summary>A reading that waits for a person, and why.</summary>
    public ReadingShown? Held { get; init; }
    public string? HoldReason { get; init; }

    /// <summary>Copies up to <see cref="Closing"/>.</summary>
    public long? Copies { get; init; }

    /// <summary>What a finalised count wrote down of it (N-4); null where it counted nothing, and everywhere else.</summary>
    public CountedThen? Counted { get; init; }

    /// <summary>What billing takes now, where that is not what was counted.</summary>
    public string? ChangedSince => Counted?.Since(Closing is null ? null : Copies);

    /// <summary>Copies of the last six billed periods in the mean.</summary>
    public long? Average { get; init; }

    /// <summary>Why the use is worth a second look.</summary>
    public string? Odd => State == CaptureState.Odd && Copies is { } copies ? Rules.Why(copies, Average) : null;

    /// <summary>Why what was counted is worth a second look before it is final (N-2), whoever read it; null: it is not.</summary>
    public string? Doubt => Closing is null || Copies is not { } copies ? null : copies < 0 ? "The estimate before was too high." : Rules.Why(copies, Average);

    /// <summary>What cannot be right comes first, then no copies, then unlikely use, then what is not read.</summary>
    internal int Rank => State == CaptureState.Held ? 0 : Closing is null ? 4 : Copies < 0 ? 1 : Copies == 0 ? 2 : Doubt is not null ? 3 : 5;

    /// <summary>The last three readings before the period's own, latest first.</summary>
    public IReadOnlyList<ReadingShown> Before { get; init; } = [];

    /// <summary>How many readings in a row, up to the closing one, nobody has read from the counter (RD-8).</summary>
    public int EstimatesInARow { get; init; }

    /// <summary>What the counter may show without surprising anybody.</summary>
    public (long Least, long Most)? Expected =>
        Before.Count > 0 && Rules.Expected(Average) is { } copies ? (Before[0].After + copies.Least, Before[0].After + copies.Most) : null;
}

/// <summary>What a count kept of a meter when it was finalised (N-4).</summary>
/// <param name="Value">What the counter showed.</param>
/// <param name="TermsVersion">The version of the contract's terms that was in force for the count's month then.</param>
/// <param name="TermsNow">The version that is now.</param>
public sealed record CountedThen(long Value, long Copies, int? TermsVersion, int? TermsNow)
{
    /// <param name="copies">What it would be now; null: it is not read any more.</param>
    internal string? Since(long? copies)
    {
        var read = copies == Copies ? null : copies is null ? "The reading was taken back since." : string.Create(CultureInfo.InvariantCulture, $"{copies:N0} copies by the readings of now.");
        var priced = TermsNow == TermsVersion ? null : string.Create(CultureInfo.InvariantCulture, $"Version {TermsNow} of the terms prices the month now, not {TermsVersion}.");
        return read is null || priced is null ? read ?? priced : $"{read} {priced}";
    }
}

/// <summary>A reading as a page shows it.</summary>
/// <param name="After">What the counter showed from then on: another than the value after a reset.</param>
public sealed record ReadingShown(long Id, DateOnly ReadOn, long Value, long After, ReadingSource Source, ReadingEvent Event);

/// <summary>How far the month's reading is.</summary>
sealed record ReadingCounts(int Due, int Missing, int Held)
{
    public int Read => Due - Missing - Held;
}
