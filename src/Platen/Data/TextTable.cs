using System.Text;

namespace Platen.Data;

/// <summary>
/// Values by a text, as in a dictionary, in some 20 bytes each beside the value and the text's letters, where a dictionary of
/// strings takes a hundred and more: for every serial of a large dealer. The texts themselves are compared, not their hashes alone.
/// </summary>
sealed class TextTable<T>
    where T : struct
{
    const int PageBits = 16, PageSize = 1 << PageBits;

    readonly Pages<Entry> _entries = new();
    readonly List<byte[]> _letters = []; // in UTF-8; a text stands on one page, which for a long one is longer
    int _used = PageSize; // of the last page
    int[] _chains = new int[1024]; // the entry that a chain begins with, and 1

    /// <summary>A text and its value.</summary>
    struct Entry
    {
        public int Hash;
        public int Next; // in the chain of those whose hashes end alike: the entry, and 1
        public int At; // the page of its letters, and where on it
        public int Length;
        public T Value;
    }

    /// <summary>Puts a value in the place of the one that the text has, if any.</summary>
    public T this[ReadOnlySpan<char> text]
    {
        get => TryGetValue(text, out var value) ? value : throw new KeyNotFoundException($"There is no {text}.");
        set
        {
            var hash = Hash(text);
            var index = Find(text, hash);
            _entries[index >= 0 ? index : Add(text, hash)].Value = value;
        }
    }

    public bool TryGetValue(ReadOnlySpan<char> text, out T value)
    {
        var index = Find(text, Hash(text));
        value = index >= 0 ? _entries[index].Value : default;
        return index >= 0;
    }

    public T GetValueOrDefault(ReadOnlySpan<char> text) => TryGetValue(text, out var value) ? value : default;

    public bool ContainsKey(ReadOnlySpan<char> text) => Find(text, Hash(text)) >= 0;

    static int Hash(ReadOnlySpan<char> text) => string.GetHashCode(text, StringComparison.Ordinal);

    int Find(ReadOnlySpan<char> text, int hash)
    {
        for (var next = _chains[hash & (_chains.Length - 1)]; next > 0;)
        {
            ref var entry = ref _entries[next - 1];
            if (entry.Hash == hash && IsSame(Letters(entry), text))
                return next - 1;
            next = entry.Next;
        }

        return -1;
    }

    static bool IsSame(ReadOnlySpan<byte> letters, ReadOnlySpan<char> text) =>
        Ascii.Equals(letters, text) || Encoding.UTF8.GetString(letters).AsSpan().SequenceEqual(text);

    Span<byte> Letters(in Entry entry) => _letters[entry.At >> PageBits].AsSpan(entry.At & (PageSize - 1), entry.Length);

    int Add(ReadOnlySpan<char> text, int hash)
    {
        if (_entries.Count == _chains.Length)
            Widen();
        var length = Encoding.UTF8.GetByteCount(text);
        var entry = new Entry { Hash = hash, At = Room(length), Length = length };
        Encoding.UTF8.GetBytes(text, Letters(entry));
        _entries.Add(entry);
        Chain(_entries.Count - 1);
        return _entries.Count - 1;
    }

    int Room(int length)
    {
        if (_used + length >= PageSize)
        {
            _letters.Add(new byte[Math.Max(PageSize, length)]);
            _used = 0;
        }

        var at = ((_letters.Count - 1) << PageBits) | _used;
        _used += length;
        return at;
    }

    void Widen()
    {
        _chains = new int[_chains.Length * 2];
        for (var index = 0; index < _entries.Count; index++)
            Chain(index);
    }

    void Chain(int index)
    {
        ref var entry = ref _entries[index];
        ref var first = ref _chains[entry.Hash & (_chains.Length - 1)];
        (entry.Next, first) = (first, index + 1);
    }
}
