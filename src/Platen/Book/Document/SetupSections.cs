using Platen.Setup;

namespace Platen.Book;

/// <summary>The sections that are the dealer's tables.</summary>
static class SetupSections
{
    public static IEnumerable<(Section Section, SetupTable Table)> All => SetupTables.All.Select((table, i) => (Section.Sites + i, table));
}
