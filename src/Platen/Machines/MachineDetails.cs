using Platen.Customers;
using Platen.Shell;

namespace Platen.Machines;

/// <summary>A machine's counter as it is written.</summary>
/// <param name="RollsOverAt">The count at which it shows 0 again; null: 9 digits.</param>
public sealed record MeterDetails(string Type, long? RollsOverAt = null)
{
    internal const long Usual = 1_000_000_000;
}

/// <summary>A machine as it is written and read, but for its serial: by a page, a program, a verb.</summary>
sealed record MachineDetails
{
    /// <summary>Code of the customer where it stands.</summary>
    public required string Customer { get; init; }

    /// <summary>A new machine takes from it what is left out here, its meters too.</summary>
    public string? PartCode { get; init; }
    public string? Description { get; init; }
    public string? Model { get; init; }
    public string? Category { get; init; }
    public string? AssetRegisterNo { get; init; }
    public Ownership? Ownership { get; init; }

    /// <summary>Where on the customer's site a technician finds it.</summary>
    public string? Location { get; init; }

    /// <summary>The name of one of the customer's addresses.</summary>
    public string? ShippingAddress { get; init; }

    /// <summary>Counters to have; those that are there stay.</summary>
    public IReadOnlyList<MeterDetails> Meters { get; init; } = [];

    public static MachineDetails Of(Machine machine, string customer, IEnumerable<Meter> meters) => new()
    {
        Customer = customer,
        PartCode = machine.PartCode,
        Description = machine.Description,
        Model = machine.Model,
        Category = machine.Category,
        AssetRegisterNo = machine.AssetRegisterNo,
        Ownership = machine.Ownership,
        Location = machine.Location,
        ShippingAddress = machine.ShippingAddress,
        Meters = [.. meters.Select(meter => new MeterDetails(meter.Type, meter.RollsOverAt))],
    };

    public void Into(Machine machine, Customer customer)
    {
        (machine.PartCode, machine.Description, machine.Model) = (PartCode, Description, Model);
        (machine.Category, machine.AssetRegisterNo, machine.Ownership) = (Category, AssetRegisterNo, Ownership);
        (machine.CustomerId, machine.Location, machine.ShippingAddress) = (customer.Id, Location, ShippingAddress);
    }

    /// <param name="customer">The one that is named; null: there is none of the code.</param>
    public IEnumerable<Fault> Faults(Customer? customer)
    {
        if (customer is null)
            yield return new Fault("customer", $"There is no customer {Customer}.");
        else if (ShippingAddress is not null && Address.Read(customer.Addresses).All(address => address.Name != ShippingAddress))
            yield return new Fault("shippingAddress", $"The customer {Customer} has no address {ShippingAddress}. Add it to the customer's addresses, or leave this out.");
        for (var i = 0; i < Meters.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Meters[i].Type) || Meters.Take(i).Any(before => before.Type == Meters[i].Type))
                yield return new Fault(FormattableString.Invariant($"meters[{i}].type"), "Each meter type stands once, and is not empty.");
            if (Meters[i].RollsOverAt < 2)
                yield return new Fault(FormattableString.Invariant($"meters[{i}].rollsOverAt"), "A counter begins again at 2 or more.");
        }
    }
}
