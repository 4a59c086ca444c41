namespace Platen.Book;

/// <summary>Takes in one section of a book: checks each element as it comes, then writes many together.</summary>
abstract class SectionIntake
{
    public Tally Tally { get; } = new();

    /// <summary>Enough came to be written together.</summary>
    public abstract bool IsFull { get; }

    public abstract void Take(int row, ReadOnlySpan<byte> element);

    /// <summary>Writes what came since the last time.</summary>
    public abstract Task Write(CancellationToken cancellation);

    /// <summary>The section is over.</summary>
    public virtual Task Finish(CancellationToken cancellation) => Write(cancellation);
}

/// <summary>An element and its place in the section.</summary>
readonly record struct Entry<T>(int Row, T Value);

/// <summary>A section of elements that others refer to, by a code, serial or number.</summary>
abstract class SectionIntake<T>(BookIntake book, Section section, string key) : SectionIntake
    where T : class
{
    const int AtOnce = 400;

    readonly List<Entry<T>> _batch = [];

    protected BookIntake Book => book;

    public sealed override bool IsFull => _batch.Count >= AtOnce;

    public sealed override void Take(int row, ReadOnlySpan<byte> element)
    {
        var path = Path(row);
        if (book.Parse<T>(element, path, key, out var name) is not { } value)
        {
            if (name is not null)
                Register(name, row, null);
            return;
        }

        name = Name(value);
        if (string.IsNullOrWhiteSpace(name))
            book.Fault($"{path}.{key}", "May not be empty.");
        else if (Register(name, row, value) is { } first)
            book.Fault($"{path}.{key}", $"{name} stands twice; the first is {Path(first)}. Keep one.");
        else
            Check(path, value);
        _batch.Add(new Entry<T>(row, value));
    }

    public sealed override async Task Write(CancellationToken cancellation)
    {
        // Of two with one name, in a book that is going to be refused, the first.
        var fresh = _batch.Where(entry => Id(entry.Value) == 0).DistinctBy(entry => Name(entry.Value)).ToList();
        var known = _batch.Count - fresh.Count;
        await Number(fresh, cancellation);
        if (book.IsSound && fresh.Count > 0)
            await Insert(fresh, cancellation);
        if (book.IsSound && known > 0)
        {
            var isFresh = fresh.Select(entry => entry.Row).ToHashSet();
            await Update(_batch.Where(entry => !isFresh.Contains(entry.Row)).ToDictionary(entry => Id(entry.Value), entry => entry.Value), cancellation);
        }

        _batch.Clear();
    }

    protected string Path(int row) => section.Path(row);

    protected abstract string Name(T value);

    /// <summary>The id that it is kept under; 0 while it is not.</summary>
    protected abstract int Id(T value);

    /// <summary>Remembers that it stands in the book; the place of another of the same name, if there is one.</summary>
    /// <param name="value">Null: it has faults, and is only not to be missed.</param>
    protected abstract int? Register(string name, int row, T? value);

    protected abstract void Check(string path, T value);

    /// <summary>Gives new ones their ids.</summary>
    protected abstract Task Number(IReadOnlyList<Entry<T>> fresh, CancellationToken cancellation);

    protected abstract Task Insert(IReadOnlyList<Entry<T>> fresh, CancellationToken cancellation);

    protected abstract Task Update(IReadOnlyDictionary<int, T> known, CancellationToken cancellation);
}
