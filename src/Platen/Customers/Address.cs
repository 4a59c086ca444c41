using System.ComponentModel;
using System.Text.Json;
using Platen.Data;
using Platen.Shell;

namespace Platen.Customers;

/// <summary>What an address is for.</summary>
enum AddressKind
{
    /// <summary>Where invoices go.</summary>
    Billing,

    /// <summary>Where machines and parts are sent, and where a contract's item stands.</summary>
    Shipping,

    /// <summary>Where a machine stands, apart from where things are sent.</summary>
    Machine,
}

/// <summary>One of a customer's addresses, by a name of its own: contracts and machines refer to it by that.</summary>
[Description("One of a customer's addresses; contracts and machines refer to it by its name.")]
sealed record Address
{
    public required string Name { get; init; }

    [Description("Default billing.")]
    public AddressKind Kind { get; init; }
    public required IReadOnlyList<string> Lines { get; init; }

    [Description("The one of its kind where none is named; one at most.")]
    [DefaultValue(false)]
    public bool Default { get; init; }

    /// <summary>A customer's addresses as they are kept.</summary>
    public static IReadOnlyList<Address> Read(string? kept) => kept is null ? [] : JsonSerializer.Deserialize<List<Address>>(kept, Json.Options)!;

    public static string? Write(IReadOnlyList<Address> addresses) => addresses.Count == 0 ? null : JsonSerializer.Serialize(addresses, Json.Options);

    /// <summary>Where an invoice goes, a line a line: the address named, else the usual one; null where there is none.</summary>
    public static string? ForInvoices(IReadOnlyList<Address> addresses, string? name)
    {
        var billing = addresses.Where(address => address.Kind == AddressKind.Billing).ToList();
        var chosen = addresses.FirstOrDefault(address => name is not null && string.Equals(address.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? billing.Find(address => address.Default) ?? (billing.Count == 1 ? billing[0] : null);
        return chosen is null ? null : string.Join('\n', chosen.Lines.Where(line => !string.IsNullOrWhiteSpace(line)));
    }

    /// <summary>What is wrong with a customer's addresses, by place.</summary>
    public static IEnumerable<Fault> Faults(IReadOnlyList<Address> addresses)
    {
        for (var i = 0; i < addresses.Count; i++)
        {
            var (address, path) = (addresses[i], FormattableString.Invariant($"addresses[{i}]"));
            if (string.IsNullOrWhiteSpace(address.Name))
                yield return new Fault($"{path}.name", "May not be empty.");
            else if (addresses.Take(i).Any(before => string.Equals(before.Name, address.Name, StringComparison.OrdinalIgnoreCase)))
                yield return new Fault($"{path}.name", $"There are two addresses {address.Name}. Give each a name of its own.");
            if (address.Lines.Count == 0 || address.Lines.All(string.IsNullOrWhiteSpace))
                yield return new Fault($"{path}.lines", "An address has at least one line.");
            if (address.Default && addresses.Take(i).Any(before => before.Default && before.Kind == address.Kind))
                yield return new Fault($"{path}.default", $"There are two default {address.Kind.ToString().ToLowerInvariant()} addresses. Keep one.");
        }
    }
}
