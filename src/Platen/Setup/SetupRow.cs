using Platen.Shell;

namespace Platen.Setup;

/// <summary>A row of one of the dealer's tables as it is kept: small tables, read whole, each row a document.</summary>
sealed class SetupRow
{
    /// <summary>The table by its name in a book: <c>exchangeRates</c>.</summary>
    public required string Name { get; init; }
    public required string Key { get; init; }
    public required string Document { get; set; }
}

/// <summary>A row of one of the dealer's tables as it is written: in a book, by a program, on a page.</summary>
interface ISetupRow
{
    /// <summary>What tells it from the others of its table.</summary>
    string Key { get; }

    /// <summary>What is wrong with it, by field.</summary>
    IEnumerable<Fault> Faults();
}
