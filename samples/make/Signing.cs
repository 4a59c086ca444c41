namespace Platen.Samples;

/// <summary>
/// What a contract's first page says: an active copy contract of three years from 1 November 2025, unless told
/// otherwise.
/// </summary>
sealed record Signing
{
    public string Type { get; init; } = "cost-per-copy";
    public string Status { get; init; } = "active";
    public DateOnly Start { get; init; } = Calendar.Start.AddDays(1);
    public DateOnly End { get => field == default ? Start.AddYears(3).AddDays(-1) : field; init; }
}
