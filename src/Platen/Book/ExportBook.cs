using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Shell.Access;

namespace Platen.Book;

/// <summary>
/// Writes all data as a book, in a settled order, an element a line: what was exported, imported and exported again is the
/// same to the byte. Superseded readings are left out, and so are drafts beside approved terms.
/// </summary>
[Needs(BookPermissions.Export)]
sealed class ExportBook(Database database)
{
    public async Task Run(Stream target, CancellationToken cancellation)
    {
        await using var connection = await database.Connect(cancellation);
        await using var snapshot = await database.Snapshot(connection, cancellation);
        await using var db = new Db(database);
        db.Database.SetDbConnection(connection);
        await db.Database.UseTransactionAsync(snapshot, cancellation);

        var book = new BookWriter(target);
        var rows = new BookRows(db);
        await book.Begin(cancellation);
        await book.Value(Section.Company, await rows.Company(cancellation), cancellation);
        foreach (var (section, table) in SetupSections.All)
            await book.ListIfAny(section, rows.Setup(table), cancellation);
        await book.List(Section.Customers, rows.Customers(cancellation), cancellation);
        await book.List(Section.Machines, rows.Machines(cancellation), cancellation);
        await book.List(Section.Contracts, rows.Contracts(cancellation), cancellation);
        await book.List(Section.Readings, rows.Readings(cancellation), cancellation);
        await book.ListIfAny(Section.ChargeGroups, rows.ChargeGroups(cancellation), cancellation);
        await book.End(cancellation);
    }
}
