using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.Book;

/// <summary>
/// Imports a book: as a stream, all of it or nothing, with every fault named by its JSON path. Importing it again changes
/// nothing.
/// </summary>
[Needs(BookPermissions.Import)]
sealed class ImportBook(Database database, AuditTrail trail)
{
    /// <summary>From so many rows on, the database's planner is told.</summary>
    const int ManyRows = 10_000;

    /// <param name="file">The book. One whose sections stand in another order is read several times, so it must be able to seek.</param>
    /// <param name="approve">Other terms of known contracts are approved at once, not kept as drafts.</param>
    /// <exception cref="Refusal">The book has faults; nothing was changed.</exception>
    public async Task<BookImported> Run(Stream file, bool approve, IProgress<Step> progress, CancellationToken cancellation)
    {
        long? length = file.CanSeek ? file.Length : null;
        if (await Pass(file, length, approve, inOrder: true, progress, cancellation) is { } imported)
            return imported;

        if (!file.CanSeek)
            throw new Refusal($"The sections of a book that comes in a stream stand in this order: {Sections.All}.");
        return (await Pass(file, length, approve, inOrder: false, progress, cancellation))!;
    }

    /// <summary>Null: the sections are not in order, and nothing was changed.</summary>
    async Task<BookImported?> Pass(
        Stream file, long? length, bool approve, bool inOrder, IProgress<Step> progress, CancellationToken cancellation)
    {
        BookImported imported;
        await using (var transaction = await database.Write(cancellation))
        {
            // Taken first: writers wait for each other here, so what is known now is known until the end.
            var revision = await Sequences.Take(transaction.Connection, Sequences.Revision, 1, cancellation);
            using var book = new BookIntake { Database = database, Transaction = transaction, Revision = revision, Now = trail.Now, Who = trail.Who, Approve = approve };
            await book.Known.Load(transaction.Connection, cancellation);
            using var pass = new BookPass(book, progress, length);
            var hash = await Read(file, book, pass, inOrder, cancellation);
            if (pass.IsOutOfOrder)
                return null;

            Refuse(book);
            imported = Result(book, pass);
            if (!imported.Changed)
                return imported;
            var name = file is FileStream { Name: var path } ? Path.GetFileName(path) : "book";
            var change = new Change("book.imported", "book", name, After: ImportedScope.Of(book, imported, hash));
            await trail.Commit(transaction, book.Changes.Prepend(change), cancellation);
        }

        await Analyze(imported, cancellation);
        return imported;
    }

    /// <returns>The hash of the file.</returns>
    static async Task<string> Read(Stream file, BookIntake book, BookPass pass, bool inOrder, CancellationToken cancellation)
    {
        var hash = "";
        Section?[] sections = inOrder ? [null] : [.. Enum.GetValues<Section>().Cast<Section?>()];
        try
        {
            foreach (var only in sections)
            {
                if (!inOrder)
                    file.Position = 0;
                using var reader = new BookReader(file);
                await pass.Run(reader, only, cancellation);
                hash = reader.Hash;
            }

            if (!pass.IsOutOfOrder && !book.HasTooManyFaults)
                await pass.CheckWhole(cancellation);
        }
        catch (BrokenBookException broken)
        {
            book.Fault(broken.Fault);
        }

        return hash;
    }

    static void Refuse(BookIntake book)
    {
        if (book.IsSound)
            return;
        var count = book.HasTooManyFaults ? $"{book.Faults.Count} faults or more" : book.Faults.Count == 1 ? "1 fault" : $"{book.Faults.Count} faults";
        throw new Refusal($"The book has {count}; nothing was changed.", book.Faults);
    }

    static BookImported Result(BookIntake book, BookPass pass)
    {
        var readings = pass.Readings.Result;
        Tally[] tallies = [pass.Company.Tally, .. pass.Setup, pass.Customers.Tally, pass.Machines.Tally, pass.Contracts.Tally, pass.Groups.Tally];
        return new BookImported(
            tallies.Any(tally => tally.New + tally.Updated > 0) || book.Meters.HasNamed || !readings.ChangedNothing,
            Counted.Of(pass.Customers.Tally),
            Counted.Of(pass.Machines.Tally),
            Counted.Of(pass.Contracts.Tally),
            pass.Contracts.Drafts,
            new CountedReadings(readings.Taken, readings.Held, readings.Unchanged, readings.Superseded),
            [.. readings.HeldOnes.OrderBy(held => held.Row).Select(held => new Fault(Section.Readings.Path(held.Row), held.Reason))],
            book.Warnings,
            pass.Groups.Tally.Total == 0 ? null : Counted.Of(pass.Groups.Tally));
    }

    async Task Analyze(BookImported imported, CancellationToken cancellation)
    {
        if (imported.Customers.New + imported.Machines.New + imported.Contracts.New + imported.Readings.Taken < ManyRows)
            return;
        await using var connection = await database.Connect(cancellation);
        await database.Analyze(connection, cancellation);
    }
}
