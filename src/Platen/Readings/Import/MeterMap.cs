using System.Runtime.InteropServices;
using Platen.Data;

namespace Platen.Readings;

/// <summary>Every meter by its machine's serial and its type: read once, then asked a row at a time without a query.</summary>
sealed class MeterMap
{
    readonly Dictionary<string, (int First, int Count)> _machines = new(StringComparer.Ordinal);
    readonly Dictionary<string, (int First, int Count)>.AlternateLookup<ReadOnlySpan<char>> _bySerial;
    readonly List<(int Id, string Type)> _meters = [];
    readonly Dictionary<string, string> _types = new(StringComparer.Ordinal); // one text for each type, however many meters

    MeterMap() => _bySerial = _machines.GetAlternateLookup<ReadOnlySpan<char>>();

    public static async Task<MeterMap> Load(Database database, CancellationToken cancellation)
    {
        var map = new MeterMap();
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
                map.AddMeter(database.Int(row, 1), row.GetString(2));
                isRow = await row.ReadAsync(cancellation);
            }
            while (isRow && database.Int(row, 0) == machine);
            map._machines.Add(serial, (first, map._meters.Count - first));
        }

        return map;
    }

    void AddMeter(int id, string type)
    {
        if (!_types.TryAdd(type, type))
            type = _types[type];
        _meters.Add((id, type));
    }

    public bool HasMachine(ReadOnlySpan<char> serial) => _bySerial.ContainsKey(serial);

    /// <summary>The meter's id, or 0. A type in other letters, MONO for Mono, is the same where there is but one.</summary>
    public int Find(ReadOnlySpan<char> serial, ReadOnlySpan<char> type)
    {
        if (!_bySerial.TryGetValue(serial, out var machine))
            return 0;

        var (like, found) = (0, 0);
        foreach (var meter in CollectionsMarshal.AsSpan(_meters).Slice(machine.First, machine.Count))
        {
            if (type.Equals(meter.Type, StringComparison.Ordinal))
                return meter.Id;
            if (type.Equals(meter.Type, StringComparison.OrdinalIgnoreCase))
                (like, found) = (meter.Id, found + 1);
        }

        return found == 1 ? like : 0;
    }

    /// <summary>The machine's meters, for a sentence.</summary>
    public string Types(ReadOnlySpan<char> serial) =>
        _bySerial.TryGetValue(serial, out var machine) ? string.Join(", ", _meters.Slice(machine.First, machine.Count).Select(meter => meter.Type)) : "";
}
