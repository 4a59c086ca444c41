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

    /// <summary>Where on the customer's site a technician finds it: "Reception".</summary>
    public string? Location { get; set; }
    public long Revision { get; set; }
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
