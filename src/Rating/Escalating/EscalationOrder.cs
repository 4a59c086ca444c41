namespace Platen.Rating;

/// <summary>
/// Which prices of a contract are to rise, from when and how: the month's own escalation, or one at any time on any
/// selection.
/// </summary>
public sealed record EscalationOrder
{
    /// <summary>The month in which the new prices start .</summary>
    public required Period From { get; init; }
    public required int FinancialYearEndMonth { get; init; }

    /// <summary>The contract's first day: in its first twelve months nothing rises by itself .</summary>
    public required DateOnly Start { get; init; }

    /// <summary>
    /// Raise by this, whatever the terms say and in whichever period; null: as the terms say, where their period has
    /// come. A cap in the terms holds all the same.
    /// </summary>
    public Rise? AdHoc { get; init; }

    /// <summary>As the terms say, also in the contract's first twelve months.</summary>
    public bool FirstYearToo { get; init; }

    /// <summary>Fees or meters alone; null: both.</summary>
    public ChargeKind? Only { get; init; }

    /// <summary>One fee type or meter type; null: all.</summary>
    public string? Type { get; init; }

    /// <summary>The machine or location of one item; null: all items, and what is set once for all of them.</summary>
    public string? Item { get; init; }

    /// <summary>The keys of charges raised already on this occasion: none rises twice .</summary>
    public IReadOnlySet<string> Done { get; init; } = System.Collections.Frozen.FrozenSet<string>.Empty;

    public PriceDecimals Decimals { get; init; } = new(6, 2);
}

/// <summary>How far prices rise: 10 is 10 %, or 10 of the contract's currency.</summary>
public readonly record struct Rise(EscalationType Type, decimal Amount);

/// <summary>To how many decimals new prices are rounded: unit charges 0 to 6, amounts 0 to 2.</summary>
public readonly record struct PriceDecimals(int UnitCharges, int Amounts);
