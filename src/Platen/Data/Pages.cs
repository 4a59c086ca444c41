namespace Platen.Data;

/// <summary>A list that grows by pages: nothing is copied and no garbage is left behind, however long it gets.</summary>
sealed class Pages<T>
{
    const int Bits = 12, Size = 1 << Bits;

    readonly List<T[]> _pages = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _pages[index >> Bits][index & (Size - 1)];

    public void Add(T value)
    {
        if (Count == _pages.Count * Size)
            _pages.Add(new T[Size]);
        this[Count++] = value;
    }
}
