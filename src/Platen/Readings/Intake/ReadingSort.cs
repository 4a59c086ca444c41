using System.Runtime.InteropServices;

namespace Platen.Readings;

/// <summary>
/// Puts any number of readings in order of meter and day in flat memory: what does not fit is sorted piece by piece into
/// temporary files and merged. In that order each meter is met once, and a table's index is written from left to right.
/// </summary>
sealed class ReadingSort(int capacity = 1 << 19) : IDisposable
{
    readonly List<FileStream> _runs = [];
    StagedReading[] _readings = new StagedReading[1024];
    ulong[] _keys = new ulong[1024];
    int _count;
    bool _inOrder = true;

    public long Count { get; private set; }

    public void Add(in StagedReading reading)
    {
        if (_count == capacity)
            Spill();
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, Math.Min(capacity, _count * 2));
            Array.Resize(ref _readings, _keys.Length);
        }

        var key = reading.Key;
        _inOrder &= _count == 0 || _keys[_count - 1] <= key;
        (_keys[_count], _readings[_count]) = (key, reading);
        _count++;
        Count++;
    }

    /// <summary>All of them, in order.</summary>
    public IEnumerable<StagedReading> InOrder()
    {
        if (_runs.Count > 0)
        {
            Spill();
            return Merge();
        }

        Sort();
        return new ArraySegment<StagedReading>(_readings, 0, _count);
    }

    void Sort()
    {
        if (!_inOrder)
            Array.Sort(_keys, _readings, 0, _count);
        _inOrder = true;
    }

    void Spill()
    {
        Sort();
        var run = new FileStream(
            Path.Combine(Path.GetTempPath(), "platen-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None, 4096, FileOptions.DeleteOnClose);
        _runs.Add(run);
        run.Write(MemoryMarshal.AsBytes(_readings.AsSpan(0, _count)));
        _count = 0;
    }

    IEnumerable<StagedReading> Merge()
    {
        var next = new PriorityQueue<IEnumerator<StagedReading>, ulong>();
        foreach (var run in _runs)
        {
            var readings = Read(run).GetEnumerator();
            if (readings.MoveNext())
                next.Enqueue(readings, readings.Current.Key);
        }

        while (next.TryPeek(out var readings, out _))
        {
            yield return readings.Current;
            if (readings.MoveNext())
                next.DequeueEnqueue(readings, readings.Current.Key);
            else
                next.Dequeue();
        }
    }

    static IEnumerable<StagedReading> Read(FileStream run)
    {
        run.Position = 0;
        var buffer = new StagedReading[2048];
        while (true)
        {
            var bytes = run.ReadAtLeast(MemoryMarshal.AsBytes(buffer.AsSpan()), MemoryMarshal.AsBytes(buffer.AsSpan()).Length, throwOnEndOfStream: false);
            var count = bytes / MemoryMarshal.AsBytes(buffer.AsSpan(0, 1)).Length;
            for (var i = 0; i < count; i++)
                yield return buffer[i];
            if (count < buffer.Length)
                yield break;
        }
    }

    public void Dispose()
    {
        foreach (var run in _runs)
            run.Dispose();
    }
}
