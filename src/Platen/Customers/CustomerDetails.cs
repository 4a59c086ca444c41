using Platen.Shell;

namespace Platen.Customers;

/// <summary>A customer, finance company or supplier as it is written and read: by a page, a program, a verb.</summary>
sealed record CustomerDetails
{
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Of customer, finance-company, supplier.</summary>
    public IReadOnlyList<string> Roles { get; init; } = ["customer"];

    /// <summary>ISO code; null: the company's.</summary>
    public string? Currency { get; init; }

    /// <summary>One invoice for all its contracts (M-13).</summary>
    public bool Consolidated { get; init; }

    /// <summary>One meter invoice for each machine priced alone (G-9).</summary>
    public bool InvoicePerMachine { get; init; }
    public string? AccountManager { get; init; }
    public string? Email { get; init; }

    /// <summary>How invoices reach it; null: by mail where there is an address, else on paper.</summary>
    public DeliveryWay? Delivery { get; init; }
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>Places to choose from: Reception, Server room.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];

    static readonly string[] KnownRoles = ["customer", "finance-company", "supplier"];

    public static CustomerDetails Of(Customer customer) => new()
    {
        Code = customer.Code,
        Name = customer.Name,
        Roles = customer.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries),
        Currency = customer.Currency,
        Consolidated = customer.Consolidated,
        InvoicePerMachine = customer.InvoicePerMachine,
        AccountManager = customer.AccountManager,
        Email = customer.Email,
        Delivery = customer.Delivery,
        Addresses = Address.Read(customer.Addresses),
        Locations = customer.LocationNames,
    };

    /// <summary>Writes all but the code, which stays.</summary>
    public void Into(Customer customer)
    {
        (customer.Name, customer.Roles, customer.Currency) = (Name.Trim(), string.Join(',', KnownRoles.Where(Roles.Contains)), Currency);
        (customer.Consolidated, customer.InvoicePerMachine) = (Consolidated, InvoicePerMachine);
        (customer.AccountManager, customer.Email, customer.Delivery) = (AccountManager, Email, Delivery);
        (customer.Addresses, customer.LocationNames) = (Address.Write(Addresses), Locations);
    }

    public IEnumerable<Fault> Faults()
    {
        if (string.IsNullOrWhiteSpace(Code) || Code.Trim() != Code || Code.Length > 60)
            yield return new Fault("code", "A code is up to 60 letters, with no space before or after.");
        if (string.IsNullOrWhiteSpace(Name))
            yield return new Fault("name", "May not be empty.");
        foreach (var role in Roles.Except(KnownRoles))
            yield return new Fault("roles", $"There is no role {role}. There are: {string.Join(", ", KnownRoles)}.");
        if (Currency is not null && (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper)))
            yield return new Fault("currency", $"'{Currency}' is no currency. Use an ISO code like \"ZAR\".");
        foreach (var fault in Address.Faults(Addresses))
            yield return fault;
        if (Locations.Any(string.IsNullOrWhiteSpace))
            yield return new Fault("locations", "A location has a name.");
    }
}
