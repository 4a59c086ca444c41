using Platen.Shell.Access;

namespace Platen.Book;

/// <summary>What one may be allowed to do with the book.</summary>
static class BookPermissions
{
    public const string Import = "book.import";
    public const string Export = "book.export";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Import, "Import a book"),
        new(Export, "Export the whole book"),
    ];
}
