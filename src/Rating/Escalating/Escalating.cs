namespace Platen.Rating;

/// <summary>
/// Raises a contract's prices (X rules): fees, minimums and unit charges, and what back-to-back suppliers are owed for them
/// . Pure: the same order on the same terms gives the same prices.
/// </summary>
public static class Escalating
{
    /// <summary>The terms from the order's period on.</summary>
    /// <param name="terms">Those in force in that period.</param>
    public static EscalatedTerms Raise(ContractTerms terms, EscalationOrder order)
    {
        var rises = new List<PriceRise>();
        var raised = new PriceWalk(terms, (charge, place, old) =>
        {
            if (!IsMeant(charge, order) || RiseOf(charge, order) is not { } rise || Raised(rise, place, old, order.Decimals) is not { } wished)
                return old;
            var cap = charge.Escalation?.Cap is { } percent ? Rounded(old * (1 + percent / 100), place, order.Decimals) : decimal.MaxValue;
            var now = Math.Min(wished, cap);
            if (now == old)
                return old; // as it was written
            // The pre-2.3 form says one price once an item.
            if (!rises.Exists(other => other.Place == place))
                rises.Add(new PriceRise(place, old, now, IsCapped: now < wished));
            return now;
        }).Walk();
        return new EscalatedTerms(rises.Count == 0 ? terms : raised with { From = order.From }, rises);
    }

    /// <summary>
    /// A later version of the terms follows: each price that still stood at the old one takes the new one, and one that was
    /// agreed otherwise stays.
    /// </summary>
    public static EscalatedTerms Follow(ContractTerms later, IReadOnlyList<PriceRise> rises)
    {
        var known = rises.ToDictionary(rise => rise.Place);
        var followed = new HashSet<PriceRise>();
        var terms = new PriceWalk(later, (_, place, old) =>
        {
            if (!known.TryGetValue(place, out var rise) || rise.Old != old)
                return old;
            followed.Add(rise);
            return rise.New;
        }).Walk();
        return new EscalatedTerms(followed.Count == 0 ? later : terms, [.. followed]);
    }

    static bool IsMeant(ChargeInTerms charge, EscalationOrder order) =>
        (order.Only is null || order.Only == charge.Kind)
        && (order.Type is null || order.Type == charge.Type)
        && (order.Item is null || order.Item == charge.Item)
        && !order.Done.Contains(charge.Key);

    /// <summary>What the order asks for, or what was agreed for this period; in a contract's first twelve months nothing is .</summary>
    static Rise? RiseOf(ChargeInTerms charge, EscalationOrder order)
    {
        if (order.AdHoc is { } asked)
            return asked;
        if (charge.Escalation is not { } agreed || agreed.Period != order.From.FinancialNumber(order.FinancialYearEndMonth))
            return null;
        return order.FirstYearToo || order.From >= Period.Of(order.Start).AddMonths(12) ? new Rise(agreed.Type, agreed.Amount) : null;
    }

    /// <summary>
    /// Percent raise every price; an amount is added to what the customer pays as a fee or minimum, where there is one: one amount
    /// can fit neither a single copy nor the supplier's part.
    /// </summary>
    static decimal? Raised(Rise rise, PricePlace place, decimal old, PriceDecimals decimals) => rise.Type switch
    {
        EscalationType.Percentage => Rounded(old * (1 + rise.Amount / 100), place, decimals),
        EscalationType.Amount when old != 0 && place is { Part: not PricePart.UnitCharge, IsFinance: false } => Rounded(old + rise.Amount, place, decimals),
        EscalationType.Amount => null,
    };

    static decimal Rounded(decimal price, PricePlace place, PriceDecimals decimals) => Money.RoundPrice(
        price, place.Part == PricePart.UnitCharge ? decimals.UnitCharges : decimals.Amounts);
}
