using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platen.Readings;

/// <summary>
/// Puts any number of readings in order of meter and day in flat memory: what does not fit is sorted piece by piece into
/// a temporary file and merged. In that order each meter is met once, and a table's index is written from left to right.
/// </summary>
sealed class ReadingSort(int capacity = 1 << 16) : IDisposable
{
    readonly List<(long First, int Count)> _runs = []; // where in the file, in readings
    FileStream? _file;
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
            (_readings, _keys) = ([], []);
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
        _file ??= new FileStream(
            Path.Combine(Path.GetTempPath(), "platen-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None, 0, FileOptions.DeleteOnClose);
        _file.Write(MemoryMarshal.AsBytes(_readings.AsSpan(0, _count)));
        _runs.Add((Count - _count, _count));
        _count = 0;
    }

    IEnumerable<StagedReading> Merge()
    {
        // However many pieces there are, what is read ahead of them together stays in bounds.
        var ahead = Math.Clamp(capacity / _runs.Count, 64, 2048);
        var next = new PriorityQueue<IEnumerator<StagedReading>, ulong>();
        foreach (var (first, count) in _runs)
        {
            var readings = Read(first, count, ahead).GetEnumerator();
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

    IEnumerable<StagedReading> Read(long first, int count, int ahead)
    {
        var buffer = new StagedReading[ahead];
        for (var done = 0; done < count; done += ahead)
        {
            var some = Math.Min(ahead, count - done);
            _file!.Position = (first + done) * Unsafe.SizeOf<StagedReading>();
            _file.ReadExactly(MemoryMarshal.AsBytes(buffer.AsSpan(0, some)));
            for (var i = 0; i < some; i++)
                yield return buffer[i];
        }
    }

    public void Dispose() => _file?.Dispose();
}
