using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Setup;

namespace Platen.Book;

/// <summary>Takes in one of the dealer's tables. A row that a book does not name stays.</summary>
sealed class SetupIntake<T>(BookIntake book, Section section) : SectionIntake
    where T : class, ISetupRow
{
    readonly SetupTable _table = SetupSections.All.Single(known => known.Section == section).Table;
    readonly Dictionary<string, (T Row, int Place)> _rows = new(StringComparer.OrdinalIgnoreCase);

    public override bool IsFull => false;

    public override void Take(int row, ReadOnlySpan<byte> element)
    {
        var path = section.Path(row);
        if (book.Parse<T>(element, path, null, out _) is not { } value)
            return;
        foreach (var fault in value.Faults())
            book.Fault($"{path}.{fault.Path}", fault.Message);
        if (!_rows.TryAdd(value.Key, (value, row)))
            book.Fault(path, $"{value.Key} stands twice; the first is {section.Path(_rows[value.Key].Place)}. Keep one.");
        book.Known.Add(value);
    }

    public override async Task Write(CancellationToken cancellation)
    {
        if (_rows.Count == 0 || !book.IsSound)
            return;
        await using var db = await book.Entities(cancellation);
        var kept = await ListSetup.Kept(db, _table).AsTracking().ToDictionaryAsync(row => row.Key, cancellation);
        foreach (var (row, _) in _rows.Values.OrderBy(row => row.Row.Key, StringComparer.Ordinal))
            Keep(db, kept.GetValueOrDefault(row.Key), row);
        await db.SaveChangesAsync(cancellation);
        if (_table.ReadByRuns && Tally.New + Tally.Updated > 0)
            await db.Company.ExecuteUpdateAsync(set => set.SetProperty(company => company.Revision, book.Revision), cancellation);
        _rows.Clear();
    }

    void Keep(Data.Db db, SetupRow? kept, T row)
    {
        var document = KeepSetup.Text(row);
        if (kept is null)
        {
            db.SetupRows.Add(new SetupRow { Name = _table.Name, Key = row.Key, Document = document });
            book.Note(new Change("setup.added", _table.One, row.Key, After: row));
            Tally.New++;
        }
        else if (Contracts.TermsDocument.Same(kept.Document, document))
        {
            Tally.Unchanged++;
        }
        else
        {
            book.Note(new Change("setup.changed", _table.One, row.Key, _table.Read(kept.Document), row));
            kept.Document = document;
            Tally.Updated++;
        }
    }
}
