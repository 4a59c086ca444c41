namespace Platen.Rating;

/// <summary>What was billed once, by the key of its charge: cycles of a fee, cycles and copies of a meter or pool.</summary>
public readonly record struct BilledUse(string Charge, int Cycles, long Copies);

/// <summary>What an escalation is worth: the same use, priced by the terms before and after.</summary>
public static class EscalationEffect
{
    /// <summary>How much more the use would have cost; charges that either version does not know are left out.</summary>
    public static decimal Of(PricedTerms before, PricedTerms after, IEnumerable<BilledUse> uses)
    {
        var more = 0m;
        foreach (var use in uses)
        {
            if (Cost(before, use) is { } old && Cost(after, use) is { } now)
                more += now - old;
        }

        return more;
    }

    static decimal? Cost(PricedTerms terms, BilledUse use)
    {
        if (terms.PriceOf(use.Charge) is { } price)
            return new Tariff(price, use.Cycles).Price(use.Copies).Sum(line => line.Amount);
        return terms.FeeOf(use.Charge) is { } fee ? Money.Round(fee.Amount * use.Cycles) : null;
    }
}
