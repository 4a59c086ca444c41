using Platen.Contracts;
using Platen.Rating;
using Platen.Shell;

namespace Platen.Billing.Escalation;

/// <summary>Which prices somebody wants to raise. All contracts whose month it is, unless it is narrowed.</summary>
/// <param name="Period">The month in which the new prices start .</param>
public sealed record EscalationRequest(Period Period)
{
    /// <summary>Fees or meters alone .</summary>
    public ChargeKind? Only { get; init; }

    /// <summary>One fee type or meter type.</summary>
    public string? Type { get; init; }
    public string? ContractType { get; init; }
    public string? Contract { get; init; }

    /// <summary>One machine's serial, or one location.</summary>
    public string? Item { get; init; }

    /// <summary>By so much, whatever the contracts say .</summary>
    public Rise? AdHoc { get; init; }

    /// <summary>What an escalation at any time is called: under one name a charge rises once.</summary>
    public string? Reason { get; init; }

    /// <summary>Also contracts in their first twelve months .</summary>
    public bool FirstYearToo { get; init; }

    public string Occasion => AdHoc is null ? EscalatedCharge.Monthly : Reason!.Trim();

    /// <exception cref="Refusal">Both are given.</exception>
    public static Rise? By(decimal? percent, decimal? amount) => (percent, amount) switch
    {
        (null, null) => null,
        ({ } by, null) => new Rise(EscalationType.Percentage, by),
        (null, { } by) => new Rise(EscalationType.Amount, by),
        _ => throw new Refusal("Raise by percent or by an amount, not by both."),
    };

    /// <exception cref="Refusal">It does not say enough, or too much.</exception>
    public void Check()
    {
        if (AdHoc is { Amount: <= 0 or > 1000, Type: EscalationType.Percentage } or { Amount: <= 0 })
            throw new Refusal("An escalation raises prices: by more than 0, and at most 1,000 percent. To lower a price, change the contract.");
        if (AdHoc is not null && string.IsNullOrWhiteSpace(Reason))
            throw new Refusal("Say the reason of an escalation out of turn, like 'toner prices 2027': under one reason a charge rises once.");
        if (AdHoc is null && Reason is not null)
            throw new Refusal("The month's own escalation needs no reason. Say by how much as well, or leave the reason out.");
    }

    internal EscalationOrder Order(int financialYearEndMonth, DateOnly start, EscalationRounding rounding, IReadOnlySet<string> done) => new()
    {
        From = Period,
        FinancialYearEndMonth = financialYearEndMonth,
        Start = start,
        AdHoc = AdHoc,
        FirstYearToo = FirstYearToo,
        Only = Only,
        Type = Type,
        Item = Item,
        Done = done,
        Decimals = new PriceDecimals(rounding.UnitChargeDecimals, rounding.AmountDecimals),
    };
}
