namespace Platen.Samples;

// The book as it is written down: names and order of its members are those of the document. Money is text, as there.

sealed record Book(
    Company Company,
    IReadOnlyList<ProductCategory> ProductCategories,
    IReadOnlyList<Product> Products,
    IReadOnlyList<CountCycle> CountCycles,
    IReadOnlyList<RunSet> RunSets,
    IReadOnlyList<Customer> Customers,
    IReadOnlyList<Machine> Machines,
    IReadOnlyList<Contract> Contracts,
    IReadOnlyList<Reading> Readings,
    IReadOnlyList<ChargeGroup> ChargeGroups);

sealed record Company(string Name, string Currency, int FinancialYearEndMonth, string TaxRate);

sealed record ProductCategory(string Code, string Name, string Account, string CosAccount, string StockAccount, string PurchasedStockAccount, string Costing, string CostRate);

sealed record Product(string Code, string Name, string Category);

sealed record CountCycle(string Name, string Every, DateOnly From);

sealed record RunSet(string Name, string Cycle);

sealed record Address(string Name, IReadOnlyList<string> Lines);

sealed record Customer(string Code, string Name)
{
    public IReadOnlyList<string>? Roles { get; init; }
    public string? Currency { get; init; }
    public bool? Consolidated { get; init; }
    public bool? InvoicePerMachine { get; init; }
    public string? AccountManager { get; init; }
    public string? Email { get; init; }
    public IReadOnlyList<Address>? Addresses { get; init; }
}

sealed record Machine(
    string Serial,
    string PartCode,
    string Description,
    string Model,
    string Category,
    string Customer,
    string Location,
    IReadOnlyList<Meter> Meters);

sealed record Meter(string Type, int? Digits, int? RollsOverAt, string? CountCycle);

sealed record Contract(string Number, string Customer, string Type, string Status, DateOnly Start, DateOnly? End)
{
    public required IReadOnlyList<Terms> Terms { get; init; }
}

sealed record Terms
{
    public string? From { get; init; }
    public int? CycleMonths { get; init; }
    public int? BillingPeriod { get; init; }
    public int? BillingDay { get; init; }
    public string? Currency { get; init; }
    public string? ExchangeRate { get; init; }
    public string? TaxRate { get; init; }
    public bool? EnforceAuthorisation { get; init; }
    public Escalation? Escalation { get; init; }
    public required IReadOnlyList<Item> Items { get; init; }
    public IReadOnlyList<Fee>? AggregateFees { get; init; }
    public IReadOnlyList<PoolMeter>? AggregateMeters { get; init; }
    public IReadOnlyList<Prepaid>? Prepaid { get; init; }
}

/// <summary>Copies of a pool's meter type that are paid for ahead.</summary>
sealed record Prepaid(string Type, DateOnly Start, DateOnly End, long IncludedUsage);

sealed record Escalation(string Type, string Amount, int Period);

sealed record Item
{
    public string? Machine { get; init; }
    public string? Location { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public IReadOnlyList<Fee>? Fees { get; init; }
    public IReadOnlyList<ItemMeter>? Meters { get; init; }
    public int? SlaHours { get; init; }
    public int? TravelRadius { get; init; }
    public string? TravelChargeRate { get; init; }
}

sealed record Fee(string Type, string Amount)
{
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public string? BillTo { get; init; }
    public string? Supplier { get; init; }
    public string? FinanceAmount { get; init; }
}

sealed record ItemMeter(string Type, long StartReading, DateOnly ReadingDate)
{
    public bool? Aggregate { get; init; }
    public string? MinBilling { get; init; }
    public long? MinQuantity { get; init; }
    public IReadOnlyList<Level>? Levels { get; init; }
}

sealed record PoolMeter(string Type)
{
    public string? MinBilling { get; init; }
    public long? MinQuantity { get; init; }
    public string? Method { get; init; }
    public required IReadOnlyList<Level> Levels { get; init; }
    public string? BillTo { get; init; }
    public string? Supplier { get; init; }
    public string? FinanceAmount { get; init; }
}

sealed record Level(long From, string UnitCharge)
{
    public string? FinanceAmount { get; init; }
}

sealed record Reading(string Serial, string Meter, DateOnly Date, long Value, string Source)
{
    public CounterEvent? Event { get; init; }
}

sealed record ChargeGroup(string Name, string StartPeriod, string Customer, string FinancedBy, int CycleMonths, string Limit, string ChargeProduct)
{
    public required IReadOnlyList<string> Machines { get; init; }
}

sealed record CounterEvent(string Type)
{
    public long? NewStart { get; init; }
}
