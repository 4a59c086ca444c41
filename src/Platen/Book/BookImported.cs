using Platen.Shell;

namespace Platen.Book;

/// <summary>What came of importing a book.</summary>
/// <param name="Drafts">Versions of known contracts that now wait for approval.</param>
/// <param name="Held">The readings that need a person, with the reason; the first 10,000.</param>
/// <param name="Warnings">Worth a look; they refused nothing.</param>
/// <param name="ChargeGroups">Null where the book has none.</param>
sealed record BookImported(
    bool Changed,
    Counted Customers,
    Counted Machines,
    Counted Contracts,
    int Drafts,
    CountedReadings Readings,
    IReadOnlyList<Fault> Held,
    IReadOnlyList<Fault> Warnings,
    Counted? ChargeGroups = null);

/// <summary>Elements of a section by what came of them.</summary>
sealed record Counted(int New, int Updated, int Unchanged)
{
    public static Counted Of(Tally tally) => new(tally.New, tally.Updated, tally.Unchanged);
}

/// <summary>Readings by what came of them; held ones need a person before they are billed.</summary>
sealed record CountedReadings(long Taken, long Held, long Unchanged, long Superseded);
