using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Shell;

namespace Platen.Book;

/// <summary>
/// One book on its way in: its transaction, what is known, what is wrong with it, and what came of it. Once a fault is
/// found nothing more is written; the rest of the book is still checked, so that all faults are told at once.
/// </summary>
sealed class BookIntake : IDisposable
{
    const int MostFaults = 100, MostWarnings = 1000;

    readonly List<Fault> _faults = [], _warnings = [];
    readonly ChangeSpool _changes = new();
    readonly Dictionary<string, IdRange> _fresh = [];
    int _madeUp = 1_000_000_000;

    public BookIntake() => (Meters, Consolidation) = (new MeterIntake(this), new ConsolidationRules(this));

    public required Database Database { get; init; }
    public required WriteTransaction Transaction { get; init; }
    public required long Revision { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required Actor Who { get; init; }
    public required bool Approve { get; init; }
    public Known Known { get; } = new();
    public MeterIntake Meters { get; }
    public ConsolidationRules Consolidation { get; }
    public IReadOnlyList<Fault> Faults => _faults;
    public IReadOnlyList<Fault> Warnings => _warnings;
    public bool IsSound => _faults.Count == 0;
    public bool HasTooManyFaults => _faults.Count >= MostFaults;

    public void Fault(string path, string message) => _faults.Add(new Fault(path, message));

    public void Fault(Fault fault) => _faults.Add(fault);

    public void Warn(string path, string message)
    {
        if (_warnings.Count < MostWarnings)
            _warnings.Add(new Fault(path, message));
    }

    /// <summary>What is other about known records, for the audit trail.</summary>
    public IEnumerable<Change> Changes => _changes.All();

    /// <summary>Notes what is other about a known record, if anything is.</summary>
    public void Note(string kind, string subject, Changed? changed)
    {
        if (changed is not null)
            _changes.Add(new Change($"{kind}.changed", kind, subject, changed.Before, changed.After));
    }

    public void Note(Change change) => _changes.Add(change);

    /// <summary>The ids that new rows of a table got; null: there are none.</summary>
    public IdRange? Fresh(string table) => _fresh.TryGetValue(table, out var ids) ? ids : null;

    /// <summary>Takes ids for new rows of a table and returns the first. A book that is going to be refused gets made-up ones.</summary>
    public async Task<int> Ids(string table, int count, CancellationToken cancellation)
    {
        if (count == 0)
            return 0;
        if (IsSound)
        {
            // One range for each table: nobody else gets a number of it until this transaction ends.
            var first = (int)await Sequences.Take(Transaction.Connection, table, count, cancellation);
            _fresh[table] = new IdRange(_fresh.TryGetValue(table, out var before) ? before.First : first, first + count - 1);
            return first;
        }

        _madeUp += count;
        return _madeUp - count;
    }

    /// <summary>Rows as entities, inside this book's transaction.</summary>
    public async Task<Db> Entities(CancellationToken cancellation)
    {
        var db = new Db(Database);
        db.Database.SetDbConnection(Transaction.Connection);
        await db.Database.UseTransactionAsync(Transaction.Transaction, cancellation);
        return db;
    }

    /// <summary>The element as a value; null when it cannot be one, with its faults.</summary>
    /// <param name="key">The field that others refer to it by.</param>
    /// <param name="name">What stands there, when the element has faults.</param>
    public T? Parse<T>(ReadOnlySpan<byte> element, string path, string? key, out string? name)
        where T : class
    {
        name = null;
        if (!CheckText(element, path))
            return null;
        try
        {
            if (JsonSerializer.Deserialize<T>(element, Json.Options) is { } value)
                return value;
        }
        catch (JsonException)
        {
            // Told below, in full and in the trade's words.
        }

        Explain<T>(element, path, key, out name);
        return null;
    }

    /// <exception cref="BrokenBookException">The file's encoding is wrong, and so nothing in it can be trusted.</exception>
    bool CheckText(ReadOnlySpan<byte> element, string path)
    {
        if (!Utf8.IsValid(element))
            throw new BrokenBookException(path, "Not in UTF-8. Save the file as UTF-8.");
        if (element.IndexOf("\\u0000"u8) < 0)
            return true;
        Fault(path, "Holds the character \\u0000, which no text may.");
        return false;
    }

    void Explain<T>(ReadOnlySpan<byte> element, string path, string? key, out string? name)
    {
        name = null;
        using var document = JsonDocument.Parse(element.ToArray());
        var before = _faults.Count;
        new ElementFaults(_faults).Find(document.RootElement, typeof(T), path);
        if (_faults.Count == before)
            Fault(path, "Cannot be read. Check its texts for broken characters.");
        if (key is not null && document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty(key, out var field) && field.ValueKind == JsonValueKind.String)
        {
            name = field.GetString();
        }
    }

    public void Dispose() => _changes.Dispose();
}
