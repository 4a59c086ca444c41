using System.ComponentModel;
using Platen.Customers;

namespace Platen.Book;

/// <summary>Somebody who is billed, finances or supplies, as a book tells it.</summary>
[Description("Somebody who is billed, who finances, or who supplies.")]
sealed record BookCustomer
{
    public required string Code { get; init; }
    public required string Name { get; init; }

    [Description("Default: customer.")]
    public IReadOnlyList<BookRole> Roles { get; init; } = [BookRole.Customer];

    [Description("ISO code; default the company's.")]
    public string? Currency { get; init; }

    [Description("One invoice for all its contracts; such a customer may not have an aggregate contract (M-13).")]
    public bool Consolidated { get; init; }

    [Description("One meter invoice for each machine priced alone.")]
    public bool InvoicePerMachine { get; init; }
    public string? AccountManager { get; init; }
    public string? Email { get; init; }

    [Description("How invoices reach it: mail, print or none; default by mail where there is an e-mail address, else on paper.")]
    public DeliveryWay? Delivery { get; init; }

    [Description("Billing, shipping and machine addresses, each with a name.")]
    [DefaultValue(null)]
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    [Description("Places to choose from.")]
    [DefaultValue(null)]
    public IReadOnlyList<string> Locations { get; init; } = [];
}

/// <summary>What somebody is to the dealer.</summary>
enum BookRole
{
    Customer,
    FinanceCompany,
    Supplier,
}
