namespace Platen.Rating;

/// <summary>Which of a charge's prices.</summary>
public enum PricePart
{
    /// <summary>A fee's amount.</summary>
    Fee,

    /// <summary>The minimum of a meter or pool.</summary>
    Minimum,

    /// <summary>The unit charge of a level; of the copies short of a minimum where there is no level.</summary>
    UnitCharge,
}

/// <summary>Where a price stands in a contract's terms.</summary>
/// <param name="Charge">The charge's key (<see cref="ChargeKey"/>).</param>
/// <param name="Level">Index of the level of a unit charge; -1 otherwise.</param>
/// <param name="IsFinance">What the back-to-back supplier is owed, not what the customer pays (B-3).</param>
public readonly record struct PricePlace(string Charge, PricePart Part, int Level = -1, bool IsFinance = false);

/// <summary>A price that rises. Quantities never do .</summary>
/// <param name="IsCapped">It would have risen further, but for the cap that was agreed.</param>
public readonly record struct PriceRise(PricePlace Place, decimal Old, decimal New, bool IsCapped = false);

/// <summary>Terms with their new prices, and each that rose; the same terms where none did.</summary>
public sealed record EscalatedTerms(ContractTerms Terms, IReadOnlyList<PriceRise> Rises);
