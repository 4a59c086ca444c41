using Platen.Rating;

namespace Platen.Billing.Escalation;

/// <summary>What an escalation raises, or raised: contract by contract.</summary>
/// <param name="State"><c>preview</c> or <c>raised</c>.</param>
/// <param name="Missed">Earlier months whose own escalation was left out since the first was done: their prices stay behind.</param>
public sealed record EscalationAnswer(
    Period Period, string State, string? Reason, IReadOnlyList<EscalatedContract> Contracts, IReadOnlyList<EscalationEffects> Effect, IReadOnlyList<Period> Missed);

/// <summary>How much more the same use costs in a year, in one currency.</summary>
/// <param name="Contracts">Those that the sum is made of.</param>
public sealed record EscalationEffects(string Currency, decimal Year, int Contracts);

/// <summary>A contract and its prices that rise.</summary>
/// <param name="Left">Why it is left as it is; null where it rises.</param>
/// <param name="Warning">What to see to all the same.</param>
/// <param name="Year">How much more its use of the last twelve billed months would have cost; null where nothing was billed yet.</param>
public sealed record EscalatedContract(
    string Contract, string Customer, string CustomerName, string Currency, string? Left, string? Warning, decimal? Year, IReadOnlyList<RaisedPrice> Prices);

/// <summary>A price and what it becomes.</summary>
/// <param name="Charge">Its charge: <c>pool/Mono</c>, <c>fee/2020-00018/Insurance</c>.</param>
/// <param name="Machine">The machine that it is charged for alone.</param>
/// <param name="What">In words: Mono pool, minimum.</param>
/// <param name="Supplier">What the back-to-back supplier is owed, which is no customer's business.</param>
/// <param name="Capped">The cap agreed with the customer held it back.</param>
public sealed record RaisedPrice(string Charge, string? Machine, string What, decimal Old, decimal New, bool Supplier, bool Capped)
{
    // With two decimals at least, however they were typed.
    internal static RaisedPrice Of(PriceRise rise, PricedTerms terms) => new(
        rise.Place.Charge, terms.MachineOf(rise.Place.Charge), PriceWords.Of(rise.Place, terms), rise.Old + 0.00m, rise.New + 0.00m, rise.Place.IsFinance, rise.IsCapped);
}
