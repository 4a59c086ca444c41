namespace Platen.Rating;

/// <summary>What the contract includes and does not bill apart (W-1): toner, a kit, labour, a call-out.</summary>
public sealed record Inclusion
{
    public required InclusionKind Kind { get; init; }

    /// <summary>The part's, kit's, craft's or service's code.</summary>
    public required string Code { get; init; }

    /// <summary>How many are included over the contract's term (W-4).</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The type of the item's fee that pays for it, to show what a fee is made of.</summary>
    public string? Fee { get; init; }
}

/// <summary>What may be included (W-1).</summary>
public enum InclusionKind
{
    Part,

    /// <summary>A bill of materials: parts issued together.</summary>
    Bom,

    /// <summary>Labour.</summary>
    Craft,
    Service,
}

/// <summary>A person at the customer's.</summary>
public sealed record Contact
{
    public required string Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
}
