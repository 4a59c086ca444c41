using Platen.Setup;

namespace Platen.Book;

/// <summary>The parts of a book, in their order: each may refer to what stands in those before.</summary>
enum Section
{
    Version,
    Company,
    Sites,
    ExchangeRates,
    TaxRates,
    ContractTypes,
    FeeTypes,
    MeterTypes,
    PartCodes,
    ProductCategories,
    Products,
    CountCycles,
    RunSets,
    Customers,
    Machines,
    Contracts,
    Readings,
    ChargeGroups,
}

/// <summary>The parts by the names they have in the file.</summary>
static class Sections
{
    static readonly string[] Names = ["book", "company", .. SetupTables.All.Select(table => table.Name), "customers", "machines", "contracts", "readings", "chargeGroups"];

    public static string Name(this Section section) => Names[(int)section];

    /// <summary>An array of elements, read one by one; the others are a value.</summary>
    public static bool IsList(this Section section) => section > Section.Company;

    public static Section? Named(string name) => Array.IndexOf(Names, name) is >= 0 and var index ? (Section)index : null;

    public static string All => string.Join(", ", Names);

    /// <summary>The JSON path of an element: <c>$.contracts[12]</c>.</summary>
    public static string Path(this Section section, int index) =>
        section.IsList() && index >= 0
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"$.{section.Name()}[{index}]")
            : $"$.{section.Name()}";
}
