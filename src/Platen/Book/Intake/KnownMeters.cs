using System.Globalization;
using Platen.Data;

namespace Platen.Book;

readonly record struct KnownMeter(int Id, long RollsOverAt, string? Cycle = null);

/// <summary>Every meter by its machine and type, some 20 bytes each. A million meters are of a handful of types, sizes and count cycles.</summary>
sealed class KnownMeters
{
    readonly Pages<Entry> _meters = new();
    readonly List<(string Type, long RollsOverAt, string? Cycle)> _kinds = [];
    readonly Dictionary<(string, long, string?), int> _kindNumbers = [];
    int[] _chains = new int[1024]; // the entry that a chain begins with, and 1

    /// <param name="Next">In the chain of machines whose ids end alike: the entry, and 1.</param>
    record struct Entry(int MachineId, int Id, int Kind, int Next);

    /// <summary>Puts a meter in the place of the one that the machine has, if any.</summary>
    public KnownMeter this[int machineId, string type]
    {
        get => TryGet(machineId, type, out var meter) ? meter : throw new KeyNotFoundException(string.Create(CultureInfo.InvariantCulture, $"The machine {machineId} has no meter {type}."));
        set
        {
            var index = Find(machineId, type);
            ref var entry = ref _meters[index >= 0 ? index : Add(machineId)];
            (entry.Id, entry.Kind) = (value.Id, Kind(type, value.RollsOverAt, value.Cycle));
        }
    }

    public bool TryGet(int machineId, string type, out KnownMeter meter)
    {
        var index = Find(machineId, type);
        if (index < 0)
        {
            meter = default;
            return false;
        }

        var (_, rollsOverAt, cycle) = _kinds[_meters[index].Kind];
        meter = new KnownMeter(_meters[index].Id, rollsOverAt, cycle);
        return true;
    }

    public bool Has(int machineId, string type) => Find(machineId, type) >= 0;

    /// <summary>The types of a machine's meters, in order.</summary>
    public IEnumerable<string> Types(int machineId) => Of(machineId).Select(index => _kinds[_meters[index].Kind].Type).Order(StringComparer.Ordinal);

    int Find(int machineId, string type)
    {
        for (var next = First(machineId); next > 0; next = _meters[next - 1].Next)
        {
            if (_meters[next - 1].MachineId == machineId && _kinds[_meters[next - 1].Kind].Type == type)
                return next - 1;
        }

        return -1;
    }

    IEnumerable<int> Of(int machineId)
    {
        for (var next = First(machineId); next > 0; next = _meters[next - 1].Next)
        {
            if (_meters[next - 1].MachineId == machineId)
                yield return next - 1;
        }
    }

    ref int First(int machineId) => ref _chains[machineId & (_chains.Length - 1)];

    int Add(int machineId)
    {
        if (_meters.Count == _chains.Length)
            Widen();
        _meters.Add(new Entry { MachineId = machineId });
        Chain(_meters.Count - 1);
        return _meters.Count - 1;
    }

    int Kind(string type, long rollsOverAt, string? cycle)
    {
        if (!_kindNumbers.TryGetValue((type, rollsOverAt, cycle), out var kind))
        {
            _kindNumbers.Add((type, rollsOverAt, cycle), kind = _kinds.Count);
            _kinds.Add((type, rollsOverAt, cycle));
        }

        return kind;
    }

    void Widen()
    {
        _chains = new int[_chains.Length * 2];
        for (var index = 0; index < _meters.Count; index++)
            Chain(index);
    }

    void Chain(int index)
    {
        ref var first = ref First(_meters[index].MachineId);
        (_meters[index].Next, first) = (first, index + 1);
    }
}
