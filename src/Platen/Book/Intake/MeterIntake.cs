using Platen.Data;

namespace Platen.Book;

/// <summary>
/// Takes in counters: those that a machine lists, and those that only a contract or a reading names. These come with the
/// usual size, and the import says so: a slip of typing would be a counter too.
/// </summary>
sealed class MeterIntake(BookIntake book)
{
    readonly Dictionary<(int MachineId, string Type), BookMeter> _named = [];

    /// <summary>Any came that no machine listed.</summary>
    public bool HasNamed { get; private set; }

    /// <summary>Notes a counter that is named of a machine without being listed there, until <see cref="WriteNamed"/>.</summary>
    public void Name(int machineId, string serial, string type, string path)
    {
        if (string.IsNullOrWhiteSpace(type) || book.Known.Meters.Has(machineId, type))
            return;
        var meter = new BookMeter { Type = type };
        if (!_named.TryAdd((machineId, type), meter))
            return;
        if (book.Fresh("machines") is not { } fresh || machineId < fresh.First)
        {
            var changed = new Changed();
            changed.AddMeter(type, null, meter.Size());
            book.Note("machine", serial, changed);
        }

        var others = string.Join(", ", book.Known.Meters.Types(machineId));
        book.Warn(path, $"The machine {serial} had no meter {type} (it has {(others.Length == 0 ? "none" : others)}), and was given one of {BookMeter.UsualDigits} digits. List it on the machine with its digits, or correct the name.");
    }

    /// <summary>Keeps the counters named since the last time.</summary>
    public async Task WriteNamed(CancellationToken cancellation)
    {
        if (_named.Count == 0)
            return;
        var meters = _named.Select(named => (named.Key.MachineId, named.Value)).ToList();
        _named.Clear();
        HasNamed = true;
        await Number(meters, cancellation);
        if (!book.IsSound)
            return;

        Insert(meters);
        await using var command = book.Transaction.Connection.CreateCommand();
        command.CommandText = $"UPDATE machines SET revision = @revision WHERE id IN ({string.Join(',', meters.Select(meter => meter.MachineId).Distinct())})";
        await command.Add("@revision", book.Revision).ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Gives new counters their ids.</summary>
    public async Task Number(IReadOnlyCollection<(int MachineId, BookMeter Meter)> meters, CancellationToken cancellation)
    {
        var id = await book.Ids("meters", meters.Count, cancellation);
        foreach (var (machineId, meter) in meters)
            book.Known.Meters[machineId, meter.Type] = new KnownMeter(id++, meter.Size() ?? long.MaxValue, meter.CountCycle);
    }

    public void Insert(IReadOnlyCollection<(int MachineId, BookMeter Meter)> meters)
    {
        using (var rows = book.Database.Rows(book.Transaction.Connection, "meters", "id", "machine_id", "type", "rolls_over_at"))
        {
            foreach (var (machineId, meter) in meters)
            {
                var known = book.Known.Meters[machineId, meter.Type];
                rows.Add(known.Id).Add(machineId).Add(meter.Type).Add(known.RollsOverAt).EndRow();
            }

            rows.Complete();
        }

        var counted = meters.Where(named => named.Meter.CountCycle is not null).ToList();
        if (counted.Count == 0)
            return;
        using var cycles = book.Database.Rows(book.Transaction.Connection, "meter_cycles", "meter_id", "cycle");
        foreach (var (machineId, meter) in counted)
            cycles.Add(book.Known.Meters[machineId, meter.Type].Id).Add(meter.CountCycle).EndRow();
        cycles.Complete();
    }
}
