namespace Platen.Machines;

/// <summary>A device with a serial, at a customer. What it is billed stands in the customer's contracts.</summary>
sealed class Machine
{
    public required int Id { get; init; }
    public required string Serial { get; init; }
    public string? PartCode { get; set; }
    public string? Description { get; set; }
    public string? Model { get; set; }
    public string? Category { get; set; }
    public string? AssetRegisterNo { get; set; }
    public int CustomerId { get; set; }

    /// <summary>Whose it is; null: not told.</summary>
    public Ownership? Ownership { get; set; }

    /// <summary>Where it stands, by the name of one of the customer's addresses (L-10).</summary>
    public string? ShippingAddress { get; set; }

    /// <summary>Where on the customer's site a technician finds it: "Reception".</summary>
    public string? Location { get; set; }
    public long Revision { get; set; }
}

/// <summary>How a machine came to the customer.</summary>
enum Ownership
{
    /// <summary>By the dealer, to the customer.</summary>
    Sold,

    /// <summary>The dealer's, issued to the customer.</summary>
    Rental,

    /// <summary>The customer's own, from elsewhere.</summary>
    CustomerOwned,
}

/// <summary>Ownership in a person's words.</summary>
static class OwnershipWords
{
    public static string Word(this Ownership ownership) => ownership switch
    {
        Ownership.Sold => "sold",
        Ownership.Rental => "rental",
        Ownership.CustomerOwned => "the customer's own",
    };
}

/// <summary>A counter of a machine: "Mono", "Colour".</summary>
sealed class Meter
{
    public required int Id { get; init; }
    public required int MachineId { get; init; }
    public required string Type { get; init; }

    /// <summary>The count at which it shows 0 again: 10,000,000 for seven digits (RD-5).</summary>
    public long RollsOverAt { get; set; }
}
