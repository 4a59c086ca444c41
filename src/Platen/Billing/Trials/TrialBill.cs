using Platen.Rating;

namespace Platen.Billing.Trials;

/// <summary>What a contract would have billed for a month, as it is written now.</summary>
/// <param name="Net">Before tax.</param>
/// <param name="Billed">What was billed for that month, before tax; null where nothing was.</param>
/// <param name="Difference">Against what was billed.</param>
/// <param name="Problems">What stands in the way, or is worth a look.</param>
public sealed record TrialBill(
    Period Period, string Currency, IReadOnlyList<TrialLine> Lines, string Net, string? Billed, string? Difference, IReadOnlyList<string> Problems);

/// <summary>A line of it.</summary>
public sealed record TrialLine(LineKind Kind, string? Meter, string? Machine, string BillTo, long Quantity, string? UnitCharge, string Amount, string Explanation);
