using System.ComponentModel;
using Platen.ChargeGroups;
using Platen.Setup;

namespace Platen.Book;

/// <summary>A whole book, for its schema. Nothing reads or writes one in one piece: a dealer's book may be gigabytes.</summary>
[Description("A dealer's data as one document. Money is a string in decimal notation; the sections stand in this order.")]
sealed record BookDocument
{
    public const string CurrentVersion = "1.0";

    [Description("The version of this format.")]
    public required string Book { get; init; }
    public BookCompany? Company { get; init; }
    public IReadOnlyList<Site> Sites { get; init; } = [];
    public IReadOnlyList<ExchangeRate> ExchangeRates { get; init; } = [];
    public IReadOnlyList<TaxRate> TaxRates { get; init; } = [];
    public IReadOnlyList<ContractType> ContractTypes { get; init; } = [];
    public IReadOnlyList<FeeType> FeeTypes { get; init; } = [];
    public IReadOnlyList<MeterType> MeterTypes { get; init; } = [];
    public IReadOnlyList<PartCode> PartCodes { get; init; } = [];
    public IReadOnlyList<ProductCategory> ProductCategories { get; init; } = [];
    public IReadOnlyList<Product> Products { get; init; } = [];
    public IReadOnlyList<CountCycle> CountCycles { get; init; } = [];
    public IReadOnlyList<RunSet> RunSets { get; init; } = [];
    public IReadOnlyList<BookCustomer> Customers { get; init; } = [];
    public IReadOnlyList<BookMachine> Machines { get; init; } = [];
    public IReadOnlyList<BookContract> Contracts { get; init; } = [];
    public IReadOnlyList<BookReading> Readings { get; init; } = [];
    public IReadOnlyList<GroupDetails> ChargeGroups { get; init; } = [];
}
