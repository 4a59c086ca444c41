using Platen.Audit;

namespace Platen.Book;

/// <summary>
/// An imported book in the audit trail: which file, what came of it, and the ids of what is new. Known records that it changed have
/// entries of their own.
/// </summary>
sealed record ImportedScope(
    string Sha256, bool Approved, long Revision, Counted Customers, Counted Machines, Counted Contracts, int Drafts, CountedReadings Readings,
    IReadOnlyDictionary<string, IdRange> Ids)
{
    static readonly (string Kind, string Table)[] Kinds = [("customer", "customers"), ("machine", "machines"), ("contract", "contracts")];

    public static ImportedScope Of(BookIntake book, BookImported imported, string hash) => new(
        hash, book.Approve, book.Revision, imported.Customers, imported.Machines, imported.Contracts, imported.Drafts, imported.Readings,
        Kinds.Where(kind => book.Fresh(kind.Table) is not null).ToDictionary(kind => kind.Kind, kind => book.Fresh(kind.Table)!.Value));
}
