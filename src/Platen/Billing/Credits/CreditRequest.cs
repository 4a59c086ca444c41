using System.ComponentModel.DataAnnotations;

namespace Platen.Billing.Credits;

/// <summary>What follows a credit (CR-1). Written in JSON in lower case.</summary>
public enum CreditWay
{
    /// <summary>Nothing; what was billed last is due again in the next run.</summary>
    Only,

    /// <summary>The same period is rated again: the last closing reading or the prices were wrong.</summary>
    Rebill,

    /// <summary>An invoice by hand: an opening or an older reading was wrong, or something was left out.</summary>
    Manual,
}

/// <summary>A credit as it is asked for.</summary>
public sealed record CreditRequest
{
    public CreditWay Way { get; init; }

    /// <summary>Why: it is printed on the credit note.</summary>
    [Required]
    public string? Reason { get; init; }

    /// <summary>The date of the note and of what replaces it; today where none is given.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Closing readings as they should have been; only where the period is rated again.</summary>
    public IReadOnlyList<RightReading> Readings { get; init; } = [];

    /// <summary>The lines of the invoice by hand.</summary>
    public IReadOnlyList<LineByHand> Lines { get; init; } = [];
}

/// <summary>A billed closing reading as it should have been, at the day of the one that was billed.</summary>
public sealed record RightReading([property: Required] string? Serial, [property: Required] string? Meter, [property: Required] long? Value);

/// <summary>A line of an invoice by hand; its amount is quantity by price, rounded once.</summary>
/// <param name="TaxRate">In percent; that of what is credited where none is given.</param>
/// <param name="Account">Where the sale is credited; that of meters where none is given.</param>
/// <param name="Contract">The contract it is for; that of what is credited where none is given.</param>
public sealed record LineByHand(
    [property: Required] string? Text, long Quantity = 1, decimal UnitCharge = 0, decimal? TaxRate = null, string? Account = null, string? Contract = null);
