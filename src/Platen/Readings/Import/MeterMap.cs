using Platen.Data;

namespace Platen.Readings;

/// <summary>
/// Every meter by its machine's serial and its type: read once, then asked a row at a time without a query. Packed, since it
/// is all of an import that grows with the dealer: some 60 bytes for a machine of two meters.
/// </summary>
sealed class MeterMap
{
    readonly TextTable<(int First, int Count)> _machines = new();
    readonly Pages<(int Id, int Type)> _meters = new();
    readonly List<string> _types = [];

    MeterMap()
    {
    }

    public static async Task<MeterMap> Load(Database database, CancellationToken cancellation)
    {
        var map = new MeterMap();
        var types = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var connection = await database.Connect(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT machines.id, meters.id, meters.type, machines.serial FROM machines JOIN meters ON meters.machine_id = machines.id ORDER BY machines.id";
        await using var row = await command.ExecuteReaderAsync(cancellation);
        for (var isRow = await row.ReadAsync(cancellation); isRow;)
        {
            var (machine, serial, first) = (database.Int(row, 0), row.GetString(3), map._meters.Count);
            do
            {
                map.AddMeter(database.Int(row, 1), row.GetString(2), types);
                isRow = await row.ReadAsync(cancellation);
            }
            while (isRow && database.Int(row, 0) == machine);
            map._machines[serial] = (first, map._meters.Count - first);
        }

        return map;
    }

    void AddMeter(int id, string type, Dictionary<string, int> types)
    {
        if (types.TryAdd(type, types.Count))
            _types.Add(type);
        _meters.Add((id, types[type]));
    }

    public bool HasMachine(ReadOnlySpan<char> serial) => _machines.ContainsKey(serial);

    /// <summary>The meter's id, or 0. A type in other letters, MONO for Mono, is the same where there is but one.</summary>
    public int Find(ReadOnlySpan<char> serial, ReadOnlySpan<char> type)
    {
        var (like, found) = (0, 0);
        var (first, count) = _machines.GetValueOrDefault(serial);
        for (var i = first; i < first + count; i++)
        {
            var (id, known) = _meters[i];
            if (type.Equals(_types[known], StringComparison.Ordinal))
                return id;
            if (type.Equals(_types[known], StringComparison.OrdinalIgnoreCase))
                (like, found) = (id, found + 1);
        }

        return found == 1 ? like : 0;
    }

    /// <summary>The machine's meters, for a sentence.</summary>
    public string Types(ReadOnlySpan<char> serial)
    {
        var (first, count) = _machines.GetValueOrDefault(serial);
        return string.Join(", ", Enumerable.Range(first, count).Select(i => _types[_meters[i].Type]));
    }
}
