using System.Text.Json;
using Platen.Data;

namespace Platen.Customers;

/// <summary>The dealer itself; one row.</summary>
sealed class Company
{
    public int Id { get; init; } = 1;
    public required string Name { get; set; }

    /// <summary>ISO code of the currency that the books are kept in.</summary>
    public required string Currency { get; set; }

    /// <summary>The financial year's last month, 1 to 12; period 1 is the month after (C-1).</summary>
    public int FinancialYearEndMonth { get; set; } = 12;

    /// <summary>Percent; the tax of contracts that name none (T-1).</summary>
    public decimal TaxRate { get; set; }
    public long Revision { get; set; }
}

/// <summary>Somebody who is billed, who finances, or who supplies; one code may be several of these.</summary>
sealed class Customer
{
    public required int Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>Comma-separated: customer, finance-company, supplier.</summary>
    public required string Roles { get; set; }

    /// <summary>Null: the company's.</summary>
    public string? Currency { get; set; }

    /// <summary>One invoice for all its contracts; may have no aggregate contract (M-13).</summary>
    public bool Consolidated { get; set; }

    /// <summary>One meter invoice for each machine priced alone (G-9).</summary>
    public bool InvoicePerMachine { get; set; }
    public string? AccountManager { get; set; }
    public string? Email { get; set; }

    /// <summary>Null: by mail where there is an address, else on paper.</summary>
    public DeliveryWay? Delivery { get; set; }

    /// <summary>A JSON list of <see cref="Address"/>; null: none.</summary>
    public string? Addresses { get; set; }

    /// <summary>A JSON list of places to choose from; null: none.</summary>
    public string? Locations { get; set; }

    public IReadOnlyList<string> LocationNames
    {
        get => Locations is null ? [] : JsonSerializer.Deserialize<List<string>>(Locations)!;
        set => Locations = Write(value);
    }

    public static string? Write(IReadOnlyList<string> locations) => locations.Count == 0 ? null : JsonSerializer.Serialize(locations, Json.Options);

    public long Revision { get; set; }
}
